import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { countWords } from '../figures.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  out: string
  people: 'unresolved' | 'all'
}

export const addExportClay = (program: Command, terminal: Terminal): Command =>
  program
    .command('export-clay <workspace>')
    .description('write people as a CSV for Clay; its key column bandstand_id brings the answers back')
    .requiredOption('--out <file>', 'where to')
    .addOption(new Option('--people <which>', 'whom to write').choices(['unresolved', 'all']).default('unresolved'))
    .action(async (workspace: string, options: Options) => {
      const made = await withWorkspace(terminal, workspace, ({ client, options: call }) =>
        client.call('enrich.exportClay', { path: resolve(terminal.folder, options.out), people: options.people }, call),
      )
      printResult(terminal, options, made, () => `Wrote ${countWords(made.rows)} people to ${made.path}.\n`)
    })
