import * as z from 'zod'

/** What the cells of a date column say: an instant (a zone or an epoch stands with it), a time without its zone, which is read as UTC, or a day alone, which is its first moment in UTC. */
export const timeForm = z.enum(['instant', 'zoneless', 'day'])
export type TimeForm = z.infer<typeof timeForm>

/** The form of each date column of a file. */
export const timesOfColumns = z.array(z.object({ column: z.string(), form: timeForm }))
export type TimesOfColumns = z.infer<typeof timesOfColumns>

/** How exact the dates of a file are, in a sentence; null where all are instants. */
export function timesSentence(times: TimesOfColumns): string | null {
  const named = (form: TimeForm) => times.filter((each) => each.form === form).map(({ column }) => `“${column}”`)
  const [zoneless, days] = [named('zoneless'), named('day')]
  const parts = [
    ...(zoneless.length > 0 ? [`times of ${zoneless.join(', ')} have no zone and are read as UTC`] : []),
    ...(days.length > 0 ? [`${days.join(', ')} ${days.length === 1 ? 'holds' : 'hold'} days without a time`] : []),
  ]
  const sentence = parts.join('; ')
  return sentence === '' ? null : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}
