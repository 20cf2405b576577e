import { FileText, TriangleAlert, X } from 'lucide-react'
import { useCall, useConnection } from '../../lib/engine.ts'
import { formatBytes } from '../../lib/formats.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type ChosenFile, removeChosen, updateChosen } from './chosen-files.ts'
import { importAll } from './import-files.ts'
import { Outcome } from './outcome.tsx'
import { PreviewBody } from './preview-body.tsx'
import { obstacle } from './readiness.ts'
import { Running } from './running.tsx'

const containers: Readonly<Record<string, string>> = { delimited: 'delimited text', json: 'JSON', parquet: 'Parquet', xlsx: 'Excel workbook', zip: 'ZIP' }

function containerWords(container: string | undefined): string | null {
  if (container === undefined) return null
  const [kind = container, compression] = container.split('.')
  return `${containers[kind] ?? kind}${compression === undefined ? '' : ', gzip'}`
}

/** One chosen file from the drop to its outcome. */
export function FileCard({ file }: { file: ChosenFile }) {
  const { client } = useConnection()
  const { id, name, bytes, path, format, settings, state } = file
  const wanted = path !== null && state.kind !== 'done'
  const preview = useCall('import.preview', { path: path ?? '', ...(format === null ? {} : { format }) }, { enabled: wanted })
  const blocked = preview.data ? obstacle(preview.data, settings) : 'Reading the file…'

  return (
    <section className="card" aria-label={name}>
      <div className="card-head">
        <FileText size={18} aria-hidden />
        <div className="card-name">
          <h3 className="truncate" title={name}>{name}</h3>
          <p>{[preview.data?.formatLabel ?? (preview.data ? 'Format not recognised' : null), containerWords(preview.data?.container), formatBytes(bytes)].filter(Boolean).join(' · ')}</p>
        </div>
        {state.kind === 'ready' && preview.data && (
          <Button tone="primary" disabled={blocked !== null} title={blocked ?? undefined} onClick={() => void importAll(client, [id])}>Import</Button>
        )}
        {state.kind === 'failed' && path !== null && preview.data && <Button onClick={() => void importAll(client, [id])}>Try again</Button>}
        {state.kind !== 'running' && <IconButton label={`Remove ${name} from the list`} onClick={() => removeChosen(id)}><X size={15} /></IconButton>}
      </div>
      <div className="card-body">
        {state.kind === 'handing-over' && <p className="soft" role="status">Handing the file to the engine…</p>}
        {state.kind === 'failed' && <Trouble error={state.error} />}
        {state.kind === 'running' && <Running jobId={state.jobId} />}
        {state.kind === 'done' && <Outcome outcome={state.outcome} />}
        {wanted && state.kind !== 'running' && preview.error && state.kind !== 'failed' && <Trouble error={preview.error} onRetry={() => void preview.refetch()} />}
        {wanted && preview.isPending && <Skeleton height={120} />}
        {state.kind === 'ready' && preview.data && (
          <>
            {preview.data.sameAsImport !== null && (
              <p className="warnings"><TriangleAlert size={14} aria-hidden style={{ color: 'var(--warn)' }} /> Exactly this file is already there as import {preview.data.sameAsImport}; importing it again changes nothing.</p>
            )}
            <PreviewBody
              preview={preview.data} settings={settings} format={format}
              onSettings={(next) => updateChosen(id, { settings: next })} onFormat={(next) => updateChosen(id, { format: next })}
            />
          </>
        )}
      </div>
    </section>
  )
}
