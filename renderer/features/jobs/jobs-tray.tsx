import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import type { JobRecord } from '../../../shared/contract-jobs.ts'
import { useAction } from '../../lib/actions.ts'
import { useCommand } from '../../lib/engine.ts'
import { countOf, formatDuration, formatInteger } from '../../lib/formats.ts'
import { hasWork, useJobs } from '../../lib/jobs.ts'
import { sayError } from '../../lib/notices.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { JobsDialog } from './jobs-dialog.tsx'

/** The jobs in the status line: what runs, and the way to all of them. */
export function JobsTray() {
  const jobs = useJobs()
  const [open, setOpen] = useState(false)
  useAction({ id: 'jobs', label: 'Show jobs', group: 'View', keywords: 'enrich verify running pause resume cancel cost', run: () => setOpen(true) })
  const running = jobs.filter(({ state }) => state === 'running')
  const resting = jobs.filter(hasWork)
  if (jobs.length === 0) return null
  return (
    <>
      {running.map((job) => <RunningJob key={job.jobId} job={job} />)}
      <Button tone="quiet" className="jobs-button" onClick={() => setOpen(true)}>{resting.length > 0 ? `${countOf(resting.length, 'job')} to go on with` : countOf(jobs.length, 'job')}</Button>
      <JobsDialog open={open} onClose={() => setOpen(false)} jobs={jobs} />
    </>
  )
}

function RunningJob({ job: { jobId, label, items, etaSeconds } }: { job: JobRecord }) {
  const pause = useCommand('jobs.pause')
  const finished = items.done + items.failed
  return (
    <span className="status-job" role="status">
      <span className="truncate" title={label}>{label}</span>
      <span>{formatInteger(finished)}/{formatInteger(items.total)}</span>
      <ProgressBar share={items.total > 0 ? finished / items.total : null} label={label} />
      {etaSeconds !== null && <span>{formatDuration(etaSeconds)}</span>}
      <IconButton label={`Pause ${label}`} disabled={pause.isPending} onClick={() => pause.mutate({ jobId }, { onError: sayError })}><Pause size={12} /></IconButton>
    </span>
  )
}

/** After a crash or a closed window: offers to go on where a job stopped. */
export function ResumeOffer() {
  const jobs = useJobs()
  const resume = useCommand('jobs.resume')
  const [declined, setDeclined] = useState<readonly string[]>([])
  const job = jobs.find(({ state, jobId }) => state === 'interrupted' && !declined.includes(jobId))
  if (!job) return null
  const { jobId, label, items } = job
  return (
    <section className="resume-offer" aria-label="Interrupted job">
      <p><strong>{label}</strong> was interrupted at {formatInteger(items.done)} of {formatInteger(items.total)}. Nothing that was paid for is lost or asked again.</p>
      <Button tone="primary" disabled={resume.isPending} onClick={() => resume.mutate({ jobId }, { onError: sayError })}><Play size={14} aria-hidden /> Resume</Button>
      <Button tone="quiet" onClick={() => setDeclined([...declined, jobId])}>Later</Button>
    </section>
  )
}
