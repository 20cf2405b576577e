import type { Lifecycle, LifecycleStage } from '../../../shared/lifecycle.ts'
import { formatDay } from '../../lib/formats.ts'

/** What each stage means, for whoever hovers it. */
export const stageMeanings: Readonly<Record<LifecycleStage, string>> = {
  Dormant: 'No event in the last 180 days, but some before.',
  Pioneering: 'At least one person active in the last 90 days.',
  Surge: 'Several people within 14 days, at least 4 events in 28 days and twice as many as usual.',
  Evaluation: 'Three people, or two kinds of deep use such as product use or pull requests, active in at least 3 of the last 8 weeks.',
  Decisioning: 'Evaluation while an opportunity is open.',
}

/** Where a company stands and since when, in one sentence. */
export function standingSentence({ stage, missing, since, entered, outreachWindow, openOpportunity }: Lifecycle): string {
  if (missing === 'not enough dated events') return 'Not enough dated events to tell a stage.'
  const standing = stage === null ? `Quiet since ${formatDay(since)}: its last event is too old for Pioneering and too young for Dormant.` : `${stage} since ${formatDay(since)}.`
  const surge = entered.Surge === null ? '' : ` First Surge on ${formatDay(entered.Surge)}.`
  return `${standing}${surge}${outreachWindow ? ' In its outreach window: the first Surge is at most 28 days old and no opportunity is open.' : openOpportunity ? ' An opportunity is open.' : ''}`
}
