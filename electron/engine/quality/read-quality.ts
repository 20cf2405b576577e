import { blindQueue, leastLabels, type Quality, type QualityGroup } from '../../../shared/contract-quality.ts'
import { itemKinds } from '../../../shared/decision.ts'
import { undefinedEstimate, wilson } from '../analyse/statistics.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { readScoreModel } from '../score/model.ts'
import { itemLabels, ofNearest } from './labels.ts'
import { learningCurve } from './learning-curve.ts'
import { undecided } from './populations.ts'
import { reviewerAgreement } from './reviewers.ts'
import { verifiers } from './verifiers.ts'

/** Section 10 of the method, from the blind random sample only. The run says which companies are active. */
export async function readQuality(connection: Connection, runId: number): Promise<Quality> {
  const samples = await rows<Quality['samples'][number]>(
    connection,
    `WITH labels AS (SELECT kind, count(*) AS judged FROM (${itemLabels}) GROUP BY kind)
     SELECT kind, count(*) AS drawn, coalesce(any_value(l.judged), 0) AS judged, max(drawn_at) AS "lastDrawnAt", arg_max(seed, sample_id) AS seed
     FROM evidence.blind_items LEFT JOIN labels l USING (kind) GROUP BY kind ORDER BY kind`,
  )
  const { elsewhere } = await one<{ elsewhere: number }>(
    connection,
    `SELECT count(*) AS elsewhere FROM evidence.active_decisions d
     WHERE kind IN ('${itemKinds.join(`', '`)}') AND NOT (queue = '${blindQueue}' AND scope = 'one'
       AND EXISTS (SELECT 1 FROM evidence.blind_items b WHERE b.kind = d.kind AND b.subject = d.subject AND b.object IS NOT DISTINCT FROM d.object))`,
  )
  return { samples, elsewhere, groups: await groups(connection, runId), verifiers: await verifiers(connection), agreement: await reviewerAgreement(connection) }
}

interface GroupCounts extends Pick<QualityGroup, 'kind' | 'group' | 'rateOf' | 'undecided' | 'drawn' | 'unsure'> {
  open: number
  /** The sure labels in the order they were given. */
  labels: boolean[] | null
}

async function groups(connection: Connection, runId: number): Promise<QualityGroup[]> {
  const present = itemKinds.map((kind) => `SELECT '${kind}' AS kind, * FROM (${undecided(kind)})`)
  const counted = await rows<GroupCounts>(
    connection,
    `WITH labels AS (${itemLabels}),
     present AS (
       SELECT kind, evidence_group, count(*) AS undecided, count(*) FILTER (NOT EXISTS (SELECT 1 FROM labels l WHERE l.kind = p.kind AND l.subject = p.subject AND l.object IS NOT DISTINCT FROM p.object)) AS open
       FROM (${present.join(' UNION ALL ')}) p GROUP BY ALL),
     drawn AS (SELECT kind, evidence_group, count(*) AS drawn FROM evidence.blind_items GROUP BY ALL),
     said AS (
       SELECT kind, evidence_group, list(is_correct ORDER BY decision_id) FILTER (is_correct IS NOT NULL) AS labels, count(*) FILTER (is_correct IS NULL) AS unsure FROM labels GROUP BY ALL)
     SELECT kind, evidence_group AS "group", CASE WHEN ${ofNearest('evidence_group')} THEN 'missed' ELSE 'wrong' END AS "rateOf", coalesce(undecided, 0) AS undecided,
       coalesce(open, 0) AS open, coalesce(drawn, 0) AS drawn, labels, coalesce(unsure, 0) AS unsure
     FROM present FULL JOIN drawn USING (kind, evidence_group) LEFT JOIN said USING (kind, evidence_group) ORDER BY kind, undecided DESC, "group"`,
    { run_id: runId },
  )
  const { reliable_min: reliableMin } = await readScoreModel(connection)
  return counted.map(({ labels: given, open, ...group }) => {
    const labels = given ?? []
    const correct = labels.filter(Boolean).length
    const enough = labels.length >= leastLabels
    const counts = labels.map((isCorrect) => isCorrect === (group.rateOf === 'missed'))
    const rate = enough ? wilson({ hits: counts.filter(Boolean).length, total: labels.length }) : undefinedEstimate
    const boundary = group.rateOf === 'wrong' ? 1 - reliableMin : null
    return { ...group, correct, wrong: labels.length - correct, rate, enough, curve: learningCurve(counts, { left: open, boundary }) }
  })
}
