import { X } from 'lucide-react'
import type { Progress } from '../../shared/contract-workspace.ts'
import { JobsTray } from '../features/jobs/jobs-tray.tsx'
import { useJobs } from '../lib/jobs.ts'
import { countOf, formatBytes, formatCompact, formatDuration, formatInteger } from '../lib/formats.ts'
import { cancel, canCancel } from '../lib/running.ts'
import { useProgress, useWorkspace } from '../lib/workspace.ts'
import { IconButton } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { usePageStatus } from '../lib/page-status.ts'
import { Tip } from '../ui/tip.tsx'

export function StatusLine({ connected }: { connected: boolean }) {
  const { counts } = useWorkspace()
  const running = useProgress()
  const jobs = useJobs()
  const sending = jobs.filter(({ state, hosts }) => state === 'running' && hosts.length > 0)
  const text = usePageStatus((state) => state.text)
  return (
    <footer className="status" aria-label="Status">
      <Tip text={connectionWords(connected, sending.flatMap(({ hosts }) => hosts))} side="top">
        <span className="status-offline" tabIndex={0}>
          <span className={`status-dot ${!connected ? 'status-dot-gone' : sending.length > 0 ? 'status-dot-online' : ''}`} /> {!connected ? 'disconnected' : sending.length > 0 ? 'online' : 'offline'}
        </span>
      </Tip>
      <span>{countOf(counts.accounts, 'account')}</span>
      <span>{countOf(counts.people, 'person', 'people')}{counts.bots > 0 && `, ${formatInteger(counts.bots)} of them ${counts.bots === 1 ? 'a bot' : 'bots'}`}</span>
      <span>{countOf(counts.events, 'event')}</span>
      <div className="status-right">
        <JobsTray />
        {running.filter(({ jobId }) => !jobs.some((job) => job.jobId === jobId)).map((progress) => <Job key={progress.jobId} {...progress} />)}
        {text && <span className="truncate" data-testid="page-status">{text}</span>}
      </div>
    </footer>
  )
}

function connectionWords(connected: boolean, hosts: readonly string[]): string {
  if (!connected) return 'The engine is not connected.'
  return hosts.length > 0 ? `A job you confirmed sends to ${[...new Set(hosts)].join(', ')}. Everything else stays on this machine.` : 'Everything runs on this machine. Nothing is sent over the network.'
}

function Job({ jobId, label, done, total, unit, rowsPerSecond, etaSeconds }: Progress) {
  const figures = unit === 'bytes' ? (total === null && done > 0 ? formatBytes(done) : null) : total === null ? null : `${formatInteger(done)}/${formatInteger(total)}`
  return (
    <span className="status-job" role="status">
      <span className="truncate">{label}</span>
      {figures && <span>{figures}</span>}
      <ProgressBar share={total ? Math.min(1, done / total) : null} label={label} />
      {rowsPerSecond !== null && <span>{formatCompact(rowsPerSecond)} rows/s</span>}
      {etaSeconds !== null && <span>{formatDuration(etaSeconds)} left</span>}
      {canCancel(jobId) && <IconButton label={`Cancel ${label}`} onClick={() => cancel(jobId)}><X size={12} /></IconButton>}
    </span>
  )
}
