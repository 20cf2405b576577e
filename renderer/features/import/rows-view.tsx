import { ArrowLeft } from 'lucide-react'
import { sourceWord } from '../../lib/signal-words.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import type { Cell } from '../../ui/grid/column-definitions.ts'
import { GridView } from '../../ui/grid/grid-view.tsx'
import { Page } from '../../ui/page.tsx'

const SignalCell: Cell = ({ value }) => (typeof value === 'string' ? sourceWord(value) : <span className="faint">not scored</span>)
const LineCell: Cell = ({ value }) => (value === null || value === undefined ? <span className="faint">–</span> : String(value))
const RawCell: Cell = ({ value }) => <span className="code">{String(value ?? '')}</span>

const views = {
  rejects: {
    title: 'Rejects', lead: 'Records that were refused, each with the reason and its text as it stands in the file.', noun: ['reject', 'rejects'],
    cells: { line_number: LineCell, raw: RawCell }, leading: ['file_name', 'line_number', 'column_name', 'reason', 'raw'], widths: { file_name: 300, import_id: 84, line_number: 70, column_name: 130, reason: 380, raw: 520 },
  },
  events: {
    title: 'Events', lead: 'Every imported event, what it counts as and for whom.', noun: ['event', 'events'],
    cells: { signal: SignalCell }, leading: [], widths: { occurred_at: 116, signal: 170, target: 220, subject_name: 200, file_name: 240 },
  },
  accounts: {
    title: 'Accounts', lead: 'Every account of the CRM as it was imported.', noun: ['account', 'accounts'], cells: {}, leading: [], widths: { name: 240 },
  },
} as const satisfies Record<string, { title: string; lead: string; noun: readonly [string, string]; cells: Record<string, Cell>; leading: readonly string[]; widths: Record<string, number> }>

/** The rows behind the figures of an import. */
export function RowsView({ view }: { view: keyof typeof views }) {
  const route = useRoute()
  const { title, lead, noun, cells, leading, widths } = views[view]
  return (
    <Page
      title={title} lead={lead}
      tools={<a className="button back" href={linkTo(route, { page: 'import', view: null, where: [], search: '', sort: [], columns: [] })}><ArrowLeft size={14} aria-hidden /> Back to the files</a>}
    >
      <GridView key={view} dataset={view} noun={noun} keyColumn={null} cells={cells} widths={widths} leading={leading} />
    </Page>
  )
}
