import type { Analysis, Estimate, StageFigures, TrendTest } from '../../../shared/model.ts'
import type { Segment } from '../../../shared/segment.ts'
import { formatInteger, formatP, formatPerOne, formatRatio, formatScore, formatShare, formatZ } from '../../lib/formats.ts'
import { ratioInterval, shareInterval } from '../../lib/interval-words.ts'
import { manyOf, sentenceCase } from '../../lib/stage-words.ts'

const inBrackets = (interval: string): string => (interval ? ` (${interval})` : '')

const furthest = (analysis: Analysis): StageFigures | null => analysis.stages.at(-1) ?? null
const baseline = (analysis: Analysis): StageFigures | null => analysis.stages[0] ?? null

/** The answer of the whole page: how the furthest stage compares with the baseline. */
export function answerSentence(analysis: Analysis): string {
  const last = furthest(analysis)
  const first = baseline(analysis)
  if (!last || !first || last === first) return 'There are not two stages to compare yet.'
  const n = `n = ${formatInteger(last.active)} of ${formatInteger(last.accounts)}`
  if (last.lift.value === null) {
    const empty = last.accounts === 0 ? last : first
    return `Whether ${manyOf(last.label)} are likelier than ${manyOf(first.label)} to show developer activity is undefined: there are no ${manyOf(empty.label)}${empty.accounts === 0 ? '' : ' with activity'}.`
  }
  if (last.active + first.active === 0) return `No account of the stages ${last.label} and ${first.label} is active, so they cannot be compared; n = 0 of ${formatInteger(last.accounts)}.`
  const corrected = last.liftCorrected ? ' One of the counts of active and inactive accounts was zero, so 0.5 was added to each.' : ''
  const isSettled = last.lift.low !== null && last.lift.high !== null && (last.lift.low > 1 || last.lift.high < 1)
  if (!isSettled) return `Whether ${manyOf(last.label)} are likelier than ${manyOf(first.label)} to show developer activity is not settled: ${formatRatio(last.lift.value)} as likely, ${ratioInterval(last.lift)}; ${n}.${corrected}`
  return `${sentenceCase(manyOf(last.label))} are ${formatRatio(last.lift.value)} as likely as ${manyOf(first.label)} to show developer activity, ${ratioInterval(last.lift)}; ${n}.${corrected}`
}

export function coverageSentence({ stages }: Analysis): string {
  const shares = stages.flatMap(({ label, coverage, accounts }) => (coverage.value === null ? [] : [`${formatShare(coverage.value)} of ${formatInteger(accounts)} ${manyOf(label)}`]))
  const empty = stages.flatMap(({ label, coverage }) => (coverage.value === null ? [`no ${manyOf(label)}`] : []))
  return [...(shares.length > 0 ? [`${joined(shares)} are active.`] : []), ...(empty.length > 0 ? [`There are ${joined(empty)}.`] : [])].join(' ')
}

export function liftSentence(analysis: Analysis): string {
  const first = baseline(analysis)
  const others = analysis.stages.slice(1).filter(({ lift }) => lift.value !== null)
  if (!first || others.length === 0 || analysis.stages.every(({ active }) => active === 0)) return 'Lift is undefined: no stage can be compared with the baseline.'
  const parts = others.map(({ label, lift }) => `${manyOf(label)} ${formatRatio(lift.value)}${inBrackets(ratioInterval(lift))}`)
  return `Against ${manyOf(first.label)}, ${joined(parts)} as likely to be active.`
}

export function bandMixSentence({ highAtBottom, stages }: Analysis): string {
  if (highAtBottom.value === null) return 'No account at the bottom of the funnel is active, so its band mix is undefined.'
  const bottom = stages.filter(({ stage }) => highAtBottom.stages.includes(stage)).map(({ label }) => manyOf(label))
  return `${formatShare(highAtBottom.value)} of the ${formatInteger(highAtBottom.n)} active ${joined(bottom)} are High${inBrackets(shareInterval(highAtBottom))}.`
}

export function intensitySentence({ stages }: Analysis): string {
  const defined = stages.filter(({ intensity }) => intensity.value !== null)
  if (defined.length === 0) return 'No account is active, so intensity is undefined.'
  const parts = defined.map(({ label, intensity }) => `${formatShare(intensity.value)} of active ${manyOf(label)}`)
  return `${sentenceCase(joined(parts))} reach Medium or High.`
}

export function hiddenSentence({ hidden: { hidden, inCrm, share } }: Analysis): string {
  if (share.value === null) return 'No company is active, so the hidden share is undefined.'
  return `${formatInteger(hidden)} of ${formatInteger(hidden + inCrm)} active companies are not in the CRM: ${formatShare(share.value)}${inBrackets(shareInterval(share))}.`
}

/** What a filter does to the hidden share where it counts nobody whose value is unknown; null where it does not. */
export function leftOutSentence(filter: Segment): string | null {
  const columns = new Set(filter.flatMap(({ column, operator, orBlank }) => (orBlank || operator === 'blank' ? [] : [column === 'employees' ? 'number of employees' : column])))
  return columns.size === 0 ? null : `The filter leaves out companies of which ${joined([...columns])} ${columns.size === 1 && !columns.has('technologies') ? 'is' : 'are'} not known, as with most outside the CRM.`
}

/** The hidden share without missed matches, with what it rests on; null while no nearest account has been judged. */
export function withoutMissedSentence({ hidden: { corrected } }: Analysis): string | null {
  if (corrected === null) return null
  const { missed, hidden, share, multiple, labels, explained } = corrected
  const within = ({ low, high }: Estimate) => `${formatScore(low ?? 0)}–${formatScore(high ?? 0)}`
  return `Without missed matches: ${formatScore(missed.value ?? 0)} (${within(missed)}) of them are likely in the CRM under another name, which explains ${formatShare(explained.value)}${inBrackets(shareInterval(explained))} of them and leaves ${formatInteger(Math.round(hidden.value ?? 0))} hidden, ` +
    `${formatShare(share.value)}${inBrackets(shareInterval(share))}${multiple.value === null ? '' : `, ${formatPerOne(multiple.value)} per account with Medium or High activity`}; from ${formatInteger(labels)} judgements.`
}

export function multipleSentence({ hidden: { multiple } }: Analysis): string {
  return multiple === null
    ? 'The hidden multiple is undefined: no account in the CRM is Medium or High.'
    : `For every account in the CRM with Medium or High activity there are ${formatPerOne(multiple)} companies outside it.`
}

/** The test in words: "rises with stage (z = 9.1, p < 0.0001)". */
export function trendWords({ z, p }: TrendTest): string {
  if (z === null || p === null) return 'the trend is undefined'
  const direction = p >= 0.05 ? 'no clear trend by stage' : z > 0 ? 'rises with stage' : 'falls with stage'
  return `${direction} (z = ${formatZ(z)}, p ${formatP(p)})`
}

export function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}
