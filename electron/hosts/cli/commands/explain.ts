import type { Command } from 'commander'
import { lifecycleStages, type Lifecycle } from '../../../../shared/lifecycle.ts'
import type { Explanation } from '../../../../shared/model.ts'
import { asOfFlag, policyFlag, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable, cellWords } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

export const addExplain = (program: Command, terminal: Terminal): Command =>
  program
    .command('explain <workspace> <subject>')
    .description('why an account or company has its score; <subject> is a record id, a domain or a name')
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, subject: string, options: RunOptions) => {
      const explanation = await withWorkspace(terminal, workspace, ({ client, options: call }) =>
        client.call('explain.subject', { ...runInput(options), subject }, call),
      )
      printResult(terminal, options, explanation, () => words(explanation))
    })

const missingWords = { quiet: 'none (its last event is too old for Pioneering and too young for Dormant)', 'not enough dated events': 'not enough dated events' }

function lifecycleWords({ stage, missing, since, entered, outreachWindow }: Lifecycle): string {
  const first = lifecycleStages.flatMap((each) => (entered[each] === null ? [] : [`${each} ${entered[each].slice(0, 10)}`]))
  const standing = stage ?? (missing === null ? '–' : missingWords[missing])
  return `Lifecycle: ${standing}${since === null ? '' : ` since ${since.slice(0, 10)}`}${first.length > 0 ? `; first entered: ${first.join(', ')}` : ''}${outreachWindow ? '; in its outreach window' : ''}`
}

function words({ subject, asOf, policy, score, band, sentence, families, contributions, lifecycle }: Explanation): string {
  const place = [subject.domain, subject.accountRecordId && `account ${subject.accountRecordId}`, subject.stage].filter(Boolean).join(', ')
  return (
    `${cellWords(subject.name)}${place ? ` (${cellWords(place)})` : ''}, as of ${asOf}, policy ${policy}\n` +
    `Score ${cellWords(score)}, ${band}; families: ${families.join(', ') || '–'}\n${sentence}\n${lifecycleWords(lifecycle)}\n\n` +
    alignedTable(
      ['Person', 'Source', 'Family', 'n', 'Points', 'Events', 'Last'],
      contributions.map((part) => [part.personLabel, part.source, part.family, part.n, part.points, part.events, part.lastAt?.slice(0, 10)]),
    )
  )
}
