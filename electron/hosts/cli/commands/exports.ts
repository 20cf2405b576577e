import type { Command } from 'commander'
import type { ExportRecord } from '../../../../shared/contract-hand-over.ts'
import { type JsonOption, readCount } from '../options.ts'
import { personalWords } from '../hand-over-words.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  limit?: number
}

export const addExports = (program: Command, terminal: Terminal): Command =>
  program
    .command('exports <workspace>')
    .description('the files that were written for people outside: for whom, how many rows, and which personal data they hold')
    .option('--limit <n>', 'only the newest', readCount)
    .action(async (workspace: string, options: Options) =>
      withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        const log = await client.call('exports.list', options.limit === undefined ? {} : { limit: options.limit }, call)
        printResult(terminal, options, log, () => (log.total === 0 ? 'No file was written yet.\n' : exportsTable(log.exports)))
      }),
    )

const exportsTable = (exports: readonly ExportRecord[]): string =>
  alignedTable(
    ['Written', 'What', 'For', 'Rows', 'Held back', 'Personal data', 'Pseudonyms', 'File'],
    exports.map((each) => [each.writtenAt.slice(0, 16).replace('T', ' '), each.kind, each.audience, each.rows, each.withheld, personalWords(each.personal), each.pseudonymised, each.path]),
  )
