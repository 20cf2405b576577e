import { useProgress } from '../lib/workspace.ts'
import { cancel } from '../lib/running.ts'
import { Button } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { Mark } from './mark.tsx'
import './welcome.css'

/** Stands in for the shell until the sample organisation is complete. */
export function SampleProgress() {
  const current = useProgress().find(({ kind }) => kind === 'sample')
  return (
    <main className="welcome">
      <div className="welcome-card">
        <Mark size={36} />
        <h1>Preparing the sample organisation</h1>
        <ProgressBar share={current?.total ? Math.min(1, current.done / current.total) : null} label="Preparing the sample organisation" />
        <p className="soft" role="status">{current?.label ?? 'Writing files in the formats real exports have…'}</p>
        <div><Button disabled={!current} onClick={() => current && cancel(current.jobId)}>Cancel</Button></div>
      </div>
    </main>
  )
}
