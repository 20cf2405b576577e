import { leastLabels, type Quality, type QualityGroup } from '../../../shared/contract-quality.ts'
import type { ItemKind } from '../../../shared/decision.ts'
import { countWords, shareEstimate } from './figures.ts'
import { alignedTable } from './table.ts'

const nouns: Readonly<Record<ItemKind, string>> = { attribution: 'attributions', claim: 'claims', match: 'account matches' }
const insufficient = 'insufficient labels'

/** Section 10 of the method in words: what was drawn, how often each kind of evidence is wrong, how good the verifiers are, how far reviewers agree. */
export function qualityWords(quality: Quality): string {
  const lines = [...sampleWords(quality), ...groupTables(quality.groups), ...curveTable(quality.groups), ...verifierTable(quality.verifiers), ...agreementWords(quality.agreement)]
  return lines.map((line) => `${line}\n`).join('')
}

function sampleWords({ samples, elsewhere }: Quality): string[] {
  const unused = elsewhere === 0 ? [] : [`${countWords(elsewhere)} decisions made in other queues are not used: people meet those items because a machine was unsure`]
  if (samples.length === 0) return ['Nothing has been drawn, so nothing can be said: use --draw, then judge the sample under Review', ...unused]
  return [
    ...samples.map(({ kind, judged, drawn, seed }) => `${countWords(judged)} of ${countWords(drawn)} drawn ${nouns[kind]} are judged (seed ${seed}); a rate needs ${leastLabels} labels`),
    ...unused,
  ]
}

const labelWords = ({ correct, wrong }: QualityGroup): string => `${insufficient} (${correct + wrong} of ${leastLabels})`

function groupTables(groups: readonly QualityGroup[]): string[] {
  const table = (rateOf: QualityGroup['rateOf'], kind: ItemKind, headings: readonly [string, string, string, string]): string[] => {
    const shown = groups.filter((group) => group.rateOf === rateOf && group.kind === kind)
    if (shown.length === 0) return []
    const [evidence, correct, wrong, rate] = headings
    return ['', alignedTable(
      [evidence, 'Undecided', 'Drawn', correct, wrong, 'Unsure', rate],
      shown.map((group) => [group.group, group.undecided, group.drawn, group.correct, group.wrong, group.unsure, group.enough ? shareEstimate(group.rate) : labelWords(group)]),
    ).trimEnd()]
  }
  return [
    ...table('wrong', 'attribution', ['Attributions by', 'Correct', 'Wrong', 'False positives (95 %)']),
    ...table('wrong', 'claim', ['Claims of', 'Correct', 'Wrong', 'False positives (95 %)']),
    ...table('wrong', 'match', ['Account matches by', 'Correct', 'Wrong', 'False positives (95 %)']),
    ...table('missed', 'match', ['Nearest accounts', 'Missed', 'Not it', 'Missed matches (95 %)']),
  ]
}

/** How far each rate is known, what more labels would bring, and whether to ask for them. */
function curveTable(groups: readonly QualityGroup[]): string[] {
  const judged = groups.filter(({ correct, wrong }) => correct + wrong > 0)
  if (judged.length === 0) return []
  const points = (halfWidth: number | undefined): string => (halfWidth === undefined ? '–' : `±${(100 * halfWidth).toFixed(1)}`)
  return ['', alignedTable(
    ['Percentage points by labels', 'Labels', 'Now', '+50', '+100', '+200', 'More labels'],
    judged.map(({ kind, group, correct, wrong, curve: { points: past, outlook, advice } }) => [
      `${group}, ${nouns[kind]}`, correct + wrong, points(past.at(-1)?.halfWidth), ...[50, 100, 200].map((wanted) => points(outlook.find(({ more }) => more === wanted)?.halfWidth)), adviceWords[advice],
    ]),
  ).trimEnd()]
}

const adviceWords: Readonly<Record<QualityGroup['curve']['advice'], string>> = {
  too_few: `needed: a rate takes ${leastLabels}`,
  narrows: 'help: another 50 narrow the interval by 1 point or more',
  undecided: 'help little, yet the interval still holds the rate at which this evidence stops being reliable',
  enough: 'stop helping: another 50 narrow the interval by less than 1 point and change no decision',
  all_judged: 'none: everything has been judged',
}

function verifierTable(verifiers: Quality['verifiers']): string[] {
  if (verifiers.length === 0) return []
  return ['', alignedTable(
    ['Verifier', 'Judged', 'Precision (95 %)', 'Recall (95 %)', 'Specificity (95 %)', 'κ', 'Unsure', 'Dollars per true contact'],
    verifiers.map((each) => each.enough
      ? [
          `${each.verifier} ${each.version}`, each.judged, shareEstimate(each.precision), shareEstimate(each.recall), shareEstimate(each.specificity), each.kappa?.toFixed(2) ?? 'undefined',
          shareEstimate(each.unsure), each.costPerTrueContact?.toFixed(4) ?? 'undefined',
        ]
      : [`${each.verifier} ${each.version}`, each.judged, insufficient, '', '', '', '', '']),
  ).trimEnd()]
}

const agreementWords = (agreement: Quality['agreement']): string[] =>
  agreement.flatMap(({ kind, items, kappa, enough }, index) => [
    ...(index === 0 ? [''] : []), `Two reviewers judged ${countWords(items)} ${nouns[kind]}: κ ${enough ? kappa?.toFixed(2) ?? 'undefined' : `not known, ${insufficient} (${items} of ${leastLabels})`}`,
  ])
