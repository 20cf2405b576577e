import type { Output } from '../../../shared/contract.ts'
import { formatDay } from '../../lib/formats.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Counts } from './counts.tsx'
import { correctionOf, doorsOf } from './doors.ts'
import { Warnings } from './warnings.tsx'

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

/** What became of the records of one file; every count is a door. */
function FileOutcome({ outcome: { import: record, alreadyImported } }: { outcome: Omit<Output<'import.run'>, 'others'> }) {
  const route = useRoute()
  return (
    <>
      {alreadyImported && <p className="soft">This very file was imported before, on {formatDay(record.importedAt)}; nothing changed.</p>}
      {record.corrects !== null && <p className="soft">Corrects rejects of import {record.corrects}.</p>}
      <Counts record={record} doors={doorsOf(route, record)} />
      {record.rows.rejected > 0 && <p><a href={correctionOf(route, record)}>Correct what was rejected</a></p>}
      <Warnings warnings={record.warnings} />
    </>
  )
}
