import type { HandOverPreview } from '../../shared/contract-hand-over.ts'
import { personalWords } from '../../shared/personal-labels.ts'
import { countOf, formatInteger } from '../lib/formats.ts'
import './hand-over-contents.css'

interface ContentsProps {
  preview: HandOverPreview
  pseudonymised: boolean
  /** What a row is, alone and of several. */
  row: readonly [singular: string, plural: string]
}

/** What a file for people outside would hold. */
export function HandOverContents({ preview: { rows, withheld, personal }, pseudonymised, row: [one, many] }: ContentsProps) {
  return (
    <dl className="hand-over-contents">
      <dt>Rows</dt><dd>{countOf(rows, one, many)}</dd>
      <dt>Personal data</dt><dd>{personalWords(personal, formatInteger)}{pseudonymised && '; names and addresses stand as pseudonyms'}</dd>
      {withheld > 0 && <><dt>Held back</dt><dd>{countOf(withheld, 'person is', 'people are')} in the user database too and {withheld === 1 ? 'stays' : 'stay'} out of every file for sales.</dd></>}
    </dl>
  )
}
