import type { Command } from 'commander'
import type { HiddenCompanies, HiddenCompany } from '../../../../shared/contract-hidden.ts'
import { countWords, ratioEstimate, shareEstimate, shareWords } from '../figures.ts'
import { asOfFlag, policyFlag, readCount, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { filterFlag, knownOnlyFlag, segmentInput, type SegmentOptions } from '../segment-option.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends RunOptions, SegmentOptions {
  limit: number
  undecided?: true
}

export const addHidden = (program: Command, terminal: Terminal): Command =>
  program
    .command('hidden <workspace>')
    .description('active companies that match no account, and the accounts each may be')
    .option('--limit <n>', 'how many companies, the highest score first (at most 1,000)', readCount, 25)
    .option('--undecided', 'only those whose nearest account nobody has decided')
    .option(...filterFlag)
    .option(...knownOnlyFlag)
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, options: Options) => {
      const found = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('analyse.hidden', { ...runInput(options), ...segmentInput(options), limit: options.limit, undecided: options.undecided === true }, call))
      printResult(terminal, options, found, () => words(found, options.undecided === true))
    })

function words({ asOf, policy, activeDays, hidden, undecided, companies }: HiddenCompanies, onlyUndecided: boolean): string {
  const all = onlyUndecided ? undecided : hidden.hidden
  return [
    `As of ${asOf}, policy ${policy}: ${countWords(hidden.hidden)} of ${countWords(hidden.hidden + hidden.inCrm)} active companies are not in the CRM: ${shareEstimate(hidden.share)}\n`,
    `${explainedWords(hidden.corrected, undecided)}\n\n`,
    alignedTable(
      ['Company', 'Domain', 'Band', 'Score', 'People', 'Nearest account', 'Probability', 'Why', 'Decided'],
      companies.map((company) => [company.name, company.domain, company.band, company.score, company.people, ...nearestCells(company), decidedWords(company)]),
    ),
    ...(all > companies.length ? [`${countWords(companies.length)} of ${countWords(all)}; --limit shows more\n`] : []),
    `\nActive: an event within ${countWords(activeDays)} days. Probability: that the company is this account, by how alike their names and domains are. Accept or reject under Explore, Hidden companies, or under Review.\n`,
  ].join('')
}

function explainedWords(corrected: HiddenCompanies['hidden']['corrected'], undecided: number): string {
  const companies = `${countWords(undecided)} of them ${undecided === 1 ? 'has' : 'have'} a nearest account that nobody has decided`
  return corrected === null
    ? `${companies}. The share explained by missed matches is not available yet: draw a blind sample of account matches (quality --draw --kind match) and judge it under Review`
    : `${companies}. Missed matches explain ${shareEstimate(corrected.explained)} of the hidden companies: ${ratioEstimate(corrected.missed)} are expected from ${countWords(corrected.labels)} judgements, which leaves ${shareEstimate(corrected.share)} hidden`
}

function nearestCells({ candidates }: HiddenCompany): (string | null)[] {
  const nearest = candidates.find(({ rejected }) => !rejected)
  return nearest ? [`${nearest.name} (${nearest.recordId})`, shareWords(nearest.probability), nearest.why] : [null, null, null]
}

const decidedWords = ({ decision }: HiddenCompany): string | null => {
  if (decision === null) return null
  return decision.verdict === 'none' ? `not in the CRM (${decision.reviewer})` : `${decision.verdict === 'reject' ? 'not ' : ''}${decision.recordId ?? ''} (${decision.reviewer})`
}
