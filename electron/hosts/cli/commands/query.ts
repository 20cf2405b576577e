import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { countWords } from '../figures.ts'
import { readCount, type JsonOption } from '../options.ts'
import { queryText, type QueryFormat } from '../query-output.ts'
import { runQuery } from '../query-process.ts'
import type { Terminal } from '../terminal.ts'

interface Options extends JsonOption {
  format?: QueryFormat
  limit: number
}

export const addQuery = (program: Command, terminal: Terminal): Command =>
  program
    .command('query <workspace> <sql>')
    .description('run one SELECT on the workspace, read-only')
    .addOption(new Option('--format <format>', 'how to print the rows (default: table)').choices(['json', 'csv', 'table']))
    .option('--limit <rows>', 'most rows to print', readCount, 10_000)
    .action(async (workspace: string, sql: string, options: Options) => {
      const { columns, rows, truncated } = await runQuery({ path: resolve(terminal.folder, workspace), sql, limit: options.limit }, terminal.signal)
      if (truncated) terminal.note(`Only the first ${countWords(rows.length)} rows are shown; --limit shows more.\n`)
      terminal.print(queryText(options.json ? 'json' : (options.format ?? 'table'), columns, rows))
    })
