import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { ImportPreview } from '../../../shared/contract-import.ts'
import { useConnection } from '../../lib/engine.ts'
import { cancellable } from '../../lib/running.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/page.tsx'
import type { ChosenFile } from './chosen-files.ts'
import { Counts } from './counts.tsx'
import { OfEachFile } from './of-each-file.tsx'
import { obstacle } from './readiness.ts'
import { Running } from './running.tsx'
import { Times } from './times.tsx'
import { wishesOf } from './use-preview.ts'
import { Warnings } from './warnings.tsx'
import './map-table.css'
import './check-tab.css'

/** What an import would do, counted over the whole file; nothing is changed. */
export function CheckTab({ preview, file }: { preview: ImportPreview; file: ChosenFile }) {
  const { client } = useConnection()
  const { dataVersion } = useWorkspace()
  const input = { ...wishesOf(file), settings: file.settings }
  const [jobId, setJobId] = useState<string | null>(null)
  const check = useQuery({
    // What is there already decides what would be new.
    queryKey: ['import.check', dataVersion, input],
    queryFn: () => {
      const job = crypto.randomUUID()
      setJobId(job)
      return cancellable(job, (signal) => client.call('import.check', { ...input, jobId: job }, { signal }))
    },
    enabled: false,
  })
  const blocked = obstacle(preview, file.settings)
  const { data, error, isFetching } = check
  return (
    <div className="check-tab tab-page">
      {!data && !isFetching && (
        <>
          <p className="soft">Reads {preview.entries ? 'every file of the ZIP' : 'the whole file'} and counts what would be new, changed and refused. Nothing is changed.</p>
          <div><Button disabled={blocked !== null} title={blocked ?? undefined} onClick={() => void check.refetch()}>{preview.entries ? 'Check every file' : 'Check the whole file'}</Button></div>
        </>
      )}
      {isFetching && jobId !== null && <Running jobId={jobId} />}
      {error && !isFetching && !(error instanceof DOMException) && <Trouble error={error} />}
      {data && !isFetching && (
        <>
          <OfEachFile files={[data, ...(data.others ?? [])]}>{(checked) => <Checked checked={checked} known={preview.warnings} />}</OfEachFile>
          <div><Button onClick={() => void check.refetch()}>Check again</Button></div>
        </>
      )}
    </div>
  )
}

/** What would become of the records of one file; what the card says already is not said again. */
function Checked({ checked: { import: record, rejects }, known }: { checked: Pick<Output<'import.check'>, 'import' | 'rejects'>; known: readonly string[] }) {
  return (
    <>
      <Counts record={record} />
      {rejects.length > 0 && (
        <div className="map-table" tabIndex={0} role="region" aria-label={`First rejects of ${record.fileName}`}>
          <table>
            <thead><tr><th scope="col" className="map-number">Line</th><th scope="col">Reason</th><th scope="col">Record</th></tr></thead>
            <tbody>
              {rejects.map(({ row, line, reason, raw }) => (
                <tr key={row}><td className="map-number numeric">{line ?? row}</td><td>{reason}</td><td className="code truncate" title={raw ?? undefined}>{raw}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Warnings warnings={record.warnings.filter((warning) => !known.includes(warning))} />
      <Times times={record.times} />
    </>
  )
}
