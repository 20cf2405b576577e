import type { Command } from 'commander'
import { countWords } from '../figures.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

export const addResolve = (program: Command, terminal: Terminal): Command =>
  program
    .command('resolve <workspace>')
    .description('attribute people to companies and companies to accounts')
    .action(async (workspace: string, options: JsonOption) => {
      const found = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('resolve.run', {}, call))
      printResult(
        terminal, options, found, () =>
          `${countWords(found.people)} people: ${countWords(found.attributed)} attributed to a company, ${countWords(found.reliable)} reliably, ${countWords(found.unresolved)} to none\n` +
          `${countWords(found.companies)} companies; ${countWords(found.matchedAccounts)} accounts matched; ${countWords(found.conflicts)} conflicts\n`,
      )
    })
