import type { Analysis } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import { subjectRowsSql } from '../score/subject-rows.ts'
import { quantileSql, reaches } from '../score/thresholds.ts'
import type { Stage } from '../workspace/stages.ts'
import { wilson } from './statistics.ts'

/** Percentile points by which both cut-offs move together. */
const shifts = [-10, -5, 0, 5, 10] as const

interface StageCount {
  shift: number
  stage: string
  active: number
  strong: number
  high: number
}

/** Intensity by stage and High at the bottom as the cut-offs move (method, section 4). Shift 0 is the run itself. */
export async function sensitivity(connection: Connection, run: Run, stages: readonly Stage[]): Promise<Analysis['sensitivity']> {
  const cutOffs = await movedCutOffs(connection, run)
  const counts = await rows<StageCount>(
    connection,
    `WITH cut_offs AS (SELECT unnest(from_json($cut_offs::JSON, '[{"shift": "INTEGER", "high": "DOUBLE", "medium": "DOUBLE"}]'), recursive := true)),
       active_accounts AS (SELECT stage, score FROM (${subjectRowsSql(stages)}) WHERE in_crm AND active)
     SELECT shift, stage, count(*)::INTEGER AS active, (count(*) FILTER (${reaches('medium')}))::INTEGER AS strong,
       (count(*) FILTER (${reaches('high')}))::INTEGER AS high
     FROM active_accounts CROSS JOIN cut_offs GROUP BY shift, stage`,
    { run_id: run.runId, as_of: run.asOf, cut_offs: JSON.stringify(cutOffs) },
  )
  return shifts.map((shift) => {
    const shifted = counts.filter((count) => count.shift === shift)
    const found = (stage: Stage) => shifted.filter((count) => count.stage === stage.key)
    const total = (some: StageCount[], of: 'active' | 'strong' | 'high') => some.reduce((sum, count) => sum + count[of], 0)
    const bottom = stages.filter((stage) => stage.bottom).flatMap(found)
    return {
      shift,
      stages: stages.map((stage) => ({
        stage: stage.key,
        intensity: wilson({ hits: total(found(stage), 'strong'), total: total(found(stage), 'active') }),
      })),
      highAtBottom: wilson({ hits: total(bottom, 'high'), total: total(bottom, 'active') }),
    }
  })
}

interface CutOff {
  shift: number
  high: number
  medium: number
}

/** The run's cut-offs moved by each shift; the percentile a given (absolute or frozen) cut-off stands at is looked up first. */
async function movedCutOffs(connection: Connection, { runId, model, thresholds }: Run): Promise<CutOff[]> {
  const { high, medium } = thresholds
  if (high === null || medium === null) return []
  const scores = { connection, runId }
  const byQuantile = model.thresholds.mode === 'quantile'
  const highShare = byQuantile ? model.quantiles.high : await shareBelow(scores, high)
  const mediumShare = byQuantile ? model.quantiles.medium : await shareBelow(scores, medium)
  const moved = (share: number, shift: number) => quantileSql(Math.min(1, Math.max(0, (share * 100 + shift) / 100)))
  const others = shifts.filter((shift) => shift !== 0)
  const columns = others.flatMap((shift, index) => [`${moved(highShare, shift)} AS high${index}`, `${moved(mediumShare, shift)} AS medium${index}`])
  const found = await one<Record<string, number | null>>(connection, `SELECT ${columns.join(', ')} FROM result.scores WHERE run_id = $run_id`, { run_id: runId })
  // A given cut-off may lie beyond every score; moving it further out must not bring it back in.
  const outward = (shift: number, from: number, to: number | null | undefined) => (shift > 0 ? Math.max(from, to ?? from) : Math.min(from, to ?? from))
  return [
    { shift: 0, high, medium },
    ...others.map((shift, index) => ({
      shift, high: outward(shift, high, found[`high${index}`]), medium: outward(shift, medium, found[`medium${index}`]),
    })),
  ]
}

/** The share at which the linear-interpolated quantile of the active subjects is `cutOff`; 0 and 1 beyond their scores. */
async function shareBelow({ connection, runId }: { connection: Connection; runId: number }, cutOff: number): Promise<number> {
  const { n, below, lower, upper } = await one<{ n: number; below: number; lower: number | null; upper: number | null }>(
    connection,
    `SELECT count(*) AS n, count(*) FILTER (score < $cut_off::DOUBLE) AS below, max(score) FILTER (score < $cut_off::DOUBLE) AS lower,
       min(score) FILTER (score >= $cut_off::DOUBLE) AS upper
     FROM result.scores WHERE run_id = $run_id AND active`,
    { run_id: runId, cut_off: cutOff },
  )
  if (lower === null) return 0
  if (upper === null) return 1
  return (below - 1 + (cutOff - lower) / (upper - lower)) / (n - 1)
}
