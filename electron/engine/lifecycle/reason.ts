import type { ReportLanguage } from '../../../shared/contract-report.ts'
import type { Lifecycle } from '../../../shared/lifecycle.ts'

interface Reasons extends Pick<Lifecycle, 'recent' | 'entered' | 'openOpportunity'> {
  surgedAt: string
  /** Days of `recent`. */
  days: number
  /** Weeks before them that `recent.usual` is the mean of. */
  usualWeeks: number
}

/** Why an account or company is worth a look now, in one sentence. */
export const reason = (reasons: Reasons, language: ReportLanguage = 'en'): string => ({ en: inEnglish, de: inGerman })[language](reasons)

function inEnglish({ recent, entered, openOpportunity, surgedAt, days, usualWeeks }: Reasons): string {
  const { counted, day, times } = english
  const usual = recent.usual === 0 ? `none in the ${usualWeeks} weeks before` : `${times(recent)}× the usual`
  const activity = `${counted(recent.people, 'person', 'people')}, ${counted(recent.events, 'event', 'events')} in the last ${days} days, ${usual}`
  const first = entered.Surge ?? surgedAt
  const surge = first === surgedAt ? `first Surge on ${day(first)}` : `in Surge again on ${day(surgedAt)}, the first time on ${day(first)}`
  return `${activity}; ${surge}${openOpportunity ? '; an opportunity is open' : ''}.`
}

function inGerman({ recent, entered, openOpportunity, surgedAt, days, usualWeeks }: Reasons): string {
  const { counted, day, times } = german
  const usual = recent.usual === 0 ? `keine in den ${usualWeeks} Wochen davor` : `das ${times(recent)}-Fache des Üblichen`
  const activity = `${counted(recent.people, 'Person', 'Personen')}, ${counted(recent.events, 'Ereignis', 'Ereignisse')} in den letzten ${days} Tagen, ${usual}`
  const first = entered.Surge ?? surgedAt
  const surge = first === surgedAt ? `erster sprunghafter Anstieg am ${day(first)}` : `wieder sprunghafter Anstieg am ${day(surgedAt)}, der erste am ${day(first)}`
  return `${activity}; ${surge}${openOpportunity ? '; eine Opportunity ist offen' : ''}.`
}

function printers(locale: string) {
  const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return {
    day: (at: string): string => dayFormat.format(new Date(at)),
    counted: (count: number, one: string, several: string): string => `${count.toLocaleString(locale)} ${count === 1 ? one : several}`,
    times: ({ events, usual }: Lifecycle['recent']): string => {
      const times = events / usual
      const digits = times < 10 && Math.abs(times - Math.round(times)) >= 0.05 ? 1 : 0
      return times.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false })
    },
  }
}

const english = printers('en-GB')
const german = printers('de-DE')
