import type { Command } from 'commander'
import type { SignalComparison, SignalFigures } from '../../../../shared/contract-signals.ts'
import { countWords, ratioEstimate } from '../figures.ts'
import { asOfFlag, policyFlag, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { filterFlag, knownOnlyFlag, segmentInput, type SegmentOptions } from '../segment-option.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

export const addCompareSignals = (program: Command, terminal: Terminal): Command =>
  program
    .command('compare-signals <workspace>')
    .description('which sources and families carry the lift, with p adjusted for testing them all')
    .option(...filterFlag)
    .option(...knownOnlyFlag)
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, options: RunOptions & SegmentOptions) => {
      const comparison = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('analyse.signals', { ...runInput(options), ...segmentInput(options) }, call))
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

const pWords = (p: number | null): string => (p === null ? '–' : p < 0.0001 ? '< 0.0001' : p.toFixed(4))
