import type { Input } from '../../../shared/contract.ts'
import { numberOf, textOf, type Row } from '../../lib/arrow.ts'
import { formatDay, formatInteger, formatPoints } from '../../lib/formats.ts'
import { useFirstRows } from '../../lib/rows.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { useAsOf } from '../../lib/workspace.ts'
import { DrawerSection } from '../../ui/drawer.tsx'
import { Trouble } from '../../ui/page.tsx'
import './companies.css'

const shown = 20

interface RelatedProps {
  dataset: 'contacts' | 'deals'
  recordId: string
  title: string
  /** What stands under the name of one record. */
  facts: (row: Row) => readonly (string | null)[]
}

/** The furthest records of one kind that belong to an account, each with its stage as of the chosen instant. */
function Related({ dataset, recordId, title, facts }: RelatedProps) {
  const asOf = useAsOf()
  const query: Input<'grid.open'> = {
    dataset,
    filter: [{ column: 'account_ids', operator: 'equals', values: [recordId] }],
    sort: [{ column: 'stage', descending: true }],
    asOf,
  }
  const { data, error } = useFirstRows(query, shown)
  if (error) return <DrawerSection title={title}><Trouble error={error} /></DrawerSection>
  if (!data || data.totalRows === 0) return null
  return (
    <DrawerSection title={title} note={data.totalRows > shown ? `furthest ${shown} of ${formatInteger(data.totalRows)}` : formatInteger(data.totalRows)}>
      <ul className="related">
        {data.rows.map((row) => (
          <li key={textOf(row, 'record_id')}>
            <strong>{textOf(row, 'name') ?? textOf(row, 'email') ?? textOf(row, 'record_id')}</strong>
            <StageOf row={row} />
            <span className="faint">{facts(row).filter((fact) => fact !== null).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </DrawerSection>
  )
}

/** The stage that counts, and the CRM’s own word where it says something else. */
function StageOf({ row }: { row: Row }) {
  const stage = textOf(row, 'stage') ?? 'unmapped'
  const word = textOf(row, 'stage_raw')
  const differs = word !== null && word.toLowerCase() !== stage
  return <span className="related-stage">{sentenceCase(stage)}{differs && <span className="faint"> “{word}”</span>}</span>
}

const amountOf = (row: Row): string | null => {
  const amount = numberOf(row, 'amount')
  return amount === null ? null : [Number.isInteger(amount) ? formatInteger(amount) : formatPoints(amount), textOf(row, 'currency')].filter(Boolean).join(' ')
}
const dayOf = (row: Row, column: string, word: string): string | null => {
  const at = textOf(row, column)
  return at === null ? null : `${word} ${formatDay(at)}`
}

export function RelatedRecords({ recordId }: { recordId: string }) {
  return (
    <>
      <Related
        dataset="deals"
        recordId={recordId}
        title="Deals"
        facts={(row) => [amountOf(row), dayOf(row, 'created_at', 'created'), dayOf(row, 'closed_at', 'closed') ?? dayOf(row, 'closes_at', 'closes'), textOf(row, 'owner')]}
      />
      <Related
        dataset="contacts"
        recordId={recordId}
        title="Contacts"
        facts={(row) => [textOf(row, 'title'), textOf(row, 'email'), row['opted_out'] === true ? 'opted out of e-mail' : null, textOf(row, 'kind') === 'lead' ? 'converted lead' : null]}
      />
    </>
  )
}
