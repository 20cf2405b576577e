import type { Output } from '../../../shared/contract.ts'
import { formatDay, formatInteger } from '../../lib/formats.ts'
import { useRoute } from '../../lib/use-route.ts'
import { rejectsOf, takenOf } from './doors.ts'

/** What became of one file, or of each file of a ZIP. */
export function Outcome({ outcome: { others = [], ...first } }: { outcome: Output<'import.run'> }) {
  if (others.length === 0) return <FileOutcome outcome={first} />
  return [first, ...others].map((outcome) => (
    <section key={outcome.import.importId} aria-label={outcome.import.fileName}>
      <p className="truncate" title={outcome.import.fileName}>{outcome.import.fileName} <span className="soft">{outcome.import.formatLabel}</span></p>
      <FileOutcome outcome={outcome} />
    </section>
  ))
}

/** What became of the records of one file; what is kept is a door. */
function FileOutcome({ outcome: { import: record, alreadyImported } }: { outcome: Omit<Output<'import.run'>, 'others'> }) {
  const route = useRoute()
  const { taken, rejected, duplicates, ignored } = record.rows
  return (
    <>
      {alreadyImported && <p className="soft">This very file was imported before, on {formatDay(record.importedAt)}; nothing changed.</p>}
      <p className="outcome" data-testid="outcome">
        <a href={takenOf(route, record)}><strong>{formatInteger(taken)}</strong> taken</a>
        {rejected > 0 ? <a href={rejectsOf(route, record)}><strong>{formatInteger(rejected)}</strong> rejected</a> : <span className="soft"><strong>0</strong> rejected</span>}
        <span className="soft" title="Records that repeat one of the same file"><strong>{formatInteger(duplicates)}</strong> duplicates</span>
        <span className="soft" title="Well-formed records that carry no signal this product uses"><strong>{formatInteger(ignored)}</strong> ignored</span>
      </p>
      {record.warnings.length > 0 && <ul className="warnings">{record.warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul>}
    </>
  )
}
