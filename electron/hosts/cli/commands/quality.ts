import { Option, type Command } from 'commander'
import { itemKinds, type ItemKind } from '../../../../shared/decision.ts'
import { readWhole, type JsonOption } from '../options.ts'
import { qualityWords } from '../quality-words.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  draw?: number
  kind: ItemKind
  seed: string
  perGroup?: boolean
}

export const addQuality = (program: Command, terminal: Terminal): Command =>
  program
    .command('quality <workspace>')
    .description('how often each kind of evidence is right, by the blind sample')
    .option('--draw <n>', 'first draw this many at random, to be judged under Review › Blind sample', readWhole)
    .addOption(new Option('--kind <kind>', 'what is drawn').choices(itemKinds).default('attribution'))
    .option('--seed <text>', 'what decides the draw', '1')
    .option('--per-group', 'draw equally many of every kind of evidence')
    .action(async (workspace: string, options: Options) => {
      const quality = await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        if (options.draw !== undefined) await client.call('quality.draw', { kind: options.kind, size: options.draw, seed: options.seed, perGroup: options.perGroup ?? false }, call)
        return client.call('quality.read', {}, call)
      })
      printResult(terminal, options, quality, () => qualityWords(quality))
    })
