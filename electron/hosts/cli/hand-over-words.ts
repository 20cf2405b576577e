import { extname } from 'node:path'
import { type HandOverFormat, handOverFormat, type HandOverPreview, type PersonalCounts } from '../../../shared/contract-hand-over.ts'
import { personalWords as inWords } from '../../../shared/personal-labels.ts'
import { countWords, rowWords } from './figures.ts'
import { UsageError } from './terminal.ts'

export const personalWords = (personal: PersonalCounts): string => inWords(personal, countWords)

/** What is in a file, or would be where no path is given. */
export const writtenWords = ({ rows, withheld, personal }: HandOverPreview, path: string | null): string =>
  `${path === null ? 'It would hold' : `Wrote ${path}:`} ${rowWords(rows)}. Personal data: ${personalWords(personal)}.${withheld > 0 ? ` ${rowWords(withheld)} ${withheld === 1 ? 'is' : 'are'} held back: these people are in the user database.` : ''}\n`

export function formatOf(path: string): HandOverFormat {
  const parsed = handOverFormat.safeParse(extname(path).slice(1).toLowerCase())
  if (!parsed.success) throw new UsageError(`The file ends in .csv, .tsv, .xlsx or .json: ${path}`)
  return parsed.data
}
