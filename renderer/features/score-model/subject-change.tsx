import type { ChangeParts } from '../../../shared/contract-models.ts'
import type { Input } from '../../../shared/contract.ts'
import { useCall } from '../../lib/engine.ts'
import { errorWords } from '../../lib/error-words.ts'
import { formatPoints } from '../../lib/formats.ts'
import { sourceWord } from '../../../shared/signal-names.ts'
import { bySource, partColumns, signedPoints } from './part-words.ts'

const mostPeople = 12

/** The change of one account by source, then by person. */
export function SubjectChangeRows(asked: Input<'models.compareSubject'>) {
  const { data, error } = useCall('models.compareSubject', asked)
  const message = (text: string) => <tr className="change-detail"><td colSpan={5 + partColumns.length}>{text}</td></tr>
  if (error) return message(errorWords(error).message)
  if (!data) return message('…')
  if (data.cells.length === 0) return message('No event counts on either side.')
  const people = data.cells.filter(isShown)
  const sources = bySource(data.cells).filter(isShown)
  const line = (key: string, label: React.ReactNode, { before, after, parts }: Pick<(typeof data.cells)[number], 'before' | 'after' | 'parts'>) => (
    <tr key={key} className="change-detail">
      <th scope="row">{label}</th><td>{formatPoints(before)}</td><td>{formatPoints(after)}</td><td /><td>{signedPoints(after - before)}</td>
      {partColumns.map(({ part }) => <td key={part}>{signedPoints(parts[part])}</td>)}
    </tr>
  )
  return (
    <>
      {sources.map((sum) => line(sum.source, sourceWord(sum.source), sum))}
      {people.slice(0, mostPeople).map((cell) => line(`${cell.person} ${cell.source}`, <><span className="code">{cell.personLabel}</span> {sourceWord(cell.source)}</>, cell))}
      {people.length > mostPeople && message(`${people.length - mostPeople} more lines change less.`)}
    </>
  )
}

/** What rounds to nothing in every part is left out. */
const isShown = ({ parts }: { parts: ChangeParts }): boolean => partColumns.some(({ part }) => Math.abs(parts[part]) >= 0.005)
