import type { Command } from 'commander'
import type { BeforeEntry } from '../../../../shared/contract-before-entry.ts'
import { countWords, ratioEstimate, shareEstimate } from '../figures.ts'
import { asOfFlag, policyFlag, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { filterFlag, knownOnlyFlag, segmentInput, type SegmentOptions } from '../segment-option.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends RunOptions, SegmentOptions {
  seed: string
  sets?: true
}

export const addBeforeEntry = (program: Command, terminal: Terminal): Command =>
  program
    .command('before-entry <workspace>')
    .description('whether accounts were active before they entered a stage, against accounts still in the stage before')
    .option('--seed <text>', 'what decides which accounts are drawn', '1')
    .option('--sets', 'with --json, every account that entered and those drawn beside it')
    .option(...filterFlag)
    .option(...knownOnlyFlag)
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, options: Options) => {
      const found = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('analyse.beforeEntry', { ...runInput(options), ...segmentInput(options), seed: options.seed, sets: options.sets === true }, call))
      printResult(terminal, options, found, () => words(found))
    })

function words({ asOf, policy, seed, activeDays, controlsPerCase, stages }: BeforeEntry): string {
  const table = alignedTable(
    ['Stage', 'Entered at a known time', 'Undated', 'Active before (95 %)', 'Controls', 'Controls active (95 %)', 'Odds ratio (95 %)', 'AUC (95 %)', 'Days from first Surge'],
    stages.map(({ label, cases, undated, figures }) => [
      label, cases, undated,
      ...(figures === null
        ? ['–', '–', '–', '–', '–', '–']
        : [shareEstimate(figures.active.cases), figures.controls, shareEstimate(figures.active.controls), ratioEstimate(figures.oddsRatio), ratioEstimate(figures.auc), figures.leadTime.medianDays?.toFixed(0) ?? '–']),
    ]),
  )
  return [
    `As of ${asOf}, policy ${policy}. Each account is measured as of the day before it entered, and so are up to ${controlsPerCase} accounts that were in the stage before and had not entered (seed ${seed}).\n\n`,
    table, '\n',
    ...stages.map(({ sentence }) => `${sentence}\n`),
    `\nActive: an event within ${countWords(activeDays)} days. Odds ratio: Mantel–Haenszel over matched sets. AUC: the probability that an account that entered outscored one that had not, ties one half; 0.50 tells nothing.\n`,
    'Activity that comes first need not be the cause: what makes a company ready to buy may make it active too.\n',
  ].join('')
}
