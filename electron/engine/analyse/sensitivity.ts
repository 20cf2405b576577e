import type { Analysis } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import { quantileSql } from '../score/thresholds.ts'
import type { Stage } from '../workspace/stages.ts'
import type { Scores } from './scored-subjects.ts'
import { wilson } from './statistics.ts'
import { bands, type CountedPlaces, noStage, type Subjects } from './subjects.ts'

/** Percentile points by which both cut-offs move together. */
const shifts = [-10, -5, 0, 5, 10] as const

interface StageCount {
  stage: string | null
  active: number
  strong: number
  high: number
}

interface Choice {
  stages: readonly Stage[]
  cutOffs: readonly CutOff[]
  counted: CountedPlaces
}

/** Intensity by stage and High at the bottom as the cut-offs move (method, section 4). Shift 0 is the cut-offs as they are. */
export function sensitivity(subjects: Subjects, { stages, cutOffs, counted }: Choice): Analysis['sensitivity'] {
  return shifts.map((shift) => {
    const cutOff = cutOffs.find((each) => each.shift === shift)
    const counts = cutOff ? stageCounts(subjects, counted, cutOff) : []
    const found = (stage: Stage) => counts.filter((count) => count.stage === stage.key)
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

// As bands compare, at nine decimals.
const compared = (score: number): number => Math.round(score * 1e9)

const none = bands.indexOf('None')

/** The active accounts of each stage, and how many of them reach the cut-offs. */
function stageCounts({ stage, stageNames, band, score }: Subjects, counted: CountedPlaces, { high, medium }: CutOff): StageCount[] {
  const counts = stageNames.map((name) => ({ stage: name, active: 0, strong: 0, high: 0 }))
  const [leastHigh, leastMedium] = [compared(high), compared(medium)]
  for (let place = 0; place < stage.length; place += 1) {
    if (counted[place] === 0 || band[place] === none || stage[place] === noStage) continue
    const count = counts[stage[place] ?? noStage]
    if (!count) continue
    const points = compared(score[place] ?? 0)
    count.active += 1
    if (points >= leastMedium) count.strong += 1
    if (points >= leastHigh) count.high += 1
  }
  return counts
}

interface CutOff {
  shift: number
  high: number
  medium: number
}

/** The cut-offs of all subjects moved by each shift; the percentile a given (absolute or frozen) cut-off stands at is looked up first. */
export async function movedCutOffs(connection: Connection, subjects: Scores): Promise<CutOff[]> {
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
async function shareBelow(connection: Connection, { scores, values }: Scores, cutOff: number): Promise<number> {
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
