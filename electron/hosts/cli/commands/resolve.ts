import type { Command } from 'commander'
import type { MatchModel } from '../../../../shared/contract-review.ts'
import { countWords } from '../figures.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

export const addResolve = (program: Command, terminal: Terminal): Command =>
  program
    .command('resolve <workspace>')
    .description('attribute people to companies and companies to accounts')
    .action(async (workspace: string, options: JsonOption) => {
      const found = await withWorkspace(terminal, workspace, async ({ client, options: call }) => ({
        ...(await client.call('resolve.run', {}, call)), matchModel: await client.call('review.matchModel', {}, call),
      }))
      printResult(
        terminal, options, found, () =>
          `${countWords(found.people)} people: ${countWords(found.attributed)} attributed to a company, ${countWords(found.reliable)} reliably, ${countWords(found.unresolved)} to none\n` +
          `${countWords(found.companies)} companies; ${countWords(found.matchedAccounts)} accounts matched; ${countWords(found.conflicts)} conflicts\n${matchWords(found.matchModel)}`,
      )
    })

/** Whether companies of similar names count, and what says so; the parameters themselves come with `--json`. */
function matchWords(model: MatchModel | null): string {
  if (model === null) return ''
  const { n, right } = model.precision
  const because = n === 0 ? 'no name of a certain account is that much alike' : `of ${countWords(n)} names that much alike, whose account is certain, ${countWords(right)} were right`
  return `Similar names ${model.accepts ? 'count' : 'wait for review'}: ${because}\n`
}
