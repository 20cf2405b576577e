import type { ReportLanguage } from '../../../shared/contract-report.ts'
import type { Band } from '../../../shared/model.ts'
import { germanSignal } from './signals-de.ts'

interface Activity {
  score: number
  events: number
  lastAt: string
}

/** Why somebody is on a target list, in one sentence. */
export interface ReasonWords {
  missing: (facts: Activity & { band: Band; people: number; families: readonly string[] }) => string
  /** `then`: the score 90 days before. */
  midFunnel: (facts: { score: number; then: number }) => string
  champion: (facts: Activity & { place: number; points: number; sources: readonly string[] }) => string
}

function printers(locale: string, signal: (name: string) => string) {
  const points = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const whole = new Intl.NumberFormat(locale)
  return {
    points: (value: number): string => points.format(value),
    counted: (value: number, one: string, many: string): string => `${whole.format(value)} ${value === 1 ? one : many}`,
    signals: (names: readonly string[]): string => names.map(signal).join(', '),
    day: (instant: string): string => new Date(instant).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
  }
}

/** A family or source of signals as a reader knows it: own_oss is own open source. */
const english = printers('en-GB', (name) => name.replace(/_oss$/, ' open source').replaceAll('_', ' '))
const german = printers('de-DE', germanSignal)

const en: ReasonWords = {
  missing: ({ band, score, events, people, families, lastAt }) =>
    `No account in the CRM; band ${band} with ${english.points(score)} points from ${english.counted(events, 'event', 'events')} of ${english.counted(people, 'person', 'people')} (${english.signals(families)}), the last on ${english.day(lastAt)}.`,
  midFunnel: ({ score, then }) => {
    if (score === 0 && then === 0) return 'An opportunity is open; no developer activity now or 90 days ago.'
    const shown = english.points(Math.abs(score - then))
    const course = shown === english.points(0) ? 'activity is as it was' : `activity ${score > then ? 'rose' : 'fell'} by ${shown} points`
    return `An opportunity is open; ${course}: ${english.points(then)} points 90 days ago, ${english.points(score)} now.`
  },
  champion: ({ place, points, score, events, sources, lastAt }) =>
    `No. ${place} of the account: ${english.points(points)} of its ${english.points(score)} points from ${english.counted(events, 'event', 'events')} (${english.signals(sources)}), the last on ${english.day(lastAt)}.`,
}

const germanBands: Record<Band, string> = { High: 'Hoch', Medium: 'Mittel', Low: 'Gering', None: 'Keine' }

const de: ReasonWords = {
  missing: ({ band, score, events, people, families, lastAt }) =>
    `Kein Account im CRM; Band ${germanBands[band]} mit ${german.points(score)} Punkten aus ${german.counted(events, 'Ereignis', 'Ereignissen')} von ${german.counted(people, 'Person', 'Personen')} (${german.signals(families)}), zuletzt am ${german.day(lastAt)}.`,
  midFunnel: ({ score, then }) => {
    if (score === 0 && then === 0) return 'Eine Opportunity ist offen; weder jetzt noch vor 90 Tagen Entwickleraktivität.'
    const shown = german.points(Math.abs(score - then))
    const course = shown === german.points(0) ? 'die Aktivität ist unverändert' : `die Aktivität ${score > then ? 'stieg' : 'fiel'} um ${shown} Punkte`
    return `Eine Opportunity ist offen; ${course}: vor 90 Tagen ${german.points(then)} Punkte, jetzt ${german.points(score)}.`
  },
  champion: ({ place, points, score, events, sources, lastAt }) =>
    `Nr. ${place} des Accounts: ${german.points(points)} seiner ${german.points(score)} Punkte aus ${german.counted(events, 'Ereignis', 'Ereignissen')} (${german.signals(sources)}), zuletzt am ${german.day(lastAt)}.`,
}

export const reasonWords: Record<ReportLanguage, ReasonWords> = { en, de }
