import { extname } from 'node:path'
import { type HandOverFormat, handOverFormat, type HandOverPreview, type PersonalCounts, personalKinds } from '../../../shared/contract-hand-over.ts'
import { personalLabels } from '../../../shared/personal-labels.ts'
import { countWords } from './figures.ts'
import { UsageError } from './terminal.ts'

/** `12 names, 10 e-mail addresses`. */
export const personalWords = (personal: PersonalCounts): string =>
  personalKinds.flatMap((kind) => (personal[kind] ? [`${countWords(personal[kind])} ${personalLabels[kind]}`] : [])).join(', ') || 'none'

/** What is in a file, or would be where no path is given. */
export const writtenWords = ({ rows, withheld, personal }: HandOverPreview, path: string | null): string =>
  `${path === null ? 'It would hold' : `Wrote ${path}:`} ${countWords(rows)} rows. Personal data: ${personalWords(personal)}.${withheld > 0 ? ` ${countWords(withheld)} rows are held back: these people are in the user database.` : ''}\n`

export function formatOf(path: string): HandOverFormat {
  const parsed = handOverFormat.safeParse(extname(path).slice(1).toLowerCase())
  if (!parsed.success) throw new UsageError(`The file ends in .csv, .tsv, .xlsx or .json: ${path}`)
  return parsed.data
}
