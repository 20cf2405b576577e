import type { Command } from 'commander'
import type { BackTest } from '../../../../shared/contract-models.ts'
import { countWords, ratioEstimate, shareEstimate } from '../figures.ts'
import { asOfFlag, collected, policyFlag, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable, cellWords } from '../table.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends RunOptions {
  version: string[]
  seed: string
}

export const addBackTest = (program: Command, terminal: Terminal): Command =>
  program
    .command('back-test <workspace>')
    .description('scores the day before each won deal, against accounts that did not win')
    .option('--version <version>', 'a version of the score model, repeatable; default: the one in force', collected)
    .option('--seed <text>', 'what decides which accounts are drawn', '1')
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, options: Options) => {
      const versions = (options.version as string[] | undefined /* given or not */) ?? []
      if (versions.some((version) => !/^\d+$/.test(version))) throw new UsageError('A version is a whole number; see: models <workspace>')
      const models = versions.length === 0 ? [{}] : versions.map((version) => ({ version: Number(version) }))
      const found = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('models.backTest', { ...runInput(options), models, seed: options.seed }, call))
      printResult(terminal, options, found, () => backTestWords(found))
    })

function backTestWords({ asOf, policy, seed, wonStage, wins, undatedWins, controls, controlsPerWin, leastWins, models }: BackTest): string {
  const undated = undatedWins === 0 ? '' : `; ${countWords(undatedWins)} more are won without a date and left out`
  if (models.length === 0) return `Only ${countWords(wins)} accounts have a dated win by ${asOf}${undated}. Fewer than ${leastWins} say nothing.\n`
  return [
    `${countWords(wins)} accounts entered ${wonStage} at a known time by ${asOf}${undated}.\n`,
    `Each is scored as of the day before, and so are up to ${controlsPerWin} accounts that did not win (${countWords(controls)} drawn, seed ${seed}); policy ${policy}.\n\n`,
    alignedTable(
      ['Model', 'AUC (95 %)', 'Wins in High (95 %)', 'Others in High', 'Wins in Medium or High', 'Others', 'Wins active', 'Others active', 'High from'],
      models.map((each) => [
        each.version === null ? each.name : `${each.version} ${each.name}`, ratioEstimate(each.auc), shareEstimate(each.high.wins), shareEstimate(each.high.controls), shareEstimate(each.mediumOrHigh.wins),
        shareEstimate(each.mediumOrHigh.controls), shareEstimate(each.active.wins), shareEstimate(each.active.controls), cellWords(each.thresholds.high),
      ]),
    ),
    '\nAUC: the probability that a win outscored an account that did not win, ties one half; 0.50 tells nothing. Cut-offs are those of each model’s run as of the date above.\n',
  ].join('')
}
