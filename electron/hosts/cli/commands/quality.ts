import type { Command } from 'commander'
import { leastLabels, type Quality } from '../../../../shared/contract-quality.ts'
import { countWords, shareEstimate } from '../figures.ts'
import { readWhole, type JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  draw?: number
  seed: string
  perGroup?: boolean
}

export const addQuality = (program: Command, terminal: Terminal): Command =>
  program
    .command('quality <workspace>')
    .description('how often each kind of evidence is right, by the blind sample')
    .option('--draw <n>', 'first draw this many attributions at random, to be judged under Review › Blind sample', readWhole)
    .option('--seed <text>', 'what decides the draw', '1')
    .option('--per-group', 'draw equally many of every kind of evidence')
    .action(async (workspace: string, options: Options) => {
      const quality = await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        if (options.draw !== undefined) await client.call('quality.draw', { size: options.draw, seed: options.seed, perGroup: options.perGroup ?? false }, call)
        return client.call('quality.read', {}, call)
      })
      printResult(terminal, options, quality, () => qualityWords(quality))
    })

function qualityWords({ sample, groups, verifiers, agreement }: Quality): string {
  const lines = [
    sample === null ? 'Nothing has been drawn: use --draw, then judge the sample under Review.' : `${countWords(sample.judged)} of ${countWords(sample.drawn)} drawn attributions are judged (seed ${sample.seed}); a group needs ${leastLabels}`,
    '',
    alignedTable(
      ['Evidence', 'Attributions', 'Drawn', 'Correct', 'Wrong', 'False positives (95 %)'],
      groups.map((group) => [group.group, group.attributions, group.drawn, group.correct, group.wrong, `${shareEstimate(group.falsePositives)}${group.enough ? '' : ', insufficient labels'}`]),
    ).trimEnd(),
    ...(verifiers.length === 0 ? [] : ['', alignedTable(
      ['Verifier', 'Judged', 'Precision (95 %)', 'Recall (95 %)', 'Specificity (95 %)', 'κ', 'Unsure'],
      verifiers.map((each) => [
        `${each.verifier} ${each.version}`, each.judged, shareEstimate(each.precision), shareEstimate(each.recall), shareEstimate(each.specificity), each.kappa?.toFixed(2) ?? 'undefined',
        `${shareEstimate(each.unsure)}${each.enough ? '' : ', insufficient labels'}`,
      ]),
    ).trimEnd()]),
    ...(agreement.items === 0 ? [] : ['', `Two reviewers judged ${countWords(agreement.items)} of them: κ ${agreement.kappa?.toFixed(2) ?? 'undefined'}`]),
  ]
  return lines.map((line) => `${line}\n`).join('')
}
