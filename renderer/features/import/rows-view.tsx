import { ArrowLeft } from 'lucide-react'
import { sourceWord } from '../../../shared/signal-names.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import type { Cell } from '../../ui/grid/column-definitions.ts'
import { GridView } from '../../ui/grid/grid-view.tsx'
import { Page } from '../../ui/page.tsx'
import { correctionOf } from './doors.ts'
import './rows-view.css'

const SignalCell: Cell = ({ value }) => (typeof value === 'string' ? sourceWord(value) : <span className="faint">not scored</span>)
const LineCell: Cell = ({ value }) => (value === null || value === undefined ? <span className="faint">–</span> : String(value))
const RawCell: Cell = ({ value }) => <span className="code">{String(value ?? '')}</span>

const words = (cell: unknown): string => (typeof cell === 'string' ? cell : '')
const BeforeCell: Cell = ({ value, data }) => (data?.['kind'] === 'new' ? <span className="faint">–</span> : words(value) === '' ? <span className="faint">blank</span> : <span className="cell-before">{words(value)}</span>)
const AfterCell: Cell = ({ value, data }) => (words(value) === '' ? <span className="faint">{data?.['kind'] === 'new' ? '–' : 'blank'}</span> : <span className="cell-after">{words(value)}</span>)

const views = {
  rejects: {
    title: 'Rejects', lead: 'Records that were refused and not corrected yet, each with the reason and its text as it stands in the file.', noun: ['reject', 'rejects'],
    cells: { line_number: LineCell, raw: RawCell }, leading: ['file_name', 'line_number', 'column_name', 'reason', 'raw'], widths: { file_name: 300, import_id: 84, line_number: 70, column_name: 130, reason: 380, raw: 520 },
  },
  events: {
    title: 'Events', lead: 'Every imported event, what it counts as and for whom.', noun: ['event', 'events'],
    cells: { signal: SignalCell }, leading: [], widths: { occurred_at: 116, signal: 170, target: 220, subject_name: 200, file_name: 240 },
  },
  accounts: {
    title: 'Accounts', lead: 'Every account of the CRM as it was imported.', noun: ['account', 'accounts'], cells: {}, leading: [], widths: { name: 240 },
  },
  deals: {
    title: 'Deals', lead: 'Every deal of the CRM with its accounts and its stage as of the chosen date.', noun: ['deal', 'deals'], cells: {}, leading: [], widths: { name: 260, accounts: 220 },
  },
  contacts: {
    title: 'Contacts', lead: 'Every contact and lead of the CRM with its accounts and its stage as of the chosen date.', noun: ['contact', 'contacts'], cells: {}, leading: [], widths: { name: 200, email: 220, accounts: 220 },
  },
  claims: {
    title: 'Claims', lead: 'What enrichment providers answered, with the file and record of each answer.', noun: ['claim', 'claims'], cells: {}, leading: [], widths: { title: 220, company: 200 },
  },
  records: {
    title: 'Imported records', lead: 'Every record of the imported CRM files and what the import made of it: new, changed, or the same as before.', noun: ['record', 'records'],
    cells: {}, leading: ['state', 'name', 'record_id', 'stage'], widths: { state: 110, name: 280, record_id: 180, object: 100, import_id: 84, source_row: 84 },
  },
  changes: {
    title: 'Changes', lead: 'What imports changed, record by record and column by column.', noun: ['change', 'changes'],
    cells: { before: BeforeCell, after: AfterCell }, leading: ['name', 'record_id', 'kind', 'column_name', 'before', 'after'],
    widths: { name: 210, record_id: 150, column_name: 150, before: 230, after: 230, kind: 90, import_id: 84, source_row: 76 },
  },
  duplicates: {
    title: 'Duplicates', lead: 'Records that repeat another of the same file and were set aside.', noun: ['duplicate', 'duplicates'],
    cells: {}, leading: ['file_name', 'record_key', 'source_row', 'same_as_row'], widths: { file_name: 300, record_key: 240, source_row: 110, same_as_row: 140, import_id: 84 },
  },
} as const satisfies Record<string, { title: string; lead: string; noun: readonly [string, string]; cells: Record<string, Cell>; leading: readonly string[]; widths: Record<string, number> }>

export type RowsViewName = keyof typeof views
export const isRowsView = (view: string | null): view is RowsViewName => view !== null && Object.hasOwn(views, view)

/** The rows behind the figures of an import. */
export function RowsView({ view }: { view: RowsViewName }) {
  const route = useRoute()
  const only = route.where.find(({ column, operator, values }) => column === 'import_id' && operator === 'equals' && values.length === 1)?.values[0]
  const importId = typeof only === 'number' ? only : null
  const { title, lead, noun, cells, leading, widths } = views[view]
  return (
    <Page
      title={title} lead={lead}
      tools={<>
        {view === 'rejects' && importId !== null && <a className="button button-primary" href={correctionOf(route, { importId })}>Correct them</a>}
        <a className="button" href={linkTo(route, { page: 'import', view: null, where: [], search: '', sort: [], columns: [] })}><ArrowLeft size={14} aria-hidden /> Back to the files</a>
      </>}
    >
      <GridView key={view} dataset={view} noun={noun} keyColumn={null} cells={cells} widths={widths} leading={leading} />
    </Page>
  )
}
