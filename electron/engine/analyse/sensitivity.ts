import type { Analysis } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { quantileSql, reaches } from '../score/thresholds.ts'
import type { Stage } from '../workspace/stages.ts'
import type { ScoredSubjects } from './scored-subjects.ts'
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

/** Intensity by stage and High at the bottom as the cut-offs move (method, section 4). Shift 0 is the cut-offs as they are. */
export async function sensitivity(connection: Connection, subjects: ScoredSubjects, { stages, cutOffs }: { stages: readonly Stage[]; cutOffs: readonly CutOff[] }): Promise<Analysis['sensitivity']> {
  const counts = await rows<StageCount>(
    connection,
    `WITH cut_offs AS (SELECT unnest(from_json($cut_offs::JSON, '[{"shift": "INTEGER", "high": "DOUBLE", "medium": "DOUBLE"}]'), recursive := true)),
       active_accounts AS (SELECT stage, score FROM (${subjects.rows}) WHERE in_crm AND active)
     SELECT shift, stage, count(*)::INTEGER AS active, (count(*) FILTER (${reaches('medium')}))::INTEGER AS strong,
       (count(*) FILTER (${reaches('high')}))::INTEGER AS high
     FROM active_accounts CROSS JOIN cut_offs GROUP BY shift, stage`,
    { ...subjects.values, cut_offs: JSON.stringify(cutOffs) },
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

/** The cut-offs of all subjects moved by each shift; the percentile a given (absolute or frozen) cut-off stands at is looked up first. */
export async function movedCutOffs(connection: Connection, subjects: ScoredSubjects): Promise<CutOff[]> {
  const { model, thresholds: { high, medium } } = subjects
  if (high === null || medium === null) return []
  const byQuantile = model.thresholds.mode === 'quantile'
  const highShare = byQuantile ? model.quantiles.high : await shareBelow(connection, subjects, high)
  const mediumShare = byQuantile ? model.quantiles.medium : await shareBelow(connection, subjects, medium)
  const moved = (share: number, shift: number) => quantileSql(Math.min(1, Math.max(0, (share * 100 + shift) / 100)))
  const others = shifts.filter((shift) => shift !== 0)
  const columns = others.flatMap((shift, index) => [`${moved(highShare, shift)} AS high${index}`, `${moved(mediumShare, shift)} AS medium${index}`])
  const found = await one<Record<string, number | null>>(connection, `SELECT ${columns.join(', ')} FROM (${subjects.scores})`, subjects.values)
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
async function shareBelow(connection: Connection, { scores, values }: ScoredSubjects, cutOff: number): Promise<number> {
  const { n, below, lower, upper } = await one<{ n: number; below: number; lower: number | null; upper: number | null }>(
    connection,
    `SELECT count(*) AS n, count(*) FILTER (score < $cut_off::DOUBLE) AS below, max(score) FILTER (score < $cut_off::DOUBLE) AS lower,
       min(score) FILTER (score >= $cut_off::DOUBLE) AS upper
     FROM (${scores}) WHERE active`,
    { ...values, cut_off: cutOff },
  )
  if (lower === null) return 0
  if (upper === null) return 1
  return (below - 1 + (cutOff - lower) / (upper - lower)) / (n - 1)
}
