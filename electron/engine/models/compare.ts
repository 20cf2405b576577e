import type { ModelComparison } from '../../../shared/contract-models.ts'
import type { Band, Policy } from '../../../shared/model.ts'
import { interruptible } from '../db/interrupt.ts'
import { one, rows, run, type Values } from '../db/query.ts'
import { readDataVersion } from '../db/settings.ts'
import type { Workspace } from '../db/workspace.ts'
import { withRun } from '../score/ensure-scored.ts'
import type { Run } from '../score/run-store.ts'
import { accountStageSteps } from '../score/stage-at.ts'
import { scoreInputs } from '../score/subject-steps.ts'
import { reaches } from '../score/thresholds.ts'
import { compile, type Step } from '../sql/steps.ts'
import { readStages, type Stage } from '../workspace/stages.ts'
import { type TryingArea, tryingAreaOf } from './area.ts'
import { changeParts, changeSteps, changeValues } from './change-steps.ts'
import type { Side } from './sides.ts'

export interface Comparison {
  from: Side
  to: Side
  policy: Policy
}

export interface Page {
  order: 'change' | 'gain' | 'loss'
  search: string
  bandBefore?: Band | undefined
  bandAfter?: Band | undefined
  limit: number
  offset: number
}

/** Runs `work` with the runs of both sides; the later side is `after` whichever was asked for first. */
export function withBothRuns<T>(workspace: Workspace, { from, to, policy }: Comparison, options: { signal: AbortSignal; work: (before: Run, after: Run) => Promise<T> }): Promise<T> {
  const { signal, work } = options
  return withRun(workspace, { asOf: to.asOf, policy, model: to.model }, {
    signal,
    work: (after) => withRun(workspace, { asOf: from.asOf ?? after.asOf, policy, model: from.model }, { signal, work: (before) => work(before, after) }),
  })
}

/** Every account and company on both sides, with what changed it. */
export async function compareModels(workspace: Workspace, comparison: Comparison, page: Page, signal: AbortSignal): Promise<ModelComparison> {
  const { from, to, policy } = comparison
  const trying = await tryingAreaOf(workspace)
  return withBothRuns(workspace, comparison, {
    signal,
    work: (before, after) => trying.serial.run(async () => {
      const stages = await readStages(workspace.reader)
      await holdComparison(trying, { before, after, stages, dataVersion: await readDataVersion(workspace.reader) }, signal)
      return {
        policy,
        from: { version: from.version, name: from.name, asOf: before.asOf, thresholds: before.thresholds },
        to: { version: to.version, name: to.name, asOf: after.asOf, thresholds: after.thresholds },
        ...(await readComparison(trying, page)),
      }
    }),
  })
}

/** What both sides say of every subject of the later one, into `compared` of the area. Public for tests. */
export async function holdComparison(trying: TryingArea, held: { before: Run; after: Run; stages: readonly Stage[]; dataVersion: number }, signal: AbortSignal): Promise<void> {
  const { before, after, stages, dataVersion } = held
  const key = JSON.stringify([dataVersion, before.runId, after.runId, stages])
  if (trying.comparedKey === key) return
  trying.comparedKey = null
  const isForward = before.asOf <= after.asOf
  const [earlier, later] = isForward ? [before, after] : [after, before]
  const { area, serial: { connection } } = trying
  const sql = compile(scoreInputs, [...changeSteps, ...accountStageSteps(stages), compared(isForward)])
  const cutOffs: Values = { high_before: before.thresholds.high, medium_before: before.thresholds.medium, high_after: after.thresholds.high, medium_after: after.thresholds.medium }
  const values = { ...changeValues({ before: earlier, after: later, policy: after.policy }), ...cutOffs }
  await interruptible(connection, signal, () => run(connection, `CREATE OR REPLACE TABLE ${area}.compared AS ${sql}`, values))
  trying.comparedKey = key
}

const bandOf = (side: 'before' | 'after'): string => {
  const reached = (threshold: string) => reaches(threshold).replace('score', `score_${side}`)
  return `CASE WHEN NOT active_${side} THEN 'None' WHEN ${reached(`$high_${side}`)} THEN 'High' WHEN ${reached(`$medium_${side}`)} THEN 'Medium' ELSE 'Low' END AS band_${side}`
}

/** Compared backwards in time, the parts are those of the way forward with their signs turned. */
const compared = (isForward: boolean): Step => {
  const [before, after] = isForward ? ['before', 'after'] : ['after', 'before']
  const sides = `coalesce(c.score_${before}, 0) AS score_before, coalesce(c.score_${after}, 0) AS score_after, coalesce(c.active_${before}, false) AS active_before, coalesce(c.active_${after}, false) AS active_after`
  return {
    name: 'compared',
    reads: ['subjects_at', 'account_stages', 'changes'],
    sql: `
      SELECT *, score_after - score_before AS change, ${bandOf('before')}, ${bandOf('after')} FROM (
        SELECT s.subject_id, s.subject_key, s.kind, s.name, s.domain, s.record_id, CASE WHEN s.kind = 'account' THEN coalesce(a.stage, 'unmapped') END AS stage,
          ${sides}, ${changeParts.map((part) => `coalesce(${isForward ? '' : '-'}c.${part}, 0) AS ${part}`).join(', ')}
        FROM subjects_at s LEFT JOIN account_stages a USING (record_id) LEFT JOIN changes c USING (subject_id))`,
  }
}

const orders = { change: 'abs(change) DESC', gain: 'change DESC', loss: 'change ASC' } as const

async function readComparison({ area, serial: { connection } }: TryingArea, page: Page): Promise<Pick<ModelComparison, 'subjects' | 'changed' | 'parts' | 'moves' | 'found' | 'rows'>> {
  const { order, search, bandBefore, bandAfter, limit, offset } = page
  const table = `${area}.compared`
  const parts = (sql: (part: string) => string) => `{${changeParts.map((part) => `'${part}': ${sql(part)}`).join(', ')}}`
  const total = await one<Pick<ModelComparison, 'subjects' | 'changed' | 'parts'>>(
    connection,
    `SELECT count(*)::INTEGER AS subjects, (count(*) FILTER (abs(change) > 5e-10))::INTEGER AS changed, ${parts((part) => `coalesce(fsum(${part}), 0)`)} AS parts FROM ${table}`,
  )
  // Who stayed the same is counted, not listed.
  const where = `(abs(change) > 5e-10 OR band_before <> band_after) AND (contains(lower(name), lower($search)) OR contains(lower(coalesce(domain, '')), lower($search))) AND coalesce(band_before = $band_before, true) AND coalesce(band_after = $band_after, true)`
  const values = { search: search.trim(), band_before: bandBefore ?? null, band_after: bandAfter ?? null }
  const { found } = await one<{ found: number }>(connection, `SELECT count(*)::INTEGER AS found FROM ${table} WHERE ${where}`, values)
  return {
    ...total,
    moves: await rows(connection, `SELECT band_before AS "from", band_after AS "to", count(*)::INTEGER AS subjects, (count(*) FILTER (kind = 'account'))::INTEGER AS "inCrm" FROM ${table} GROUP BY ALL ORDER BY ALL`),
    found,
    rows: await rows(
      connection,
      `SELECT subject_key AS subject, name, kind, stage, score_before AS "scoreBefore", score_after AS "scoreAfter", band_before AS "bandBefore", band_after AS "bandAfter", change, ${parts((part) => part)} AS parts
       FROM ${table} WHERE ${where} ORDER BY ${orders[order]}, name, subject_key LIMIT ${limit} OFFSET ${offset}`,
      values,
    ),
  }
}
