import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { ImportRecord } from '../../../shared/contract-import.ts'
import { timesSentence } from '../../../shared/time-forms.ts'
import { refreshDerived } from '../../lib/derived.ts'
import { useCall, useCommand, useConnection } from '../../lib/engine.ts'
import { countOf, formatDay, formatInteger, formatMinute } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Button } from '../../ui/button.tsx'
import '../../ui/chart/chart.css'
import { Confirm } from '../../ui/dialog.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { doorsOf } from './doors.ts'
import './import-list.css'

/** Every import, newest first, each to be looked into and undone. */
export function ImportList() {
  const { data, error, refetch } = useCall('import.list', {})
  const [undoing, setUndoing] = useState<ImportRecord | null>(null)
  const { client } = useConnection()
  const undo = useCommand('import.undo', { onSuccess: () => void refreshDerived(client) })
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={160} />
  return (
    <section className="imports">
      <div className="imports-head"><h2>Imported</h2><span className="faint numeric">{countOf(data.length, 'file')}</span></div>
      <div className="data-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">File</th><th scope="col">Format</th><th scope="col">Period</th><th scope="col">Taken</th><th scope="col">New</th><th scope="col">Changed</th><th scope="col">Same</th>
              <th scope="col">Rejected</th><th scope="col">Duplicates</th><th scope="col">Ignored</th><th scope="col">Imported</th><th scope="col"><span className="unseen">Undo</span></th>
            </tr>
          </thead>
          <tbody>
            {data.toSorted((left, right) => right.importId - left.importId).map((record) => (
              <ImportRow key={record.importId} record={record} busy={undo.isPending} onUndo={() => setUndoing(record)} />
            ))}
          </tbody>
        </table>
      </div>
      <Confirm
        open={undoing !== null} onClose={() => setUndoing(null)} title={`Undo the import of ${undoing?.fileName ?? ''}?`} confirm="Undo the import"
        text={`${countOf(undoing?.rows.taken ?? 0, 'record')} and ${countOf(undoing?.rows.rejected ?? 0, 'reject')} leave the workspace; scores are worked out again. The file itself is not touched.`}
        onConfirm={() => {
          if (!undoing) return
          undo.mutate({ importId: undoing.importId, jobId: crypto.randomUUID() }, { onSuccess: () => say(`Import of ${undoing.fileName} undone`), onError: sayError })
        }}
      />
    </section>
  )
}

function periodWords(from: string | null, to: string | null): string {
  const days = [...new Set([formatDay(from), formatDay(to)])]
  return days.join(' – ')
}

function ImportRow({ record, busy, onUndo }: { record: ImportRecord; busy: boolean; onUndo: () => void }) {
  const route = useRoute()
  const { fileName, formatLabel, periodFrom, periodTo, times, rows, records, fixed, corrects, importedAt } = record
  const doors = doorsOf(route, record)
  return (
    <tr>
      <td className="truncate" title={corrects === null ? fileName : `${fileName}: corrects rejects of import ${corrects}`}>{fileName}</td>
      <td className="soft">{formatLabel}</td>
      <td className="soft" title={timesSentence(times) ?? undefined}>{periodWords(periodFrom, periodTo)}</td>
      <td><Door href={doors.taken} count={rows.taken} label={`taken from ${fileName}`} /></td>
      {(['new', 'changed', 'same'] as const).map((state) => (
        <td key={state}>{records ? <Door href={doors[state]} count={records[state]} label={`${state} in ${fileName}`} /> : <span className="faint">–</span>}</td>
      ))}
      <td title={fixed > 0 ? `${formatInteger(fixed)} of them were corrected and brought in later` : undefined}>
        <Door href={doors.rejected} count={rows.rejected} label={`rejected of ${fileName}`} />{fixed > 0 && <span className="faint"> · {formatInteger(fixed)} fixed</span>}
      </td>
      <td><Door href={doors.duplicates} count={rows.duplicates} label={`duplicates in ${fileName}`} /></td>
      <td className={rows.ignored === 0 ? 'faint' : 'soft'} title={rows.erased === undefined ? undefined : 'Erased: records of people who were erased, or that had their time by a rule of retention'}>
        {formatInteger(rows.ignored)}{rows.erased !== undefined && <span className="faint"> · {formatInteger(rows.erased)} erased</span>}
      </td>
      <td className="soft" title={formatMinute(importedAt)}>{formatDay(importedAt)}</td>
      <td><Button tone="quiet" disabled={busy} onClick={onUndo} title={`Undo the import of ${fileName}`} aria-label={`Undo the import of ${fileName}`}><Undo2 size={14} aria-hidden /> <span className="imports-undo-word">Undo</span></Button></td>
    </tr>
  )
}

function Door({ href, count, label }: { href: string; count: number; label: string }) {
  return count > 0 ? <a href={href} aria-label={`${formatInteger(count)} ${label}`}>{formatInteger(count)}</a> : <span className="faint">0</span>
}
