import type { Command } from 'commander'
import type { SignalComparison, SignalFigures, SignalRows } from '../../../../shared/contract-signals.ts'
import { countWords, ratioEstimate } from '../figures.ts'
import { asOfFlag, policyFlag, readWhole, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { filterFlag, knownOnlyFlag, segmentInput, type SegmentOptions } from '../segment-option.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends RunOptions, SegmentOptions {
  rows?: string
  family?: true
  stage: string
  limit: number
}

export const addCompareSignals = (program: Command, terminal: Terminal): Command =>
  program
    .command('compare-signals <workspace>')
    .description('which sources and families carry the lift, with p adjusted for testing them all')
    .option('--rows <signal>', 'list the accounts that show one source, or with --family one family')
    .option('--family', 'with --rows, a family instead of a source')
    .option('--stage <key>', 'with --rows, the accounts of which stage', 'customer')
    .option('--limit <n>', 'with --rows, how many (at most 1,000)', readWhole, 50)
    .option(...filterFlag)
    .option(...knownOnlyFlag)
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, options: Options) => {
      const { rows: name, family, stage, limit } = options
      const run = { ...runInput(options), ...segmentInput(options) }
      if (name !== undefined) {
        const found = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('analyse.signalRows', { ...run, kind: family ? 'family' : 'source', name, stage, limit }, call))
        printResult(terminal, options, found, () => rowWords(found))
        return
      }
      const comparison = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('analyse.signals', run, call))
      printResult(terminal, options, comparison, () => words(comparison))
    })

function words({ asOf, policy, activeDays, stages, sources, families }: SignalComparison): string {
  const table = (title: string, figures: readonly SignalFigures[]) =>
    alignedTable(
      [title, ...stages.map(({ label, accounts }) => `${label} (of ${countWords(accounts)})`), 'Lift of the last (95 %)', 'z', 'p', 'p, adjusted'],
      figures.map(({ name, stages: counted, trend, adjustedP }) => {
        const last = counted.at(-1)
        return [name, ...counted.map(({ active }) => active), last ? `${ratioEstimate(last.lift)}${last.liftCorrected ? ' *' : ''}` : '–', trend.z?.toFixed(2) ?? '–', pWords(trend.p), pWords(adjustedP)]
      }),
    )
  const isCorrected = [...sources, ...families].some((each) => each.stages.at(-1)?.liftCorrected)
  return [
    `As of ${asOf}, policy ${policy}: active accounts by stage, counting one signal at a time within ${countWords(activeDays)} days\n\n`,
    table('Source', sources), '\n', table('Family', families),
    ...(isCorrected ? ['* 0.5 was added to all four cells because one was zero\n'] : []),
    'Every signal is one more chance to be wrong: judge by the adjusted p (Holm).\n',
  ].join('')
}

const rowWords = ({ found, rows }: SignalRows): string =>
  `${alignedTable(['Account', 'Events', 'People', 'Last', 'Id'], rows.map(({ key, name, events, people, lastAt }) => [name, events, people, lastAt.slice(0, 10), key]))}${countWords(rows.length)} of ${countWords(found)}\n`

const pWords = (p: number | null): string => (p === null ? '–' : p < 0.0001 ? '< 0.0001' : p.toFixed(4))
