import { formatShare } from '../../lib/formats.ts'
import { methodWord } from '../../lib/signal-words.ts'
import type { Cell } from '../../ui/grid/column-definitions.ts'
import { Skeleton } from '../../ui/skeleton.tsx'

const LoginCell: Cell = ({ value, data }) => {
  if (!data) return <Skeleton width="60%" height={10} />
  return value === null ? <span className="faint">no login</span> : <span className="code">{String(value)}</span>
}

const MethodCell: Cell = ({ value }) => (typeof value === 'string' ? methodWord(value) : null)
const ConfidenceCell: Cell = ({ value }) => (typeof value === 'number' ? formatShare(value) : null)
const FlagCell: Cell = ({ value }) => (value === true ? <span className="chip chip-warn">yes</span> : null)
const ReliableCell: Cell = ({ value, data }) => (data && data['company_name'] !== null ? <span className={value === true ? '' : 'faint'}>{value === true ? 'yes' : 'no'}</span> : null)

export const peopleCells: Readonly<Record<string, Cell>> = {
  login: LoginCell, method: MethodCell, confidence: ConfidenceCell, conflict: FlagCell, is_bot: FlagCell, reliable: ReliableCell,
}
export const peopleWidths: Readonly<Record<string, number>> = {
  login: 176, name: 160, company_name: 190, company_domain: 170, method: 196, confidence: 108, reliable: 84, conflict: 84, events: 84, last_at: 112, email: 200,
  company_text: 170, location: 130, is_bot: 70,
}
