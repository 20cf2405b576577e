import type { Command } from 'commander'
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

function words({ subject, asOf, policy, score, band, sentence, families, contributions }: Explanation): string {
  const place = [subject.domain, subject.accountRecordId && `account ${subject.accountRecordId}`, subject.stage].filter(Boolean).join(', ')
  return (
    `${cellWords(subject.name)}${place ? ` (${cellWords(place)})` : ''}, as of ${asOf}, policy ${policy}\n` +
    `Score ${cellWords(score)}, ${band}; families: ${families.join(', ') || '–'}\n${sentence}\n\n` +
    alignedTable(
      ['Person', 'Source', 'Family', 'n', 'Points', 'Events', 'Last'],
      contributions.map((part) => [part.personLabel, part.source, part.family, part.n, part.points, part.events, part.lastAt?.slice(0, 10)]),
    )
  )
}
