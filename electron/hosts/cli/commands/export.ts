import { extname, resolve } from 'node:path'
import { Argument, type Command } from 'commander'
import { attributionColumns } from '../../../engine/resolve/attribution-export.ts'
import { rowWords } from '../figures.ts'
import { asOfFlag, policyFlag, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

/** What can be exported, and which columns where none are asked for; all where none are named. */
const lists = {
  accounts: [],
  contacts: [],
  deals: [],
  people: [],
  companies: [],
  events: [],
  attributions: attributionColumns,
  scores: [],
  claims: [],
  downloads: [],
} as const

interface Options extends RunOptions {
  out: string
  columns?: string
}

const endings = ['.csv', '.parquet', '.json']

export const addExport = (program: Command, terminal: Terminal): Command =>
  program
    .command('export <workspace>')
    .description('write a list to a file')
    .addArgument(new Argument('<list>', 'what to write').choices(Object.keys(lists)))
    .requiredOption('--out <file>', 'where to: .csv, .parquet or .json')
    .option('--columns <names>', 'columns to write, separated by commas, in this order')
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, list: keyof typeof lists, options: Options) => {
      const path = resolve(terminal.folder, options.out)
      if (!endings.includes(extname(path).toLowerCase())) throw new UsageError(`--out ends in ${endings.join(', ')}: ${options.out}`)
      const made = await withWorkspace(terminal, workspace, ({ client, options: call }) =>
        client.call('grid.export', { ...runInput(options), dataset: list, columns: options.columns?.split(',').map((name) => name.trim()) ?? [...lists[list]], path }, call),
      )
      printResult(terminal, options, { path: made.path, rows: made.rows }, () => `Wrote ${rowWords(made.rows)} to ${made.path}.\n`)
    })
