import { useState } from 'react'
import type { JobRecord } from '../../../shared/contract-jobs.ts'
import { useCommand } from '../../lib/engine.ts'
import { countOf, formatDuration, formatInteger, formatMinute } from '../../lib/formats.ts'
import { hasWork } from '../../lib/jobs.ts'
import { formatMoney } from '../../lib/money.ts'
import { sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { PastRequests } from './past-requests.tsx'
import './jobs.css'

export function JobsDialog({ open, onClose, jobs }: { open: boolean; onClose: () => void; jobs: readonly JobRecord[] }) {
  const [showsRequests, setShowsRequests] = useState(false)
  return (
    <Dialog open={open} onClose={onClose} title={showsRequests ? 'Past requests' : 'Jobs'} text={showsRequests ? 'Every request that left this machine, newest first.' : 'What was sent and what it cost. An answer that was paid for is kept and never asked for again.'} wide>
      {showsRequests ? <PastRequests /> : <ul className="job-list">{jobs.map((job) => <JobItem key={job.jobId} job={job} />)}</ul>}
      <div className="dialog-foot">
        <Button tone="quiet" onClick={() => setShowsRequests(!showsRequests)}>{showsRequests ? 'Jobs' : 'Past requests'}</Button>
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  )
}

const stateWords: Record<JobRecord['state'], string> = { running: 'running', paused: 'paused', interrupted: 'interrupted', cancelled: 'cancelled', done: 'done' }

function JobItem({ job }: { job: JobRecord }) {
  const { label, state, createdAt, items, requests, cost, perSecond, etaSeconds, stopReason, errors, hosts, moneyLimit } = job
  const finished = items.done + items.failed
  return (
    <li className="job-item">
      <div className="job-item-head">
        <h3>{label}</h3>
        <span className="chip">{stateWords[state]}</span>
        <span className="faint">{formatMinute(createdAt)}</span>
        <JobActions job={job} />
      </div>
      <ProgressBar share={items.total > 0 ? finished / items.total : 1} label={label} />
      <p className="soft numeric">
        {[
          `${formatInteger(items.done)} of ${formatInteger(items.total)} done`, items.failed > 0 ? `${formatInteger(items.failed)} failed` : null, countOf(requests.sent, 'request'),
          requests.reused > 0 ? `${formatInteger(requests.reused)} answered before` : null, `${formatMoney(cost)}${moneyLimit === null ? '' : ` of ${formatMoney(moneyLimit)}`}`,
          perSecond === null ? null : `${formatInteger(perSecond)}/s`, etaSeconds === null ? null : `${formatDuration(etaSeconds)} left`, hosts.length > 0 ? `to ${hosts.join(', ')}` : 'nothing sent',
        ].filter(Boolean).join(' · ')}
      </p>
      {stopReason !== null && <p className="job-reason">{stopReason}</p>}
      {errors.map((group) => <p key={group.cause} className="job-reason">{countOf(group.items, 'item')}: {group.cause.replaceAll('_', ' ')}. {group.example}</p>)}
    </li>
  )
}

function JobActions({ job }: { job: JobRecord }) {
  const { jobId, state } = job
  const pause = useCommand('jobs.pause')
  const cancel = useCommand('jobs.cancel')
  const resume = useCommand('jobs.resume')
  const stopped = { onError: sayError }
  return (
    <span className="job-actions">
      {state === 'running' && <Button disabled={pause.isPending} onClick={() => pause.mutate({ jobId }, stopped)}>Pause</Button>}
      {hasWork(job) && <Button tone="primary" disabled={resume.isPending} onClick={() => resume.mutate({ jobId }, stopped)}>Resume</Button>}
      {state !== 'done' && state !== 'cancelled' && <Button tone="quiet" disabled={cancel.isPending} onClick={() => cancel.mutate({ jobId }, stopped)}>Cancel</Button>}
    </span>
  )
}
