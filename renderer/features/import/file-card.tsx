import { FileText, X } from 'lucide-react'
import { useConnection } from '../../lib/engine.ts'
import { formatBytes } from '../../lib/formats.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CardTabs } from './card-tabs.tsx'
import { type ChosenFile, removeChosen, updateChosen } from './chosen-files.ts'
import { fileWords } from './file-words.ts'
import { importAll } from './import-files.ts'
import { Outcome } from './outcome.tsx'
import { PreviewBody } from './preview-body.tsx'
import { obstacle } from './readiness.ts'
import { Running } from './running.tsx'
import { usePreview } from './use-preview.ts'
import { Warnings } from './warnings.tsx'
import './file-card.css'

/** One chosen file from the drop to its outcome. */
export function FileCard({ file }: { file: ChosenFile }) {
  const { client } = useConnection()
  const { id, name, bytes, path, settings, state } = file
  const wanted = path !== null && state.kind !== 'done'
  const { data: preview, error, isPending, isPlaceholderData, refetch } = usePreview(file)
  const blocked = preview ? obstacle(preview, settings) : 'Reading the file…'

  return (
    <section className="card" aria-label={name}>
      <div className="card-head">
        <FileText size={18} aria-hidden />
        <div className="card-name">
          <h3 className="truncate" title={name}>{name}</h3>
          <p>{[preview?.formatLabel ?? (preview ? 'Format not recognised' : null), preview ? fileWords(preview) : null, formatBytes(bytes), preview?.origin === 'remembered' ? 'mapped as the last file with these headers' : null].filter(Boolean).join(' · ')}</p>
        </div>
        {state.kind === 'ready' && preview && (
          <Button tone="primary" disabled={blocked !== null || isPlaceholderData} title={blocked ?? undefined} onClick={() => void importAll(client, [id])}>Import</Button>
        )}
        {state.kind === 'failed' && path !== null && preview && <Button onClick={() => void importAll(client, [id])}>Try again</Button>}
        {state.kind !== 'running' && <IconButton label={`Remove ${name} from the list`} onClick={() => removeChosen(id)}><X size={15} /></IconButton>}
      </div>
      <div className="card-body">
        {state.kind === 'handing-over' && <p className="soft" role="status">Handing the file to the engine…</p>}
        {state.kind === 'failed' && <Trouble error={state.error} />}
        {state.kind === 'running' && <Running jobId={state.jobId} />}
        {state.kind === 'done' && <Outcome outcome={state.outcome} />}
        {wanted && state.kind !== 'running' && error && state.kind !== 'failed' && <Trouble error={error} onRetry={() => void refetch()} />}
        {wanted && isPending && <Skeleton height={320} />}
        {state.kind === 'ready' && preview && (
          <>
            {preview.sameAsImport !== null && (
              <Warnings warnings={[`Exactly this file is already there as import ${preview.sameAsImport}; importing it the same way changes nothing.`]} />
            )}
            <PreviewBody preview={preview} file={file} onSettings={(next) => updateChosen(id, { settings: next })} />
            <CardTabs preview={preview} file={file} pending={isPlaceholderData} />
          </>
        )}
      </div>
    </section>
  )
}
