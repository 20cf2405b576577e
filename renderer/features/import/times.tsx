import { type TimesOfColumns, timesSentence } from '../../../shared/time-forms.ts'

/** How exact the dates of a file are, where they are less than instants. */
export function Times({ times }: { times: TimesOfColumns }) {
  const sentence = timesSentence(times)
  return sentence === null ? null : <p className="soft">{sentence}</p>
}
