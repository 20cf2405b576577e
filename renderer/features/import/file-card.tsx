import { ChevronDown, ChevronRight, FileText, X } from 'lucide-react'
import type { ImportPreview } from '../../../shared/contract-import.ts'
import { useConnection } from '../../lib/engine.ts'
import { formatBytes } from '../../lib/formats.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ArchiveDetails } from './archive-details.tsx'
import { attentionWords } from './attention-words.ts'
import { CardTabs } from './card-tabs.tsx'
import { asRecognised, type ChosenFile, isChangedByHand, removeChosen, updateChosen } from './chosen-files.ts'
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
  const open = file.opened ?? (!file.together || (preview !== undefined && blocked !== null) || isAnswered(file))

  return (
    <section className="card" aria-label={name}>
      <div className="card-head">
        <FileText size={18} aria-hidden />
        <div className="card-name">
          <h3 className="truncate" title={name}>{name}</h3>
          <p>{headWords(preview, bytes)}</p>
        </div>
        {state.kind === 'ready' && preview && (
          <>
            {blocked !== null && <span className="card-obstacle">{blocked}</span>}
            <Button tone="quiet" aria-expanded={open} onClick={() => updateChosen(id, { opened: !open })}>{open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />} Details</Button>
            <Button tone="primary" disabled={blocked !== null || isPlaceholderData} onClick={() => void importAll(client, [id])}>Import</Button>
          </>
        )}
        {state.kind === 'failed' && path !== null && preview && <Button onClick={() => void importAll(client, [id])}>Try again</Button>}
        {state.kind !== 'running' && <IconButton label={`Remove ${name} from the list`} onClick={() => removeChosen(id)}><X size={15} /></IconButton>}
      </div>
      <div className="card-body">
        {state.kind === 'handing-over' && <p className="soft" role="status">Handing the file to the engine…</p>}
        {state.kind === 'failed' && <Trouble error={state.error} />}
        {state.kind === 'running' && <Running jobId={state.jobId} />}
        {state.kind === 'done' && <Outcome outcome={state.outcome} />}
        {wanted && state.kind !== 'running' && error && state.kind !== 'failed' && (
          <>
            <Trouble error={error} onRetry={() => void refetch()} />
            {isAnswered(file) && <div><Button onClick={() => updateChosen(id, { ...asRecognised, members: {}, settings: {} })}>Back to what was recognised</Button></div>}
          </>
        )}
        {wanted && isPending && <Skeleton height={file.together ? 20 : 320} />}
        {state.kind === 'ready' && preview && (open ? <Details preview={preview} file={file} pending={isPlaceholderData} /> : <Warnings warnings={[...notes(preview), ...attentionWords(preview)]} />)}
      </div>
    </section>
  )
}

const isAnswered = (file: ChosenFile): boolean => isChangedByHand(file) || Object.keys(file.members).length > 0 || Object.keys(file.settings).length > 0

const headWords = (preview: ImportPreview | undefined, bytes: number): string => [
  preview?.formatLabel ?? (preview ? 'Format not recognised' : null), preview ? fileWords(preview) : null, formatBytes(bytes),
  preview?.origin === 'remembered' ? 'mapped as the last file with these headers' : null,
].filter(Boolean).join(' · ')

function Details({ preview, file, pending }: { preview: ImportPreview; file: ChosenFile; pending: boolean }) {
  return (
    <>
      <PreviewBody preview={preview} file={file} warnings={notes(preview)} onSettings={(settings) => updateChosen(file.id, { settings })} />
      {preview.entries ? <ArchiveDetails preview={preview} file={file} entries={preview.entries} /> : <CardTabs preview={preview} file={file} pending={pending} />}
    </>
  )
}

const notes = ({ sameAsImport, warnings }: ImportPreview): string[] => [
  ...(sameAsImport === null ? [] : [`Exactly this file is already there as import ${sameAsImport}; importing it the same way changes nothing.`]), ...warnings,
]
