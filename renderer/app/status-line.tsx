import { X } from 'lucide-react'
import type { Progress } from '../../shared/contract-workspace.ts'
import { countOf, formatBytes, formatDuration, formatInteger } from '../lib/formats.ts'
import { cancel, canCancel } from '../lib/running.ts'
import { useProgress, useWorkspace } from '../lib/workspace.ts'
import { IconButton } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { usePageStatus } from '../lib/page-status.ts'
import { Tip } from '../ui/tip.tsx'

export function StatusLine({ connected }: { connected: boolean }) {
  const { counts } = useWorkspace()
  const running = useProgress()
  const text = usePageStatus((state) => state.text)
  return (
    <footer className="status" aria-label="Status">
      <Tip text={connected ? 'Everything runs on this machine. Nothing is sent over the network.' : 'The engine is not connected.'} side="top">
        <span className="status-offline" tabIndex={0}>
          <span className={`status-dot ${connected ? '' : 'status-dot-gone'}`} /> {connected ? 'offline' : 'disconnected'}
        </span>
      </Tip>
      <span>{countOf(counts.accounts, 'account')}</span>
      <span>{countOf(counts.people, 'person', 'people')}</span>
      <span>{countOf(counts.events, 'event')}</span>
      <div className="status-right">
        {running.map((progress) => <Job key={progress.jobId} {...progress} />)}
        {text && <span className="truncate" data-testid="page-status">{text}</span>}
      </div>
    </footer>
  )
}

function Job({ jobId, label, done, total, unit, etaSeconds }: Progress) {
  const figures = unit === 'bytes' ? (total === null && done > 0 ? formatBytes(done) : null) : total === null ? null : `${formatInteger(done)}/${formatInteger(total)}`
  return (
    <span className="status-job" role="status">
      <span className="truncate">{label}</span>
      {figures && <span>{figures}</span>}
      <ProgressBar share={total ? Math.min(1, done / total) : null} label={label} />
      {etaSeconds !== null && <span>{formatDuration(etaSeconds)}</span>}
      {canCancel(jobId) && <IconButton label={`Cancel ${label}`} onClick={() => cancel(jobId)}><X size={12} /></IconButton>}
    </span>
  )
}
