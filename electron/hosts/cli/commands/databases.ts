import { resolve } from 'node:path'
import { Argument, type Command } from 'commander'
import { databases as names, type Database } from '../../../../shared/contract-personas.ts'
import { formatOf, writtenWords } from '../hand-over-words.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  out: string
  search: string
  pseudonymised?: true
  check?: true
}

export const addDatabases = (program: Command, terminal: Terminal): Command =>
  program
    .command('databases <workspace>')
    .addArgument(new Argument('<database>', 'user: for marketing; buyer: for sales').choices(names))
    .description('write the user database (for marketing) or the buyer database (for sales); a file for sales holds nobody of the user database')
    .requiredOption('--out <file>', '.csv, .tsv, .xlsx or .json')
    .option('--search <text>', 'only what contains it', '')
    .option('--pseudonymised', 'letters instead of names and addresses')
    .option('--check', 'say how many rows and which personal data it would hold, and write nothing')
    .action(async (workspace: string, database: Database, options: Options) => {
      const format = formatOf(options.out)
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        const asked = { database, search: options.search }
        if (options.check) {
          const preview = await client.call('databases.preview', asked, call)
          printResult(terminal, options, preview, () => writtenWords(preview, null))
          return
        }
        const made = await client.call('databases.export', { ...asked, format, path: resolve(terminal.folder, options.out), pseudonymised: options.pseudonymised ?? false }, call)
        printResult(terminal, options, made, () => writtenWords(made, made.path))
      })
    })
