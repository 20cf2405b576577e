import { formatShare } from '../../lib/formats.ts'
import { methodWord } from '../../lib/signal-words.ts'
import type { Cell } from '../../ui/grid/column-definitions.ts'
import { Skeleton } from '../../ui/skeleton.tsx'

const NameCell: Cell = ({ value, data }) => (data ? <span>{String(value)}</span> : <Skeleton width="60%" height={10} />)
const KindCell: Cell = ({ value }) => (value === 'match' ? 'account' : value === 'attribution' ? 'company' : value === 'claim' ? 'claim' : null)
const MethodCell: Cell = ({ value }) => (typeof value === 'string' ? methodWord(value) : null)
const ConfidenceCell: Cell = ({ value }) => (typeof value === 'number' ? formatShare(value) : null)

export const reviewCells: Readonly<Record<string, Cell>> = { name: NameCell, kind: KindCell, method: MethodCell, confidence: ConfidenceCell }
export const reviewWidths: Readonly<Record<string, number>> = {
  kind: 92, name: 170, company_text: 170, proposed: 180, confidence: 104, events: 80, same_text: 96, weight: 84, method: 200,
}
