import type { Output } from '../../../shared/contract.ts'
import { countOf, formatDay } from '../../lib/formats.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Counts } from './counts.tsx'
import { correctionOf, doorsOf } from './doors.ts'
import { OfEachFile } from './of-each-file.tsx'
import { Times } from './times.tsx'
import { Warnings } from './warnings.tsx'

/** What became of one file, or of each file of a ZIP. */
export function Outcome({ outcome: { others = [], ...first } }: { outcome: Output<'import.run'> }) {
  return <OfEachFile files={[first, ...others]}>{(outcome) => <FileOutcome outcome={outcome} />}</OfEachFile>
}

/** What became of the records of one file; every count is a door. */
function FileOutcome({ outcome: { import: record, alreadyImported } }: { outcome: Omit<Output<'import.run'>, 'others'> }) {
  const route = useRoute()
  const doors = doorsOf(route, record)
  if (alreadyImported) {
    return (
      <p className="soft" data-testid="outcome">
        This very file is already there since {formatDay(record.importedAt)}, as import {record.importId}; nothing changed. <a href={doors.taken}>{countOf(record.rows.taken, 'record')}</a>
      </p>
    )
  }
  return (
    <>
      {record.corrects !== null && <p className="soft">Corrects rejects of import {record.corrects}.</p>}
      <Counts record={record} doors={doors} />
      {record.rows.rejected > 0 && <p><a href={correctionOf(route, record)}>Correct what was rejected</a></p>}
      <Warnings warnings={record.warnings} />
      <Times times={record.times} />
    </>
  )
}
