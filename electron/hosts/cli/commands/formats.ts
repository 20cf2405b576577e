import type { Command } from 'commander'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withClient } from '../with-client.ts'

export const addFormats = (program: Command, terminal: Terminal): Command =>
  program
    .command('formats')
    .description('list the file formats that can be imported')
    .action(async (options: JsonOption) => {
      const formats = await withClient(terminal, ({ client, options: call }) => client.call('import.formats', {}, call))
      printResult(terminal, options, { formats }, () =>
        alignedTable(
          ['Format', 'What it is', 'Files', 'Settings (* required)'],
          formats.map(({ id, label, containers, settings }) => [
            id, label, containers.join(', '), settings.map(({ key, required, example }) => `${key}=${example}${required ? ' *' : ''}`).join('  '),
          ]),
        ),
      )
    })
