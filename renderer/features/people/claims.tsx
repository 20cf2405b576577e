import { useMemo } from 'react'
import { numberOf, type Row, textOf } from '../../lib/arrow.ts'
import { formatDay, formatInteger, formatShare } from '../../lib/formats.ts'
import { useFirstRows } from '../../lib/rows.ts'
import { providerWord } from '../../lib/signal-words.ts'
import { DrawerSection } from '../../ui/drawer.tsx'
import { Trouble } from '../../ui/page.tsx'

const shown = 50

/** What enrichment providers answered about one person: the current jobs first, then earlier ones. Absent where nobody was asked. */
export function Claims({ personKey }: { personKey: string }) {
  const query = useMemo(() => ({
    dataset: 'claims' as const,
    columns: ['provider', 'name', 'title', 'company', 'domain', 'current', 'started_at', 'ended_at', 'confidence', 'file_name', 'source_row'],
    filter: [{ column: 'person_key', operator: 'equals' as const, values: [personKey] }],
    sort: [{ column: 'current', descending: true }, { column: 'started_at', descending: true }, { column: 'provider', descending: false }],
  }), [personKey])
  const { data, error } = useFirstRows(query, shown)
  if (data?.totalRows === 0) return null
  const note = data ? (data.totalRows > shown ? `first ${shown} of ${formatInteger(data.totalRows)}` : formatInteger(data.totalRows)) : undefined
  return (
    <DrawerSection title="Claims" {...(note ? { note } : {})}>
      {error && <Trouble error={error} />}
      <ul className="attributions" data-testid="claims">{data?.rows.map((row, index) => <Claim key={index} row={row} />)}</ul>
    </DrawerSection>
  )
}

function Claim({ row }: { row: Row }) {
  const confidence = numberOf(row, 'confidence')
  const job = [textOf(row, 'title'), textOf(row, 'company') ?? textOf(row, 'domain')].filter((part) => part !== null)
  const record = `${textOf(row, 'file_name') ?? 'file'}, record ${textOf(row, 'source_row') ?? '–'}`
  return (
    <li>
      <span className="attribution-head">
        <strong>{job.length > 0 ? job.join(' at ') : 'No employer named'}</strong>
        <span className="numeric" title={confidence === null ? 'The provider states no confidence.' : 'The provider’s own confidence.'}>{formatShare(confidence)}</span>
      </span>
      <span className="soft">{[providerWord(textOf(row, 'provider') ?? ''), row['current'] === true ? 'current' : 'earlier', period(row)].filter((part) => part !== null).join(' · ')}</span>
      <span className="attribution-evidence code">{[textOf(row, 'name'), textOf(row, 'domain'), record].filter((part) => part !== null).join(' · ')}</span>
    </li>
  )
}

function period(row: Row): string | null {
  const from = textOf(row, 'started_at')
  const until = textOf(row, 'ended_at')
  if (from === null && until === null) return null
  if (until === null) return `since ${formatDay(from)}`
  return from === null ? `until ${formatDay(until)}` : `${formatDay(from)} – ${formatDay(until)}`
}
