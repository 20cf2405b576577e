import type { Analysis, TrendTest } from '../../../shared/model.ts'
import type { StageEntries } from '../../../shared/contract-before-entry.ts'
import type { Facts } from './facts.ts'
import type { Text } from './model.ts'
import type { Voice } from './voice.ts'

/** A p-value below this is a trend. */
const clear = 0.05

export function answer({ stages }: Analysis, { say }: Voice): Text {
  const last = stages.at(-1)
  if (last === undefined || stages.length < 2) return say('answer.one-stage')
  const { value, low, high } = last.lift
  const verdict = value === null || low === null || high === null ? 'undefined' : low > 1 ? 'more' : high < 1 ? 'less' : 'unsure'
  return say(`answer.${verdict}`, { last: `stage.${last.stage}` })
}

const direction = ({ z, p }: TrendTest) => (z === null || p === null ? 'undefined' : p >= clear ? 'flat' : z > 0 ? 'up' : 'down')

export const trendSentence = ({ trend }: Analysis, { say }: Voice): Text => say(`trend.${direction(trend)}`)
export const intensitySentence = ({ intensityTrend }: Analysis, { say }: Voice): Text => say(`intensity.${direction(intensityTrend)}`)
export const bottomSentence = ({ highAtBottom }: Analysis, { say }: Voice): Text => say(highAtBottom.value === null ? 'bottom.undefined' : 'bottom')
export const hiddenSentence = ({ hidden }: Analysis, { say }: Voice): Text => say(hidden.share.value === null ? 'hidden.undefined' : 'hidden')
export const multipleSentence = ({ hidden }: Analysis, { say }: Voice): Text => say(hidden.multiple === null ? 'multiple.undefined' : 'multiple')

/** What came before the entry into a stage, or why nothing can be said. */
export function entrySentences({ stage, preceding, figures }: StageEntries, { say }: Voice): Text[] {
  const aliases = { entry: `entry.${stage}`, entered: `stage.${stage}.label`, preceding: `stage.${preceding.stage}.label` }
  if (figures === null) return [say('entry.few', aliases)]
  const { low, high } = figures.oddsRatio
  const verdict = low === null || high === null ? 'undefined' : low > 1 ? 'before' : high < 1 ? 'quieter' : 'unsure'
  const { medianDays } = figures.leadTime
  return [say(`entry.${verdict}`, aliases), ...(medianDays === null ? [] : [say(medianDays >= 0 ? 'entry.lead-before' : 'entry.lead-after', aliases)])]
}

/** The findings in the order in which somebody who decides wants them. */
export function findings({ analysis, entry }: Facts, voice: Voice): Text[] {
  const { say } = voice
  return [
    answer(analysis, voice),
    ...(analysis.stages.at(-1)?.liftCorrected ? [say('lift.corrected')] : []),
    trendSentence(analysis, voice), bottomSentence(analysis, voice), intensitySentence(analysis, voice),
    hiddenSentence(analysis, voice), multipleSentence(analysis, voice),
    say('missing'), say('outreach'),
    ...entry.stages.slice(-1).flatMap((stage) => entrySentences(stage, voice).slice(0, 1)),
    say(analysis.corrected === null ? 'corrected.none' : 'corrected'),
  ]
}
