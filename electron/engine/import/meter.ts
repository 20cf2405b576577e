import type { Progress } from '../../../shared/contract-workspace.ts'

export interface Meter {
  /** `share` is 0 … 1 of the work; `rows` counts records dealt with. */
  update(share: number, rows: number): void
  end(state: 'done' | 'cancelled' | 'failed'): void
}

const interval = 100

export interface MeteredJob {
  jobId: string
  kind: 'import' | 'undo'
  label: string
  /** In bytes. */
  total: number
  /** How many records these bytes likely are, where that is known: counts while the work itself counts nothing. */
  expected?: number | null
}

/** Reports live progress of one job, at most every 100 ms. */
export function startMeter(report: (progress: Progress) => void, { expected = null, ...job }: MeteredJob): Meter {
  const started = performance.now()
  let last = -interval
  let done = 0
  let rows = 0
  const send = (state: Progress['state']) => {
    const seconds = (performance.now() - started) / 1000
    const { total, ...rest } = job
    report({
      ...rest,
      state,
      done,
      total,
      unit: 'bytes',
      rowsPerSecond: rows > 0 && seconds > 0 ? Math.round(rows / seconds) : null,
      etaSeconds: state === 'running' && done > 0 ? Math.max(0, Math.round((seconds * (total - done)) / done)) : null,
    })
  }
  return {
    update: (share, counted) => {
      done = Math.max(done, Math.round(Math.min(1, share) * job.total))
      rows = counted > 0 || expected === null ? counted : Math.round((done / job.total) * expected)
      if (performance.now() - last < interval) return
      last = performance.now()
      send('running')
    },
    end: (state) => {
      if (state === 'done') done = job.total
      send(state)
    },
  }
}
