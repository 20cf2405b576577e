import type { Lifecycle } from '../../../shared/lifecycle.ts'

interface Reasons extends Pick<Lifecycle, 'recent' | 'entered' | 'openOpportunity'> {
  surgedAt: string
  /** Days of `recent`. */
  days: number
  /** Weeks before them that `recent.usual` is the mean of. */
  usualWeeks: number
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const dayWords = (at: string): string => day.format(new Date(at))
const counted = (count: number, one: string, several: string): string => `${count.toLocaleString('en')} ${count === 1 ? one : several}`

/** Why an account or company is worth a look now, in one sentence. */
export function reason({ recent, entered, openOpportunity, surgedAt, days, usualWeeks }: Reasons): string {
  const activity = `${counted(recent.people, 'person', 'people')}, ${counted(recent.events, 'event', 'events')} in ${days} days, ${usualWords(recent, usualWeeks)}`
  const first = entered.Surge ?? surgedAt
  const surge = first === surgedAt ? `first Surge on ${dayWords(first)}` : `in Surge again on ${dayWords(surgedAt)}, the first time on ${dayWords(first)}`
  return `${activity}; ${surge}${openOpportunity ? '; an opportunity is open' : ''}.`
}

function usualWords({ events, usual }: Lifecycle['recent'], usualWeeks: number): string {
  if (usual === 0) return `none in the ${usualWeeks} weeks before`
  const times = events / usual
  return `${times.toFixed(times < 10 && Math.abs(times - Math.round(times)) >= 0.05 ? 1 : 0)}× the usual`
}
