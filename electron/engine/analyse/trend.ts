import type { Trend, TrendEvery, TrendPoint } from '../../../shared/contract-trend.ts'
import type { Policy } from '../../../shared/model.ts'
import { type Segment, segmentColumns } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import { withRun } from '../score/ensure-scored.ts'
import type { Run } from '../score/run-store.ts'
import { subjectRowsSql } from '../score/subject-rows.ts'
import { readStages, type Stage } from '../workspace/stages.ts'
import type { Cell } from './cross-table.ts'
import { hiddenFunnel } from './hidden.ts'
import { withKept } from './kept.ts'
import { periodEnds } from './period-ends.ts'
import { subjectsAmong } from './segment.ts'
import { funnelFigures } from './stage-figures.ts'

interface Asked {
  asOf?: string | undefined
  policy: Policy
  filter: Segment
  every: TrendEvery
  periods: number
}

interface Options {
  signal: AbortSignal
  report: (done: number) => void
}

/** The figures at every end of a period, each from a run as of then, so that nothing later takes part. */
export async function trendOf(workspace: Workspace, { asOf, policy, filter, every, periods }: Asked, { signal, report }: Options): Promise<Trend> {
  const last = await withRun(workspace, { asOf, policy }, { signal, work: (run) => Promise.resolve(run) })
  const points: TrendPoint[] = []
  for (const instant of periodEnds(last.asOf, every, periods)) {
    signal.throwIfAborted()
    report(points.length)
    points.push(await withRun(workspace, { asOf: instant, policy }, { signal, work: (run) => pointOf(workspace.reader, run, filter) }))
  }
  return { policy, every, activeDays: last.model.active_days, points }
}

/** Runs of a trend kept beside those in use: four years of months. */
const place = { name: 'trend', spare: 48 }

/** Subjects of a run that no figure over time and no segment tells apart are counted in one row. */
const countedTogether = (stages: readonly Stage[]): string => `
  SELECT stage, band, ${segmentColumns.join(', ')}, count(*) AS subjects FROM (${subjectRowsSql(stages)}) GROUP BY ALL`

async function pointOf(connection: Connection, run: Run, filter: Segment): Promise<TrendPoint> {
  const stages = await readStages(connection)
  return withKept(connection, { run, stages, place }, async (kept) => {
    const table = await kept.table('trend_rows', () => ({ sql: countedTogether(stages), values: { run_id: run.runId, as_of: run.asOf } }))
    const { sql, values } = subjectsAmong(`SELECT * FROM ${table}`, run, filter)
    const cells = await rows<Cell>(connection, `SELECT stage, band, sum(subjects)::INTEGER AS subjects FROM (${sql}) GROUP BY stage, band`, values)
    const { hidden, inCrm, share } = hiddenFunnel(cells)
    return {
      asOf: run.asOf,
      stages: funnelFigures(cells, stages).stages.map(({ stage, label, accounts, active, coverage, lift, liftCorrected }) => ({ stage, label, accounts, active, coverage, lift, liftCorrected })),
      hidden: { hidden, inCrm, share },
    }
  })
}
