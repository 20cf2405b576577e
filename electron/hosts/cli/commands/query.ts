import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { csvText } from '../csv.ts'
import { countWords } from '../figures.ts'
import { readWhole, type JsonOption } from '../options.ts'
import { runQuery } from '../query-process.ts'
import { alignedTable, type Cell } from '../table.ts'
import type { Terminal } from '../terminal.ts'

interface Options extends JsonOption {
  format?: 'json' | 'csv' | 'table'
  limit: number
}

export const addQuery = (program: Command, terminal: Terminal): Command =>
  program
    .command('query <workspace> <sql>')
    .description('run one SELECT on the workspace, read-only')
    .addOption(new Option('--format <format>', 'how to print the rows (default: table)').choices(['json', 'csv', 'table']))
    .option('--limit <rows>', 'most rows to print', readWhole, 10_000)
    .action(async (workspace: string, sql: string, options: Options) => {
      const { columns, rows, truncated } = await runQuery({ path: resolve(terminal.folder, workspace), sql, limit: options.limit }, terminal.signal)
      if (truncated) terminal.note(`Only the first ${countWords(rows.length)} rows are shown; --limit shows more.\n`)
      terminal.print(printed(options.json ? 'json' : (options.format ?? 'table'), columns, rows))
    })

function printed(format: 'json' | 'csv' | 'table', columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]]))), null, 2)}\n`
    case 'csv':
      return csvText(columns, rows)
    case 'table':
      return alignedTable(columns, rows.map((row) => row.map(asCell)))
  }
}

const asCell = (value: unknown): Cell =>
  value === null || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : JSON.stringify(value)
