import { formatBytes, formatCompact, formatDuration, formatInteger } from '../../lib/formats.ts'
import { cancel } from '../../lib/running.ts'
import { useProgress } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import './running.css'

/** Progress, rate and time left of one running import. */
export function Running({ jobId }: { jobId: string }) {
  const progress = useProgress().find((each) => each.jobId === jobId)
  const { done = 0, total = null, unit = 'rows', rowsPerSecond = null, etaSeconds = null, label = 'Importing' } = progress ?? {}
  const amount = unit === 'bytes' ? formatBytes : formatInteger
  return (
    <div className="running">
      <ProgressBar share={total ? Math.min(1, done / total) : null} label={label} />
      <p className="numeric" role="status">
        <span>{[label, done > 0 ? `${amount(done)}${total === null ? '' : ` of ${amount(total)}`}${unit === 'rows' ? ' rows' : ''}` : null].filter(Boolean).join(' · ')}</span>
        <span>
          {[rowsPerSecond === null ? null : `${formatCompact(rowsPerSecond)} rows/s`, etaSeconds === null ? null : `${formatDuration(etaSeconds)} left`].filter(Boolean).join(' · ')}
        </span>
      </p>
      <div><Button onClick={() => cancel(jobId)}>Cancel</Button></div>
    </div>
  )
}
