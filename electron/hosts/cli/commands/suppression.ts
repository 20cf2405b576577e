import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { formatOf, writtenWords } from '../hand-over-words.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  for: 'sales' | 'marketing'
  out: string
}

export const addSuppression = (program: Command, terminal: Terminal): Command =>
  program
    .command('suppression <workspace>')
    .description('write the addresses that the tools of sales or marketing must leave alone, plain and as SHA-256, each with the reason')
    .addOption(new Option('--for <tools>', 'whose tools').choices(['sales', 'marketing']).makeOptionMandatory())
    .requiredOption('--out <file>', '.csv, .tsv, .xlsx or .json')
    .action(async (workspace: string, options: Options) => {
      const format = formatOf(options.out)
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        const made = await client.call('suppression.export', { tools: options.for, format, path: resolve(terminal.folder, options.out) }, call)
        printResult(terminal, options, made, () => writtenWords(made, made.path))
      })
    })
