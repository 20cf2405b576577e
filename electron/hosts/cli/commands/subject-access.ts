import { resolve } from 'node:path'
import type { Command } from 'commander'
import { rowWords } from '../figures.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  out: string
}

export const addSubjectAccess = (program: Command, terminal: Terminal): Command =>
  program
    .command('subject-access <workspace> <person>')
    .description('write all that is held about somebody, each row with the file and row it came from')
    .requiredOption('--out <file>', '.json')
    .action(async (workspace: string, person: string, options: Options) => {
      if (!options.out.toLowerCase().endsWith('.json')) throw new UsageError(`--out ends in .json: ${options.out}`)
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        const made = await client.call('erasure.subjectAccess', { person, path: resolve(terminal.folder, options.out) }, call)
        printResult(terminal, options, made, () => `Wrote ${rowWords(made.rows)} of ${made.tables} tables to ${made.path}.\n`)
      })
    })
