import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { bands } from '../../../../shared/model.ts'
import { asOfFlag, policyFlag, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable, cellWords } from '../table.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends RunOptions {
  model?: string
}

export const addScore = (program: Command, terminal: Terminal): Command =>
  program
    .command('score <workspace>')
    .description('score every account and company')
    .option(...asOfFlag)
    .option(...policyFlag)
    .option('--model <file>', 'score model (JSON) to use instead of the workspace’s')
    .action(async (workspace: string, options: Options) => {
      const model = options.model === undefined ? {} : { model: await readModel(resolve(terminal.folder, options.model)) }
      const summary = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('score.run', { ...runInput(options), ...model }, call))
      printResult(terminal, options, summary, () => {
        const { runId, asOf, policy, thresholds, counts } = summary
        return (
          `Run ${runId}, as of ${asOf}, policy ${policy}: High from ${cellWords(thresholds.high)}, Medium from ${cellWords(thresholds.medium)}\n\n` +
          alignedTable(['Band', 'Accounts and companies'], bands.map((band) => [band, counts[band]]))
        )
      })
    })

const readModel = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`${path} cannot be read.`, { cause })
  })
