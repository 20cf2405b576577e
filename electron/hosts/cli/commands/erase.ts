import type { Command } from 'commander'
import { heldWords } from '../erasure-words.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  yes?: true
}

export const addErase = (program: Command, terminal: Terminal): Command =>
  program
    .command('erase <workspace> <person...>')
    .description('take people out of everything the workspace holds, for good; without --yes it only says what would go')
    .addHelpText('after', '\nA person is an e-mail address, a GitHub login, github:<number>, a LinkedIn address, contact:<record id> or another person key.')
    .option('--yes', 'do it; there is no undo')
    .action(async (workspace: string, people: string[], options: Options) => {
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        if (options.yes) {
          const erased = await client.call('erasure.erase', { people }, call)
          printResult(terminal, options, erased, () => `${heldWords(erased, 'Erased')}The workspace was written anew; no file brings them back.\n`)
          return
        }
        const held = await client.call('erasure.preview', { people }, call)
        printResult(terminal, options, held, () => `${heldWords(held, 'Would go')}Nothing was changed. To erase for good, repeat with --yes.\n`)
      })
    })
