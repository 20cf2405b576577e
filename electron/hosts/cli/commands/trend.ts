import { type Command, InvalidArgumentError } from 'commander'
import { type Trend, trendEvery, type TrendEvery } from '../../../../shared/contract-trend.ts'
import { countWords, ratioEstimate, shareEstimate } from '../figures.ts'
import { asOfFlag, policyFlag, readWhole, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { filterFlag, knownOnlyFlag, segmentInput, type SegmentOptions } from '../segment-option.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends RunOptions, SegmentOptions {
  every: TrendEvery
  periods: number
}

export const addTrend = (program: Command, terminal: Terminal): Command =>
  program
    .command('trend <workspace>')
    .description('coverage, lift and the hidden share at the ends of months or quarters')
    .option('--every <period>', trendEvery.join(' or '), readEvery, 'month')
    .option('--periods <n>', 'how many dates, the as-of date included (2 to 60)', readWhole, 12)
    .option(...filterFlag)
    .option(...knownOnlyFlag)
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, options: Options) => {
      const found = await withWorkspace(terminal, workspace, ({ client, options: call }) =>
        client.call('analyse.trend', { ...runInput(options), ...segmentInput(options), every: options.every, periods: options.periods, jobId: 'trend' }, call))
      printResult(terminal, options, found, () => words(found))
    })

function readEvery(text: string): TrendEvery {
  const every = trendEvery.find((known) => known === text)
  if (every === undefined) throw new InvalidArgumentError(`Choose ${trendEvery.join(' or ')}.`)
  return every
}

function words({ policy, activeDays, points }: Trend): string {
  const stages = points.at(-1)?.stages ?? []
  const isCorrected = points.some((point) => point.stages.some(({ liftCorrected }) => liftCorrected))
  return [
    `Policy ${policy}, active within ${countWords(activeDays)} days; each line is what analyse says as of that instant\n\n`,
    alignedTable(
      ['As of', ...stages.flatMap(({ label }) => [`${label}: active`, 'Coverage (95 %)', 'Lift (95 %)']), 'Active in all', 'Hidden (95 %)'],
      points.map(({ asOf, stages: counted, hidden }) => [
        asOf.slice(0, 10), ...counted.flatMap(({ active, accounts, coverage, lift, liftCorrected }) => [`${countWords(active)} of ${countWords(accounts)}`, shareEstimate(coverage), `${ratioEstimate(lift)}${liftCorrected ? ' *' : ''}`]),
        hidden.hidden + hidden.inCrm, shareEstimate(hidden.share),
      ]),
    ),
    ...(isCorrected ? ['* 0.5 was added to all four cells because one was zero\n'] : []),
    'Accounts without dated stages stand at today’s stage throughout.\n',
  ].join('')
}
