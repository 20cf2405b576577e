import { type BeforeEntry, controlsPerCase, type EntrySet, leastCases, type StageEntries } from '../../../shared/contract-before-entry.ts'
import { type CountedSubjects, subjectsOf } from '../analyse/segment.ts'
import { wilson } from '../analyse/statistics.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { concordance } from '../models/concordance.ts'
import { type InstantScore, instantScores } from '../score/instant-scores.ts'
import type { Run } from '../score/run-store.ts'
import { openFrom } from '../score/stage-at.ts'
import { readStages } from '../workspace/stages.ts'
import { readCourses } from './course-steps.ts'
import { entrySentence } from './entry-sentence.ts'
import { mantelHaenszel } from './mantel-haenszel.ts'
import { type MatchedEntry, matchedEntries } from './matched-sets.ts'
import { type AccountCourse, firstEntry, stageAt } from './stage-course.ts'

const dayLength = 86_400_000

/** Section 8 of the method for every stage but the first. The lifecycle of the run has been made. */
export async function analyseBeforeEntry(connection: Connection, run: Run, { seed, sets, segment = [] }: { seed: string; sets: boolean; segment?: Segment }): Promise<BeforeEntry> {
  const stages = await readStages(connection)
  const order = { keys: stages.map(({ key }) => key), openFrom: openFrom(stages) }
  const until = Date.parse(run.asOf)
  const counted = await recordsOf(connection, subjectsOf(run, stages, segment))
  const accounts = (await readCourses(connection, { asOf: run.asOf, stages })).filter(({ record }) => counted?.has(record) ?? true)
  const surges = await readFirstSurges(connection, run)
  const found: StageEntries[] = []
  for (const [rank, { key: stage, label }] of stages.entries()) {
    const before = stages[rank - 1]
    if (!before) continue
    const entries = matchedEntries(accounts, { order, rank, until, seed })
    const undated = accounts.filter((account) => order.keys.indexOf(stageAt(order, account, until) ?? '') >= rank && firstEntry(account, (entered) => entered === stage, until) === null)
    const measured = entries.length < leastCases ? [] : await measure(connection, run, { entries, surges })
    const figures = entries.length < leastCases ? null : figuresOf(measured)
    const counted = { stage, label, preceding: { stage: before.key, label: before.label }, cases: entries.length, undated: undated.length }
    found.push({ ...counted, sentence: entrySentence({ ...counted, figures }), figures: figures && sets ? { ...figures, sets: measured } : figures })
  }
  return { asOf: run.asOf, policy: run.policy, seed, activeDays: run.model.active_days, leastCases, controlsPerCase, stages: found }
}

/** Record ids of the accounts counted; null where all are. */
async function recordsOf(connection: Connection, { isAll, sql, values }: CountedSubjects): Promise<ReadonlySet<string> | null> {
  if (isAll) return null
  const found = await rows<{ record: string }>(connection, `SELECT record_id AS record FROM (${sql}) WHERE in_crm`, values)
  return new Set(found.map(({ record }) => record))
}

/** When accounts first entered Surge, in milliseconds by record id. */
async function readFirstSurges(connection: Connection, { runId }: Run): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ record: string; at: string }>(
    connection,
    'SELECT s.record_id AS record, l.surge_at AS at FROM result.lifecycle l JOIN result.subjects s USING (subject_id) WHERE l.run_id = $run_id AND s.record_id IS NOT NULL AND l.surge_at IS NOT NULL AND NOT l.is_sparse',
    { run_id: runId },
  )
  return new Map(found.map(({ record, at }) => [record, Date.parse(at)]))
}

/** Cases and controls as of the day before entry. */
async function measure(connection: Connection, { policy, model }: Run, { entries, surges }: { entries: readonly MatchedEntry[]; surges: ReadonlyMap<string, number> }): Promise<EntrySet[]> {
  const moments = entries.flatMap(({ account, enteredAt, controls }) => {
    const at = new Date(enteredAt - dayLength).toISOString()
    return [account, ...controls].map(({ record }) => ({ record, at }))
  })
  const scores = await instantScores(connection, moments, { policy, model })
  let next = 0
  const take = (): InstantScore => scores[next++] ?? { score: 0, active: false }
  const scored = (account: AccountCourse) => ({ record: account.record, name: account.name, ...take() })
  return entries.map(({ account, enteredAt, controls }) => {
    const surge = surges.get(account.record)
    return {
      ...scored(account), enteredAt: new Date(enteredAt).toISOString(), leadDays: surge === undefined ? null : (enteredAt - surge) / dayLength, controls: controls.map(scored),
    }
  })
}

function figuresOf(sets: readonly EntrySet[]): NonNullable<StageEntries['figures']> {
  const controls = sets.flatMap((set) => set.controls)
  const active = (list: readonly { active: boolean }[]) => list.filter((one) => one.active).length
  const share = (list: readonly { active: boolean }[]) => ({ ...wilson({ hits: active(list), total: list.length }), active: active(list), n: list.length })
  const leads = sets.flatMap(({ leadDays }) => (leadDays === null ? [] : [leadDays]))
  return {
    controls: controls.length,
    withoutControls: sets.filter((set) => set.controls.length === 0).length,
    active: { cases: share(sets), controls: share(controls) },
    oddsRatio: mantelHaenszel(sets.map((set) => ({
      exposedCases: active([set]), unexposedCases: 1 - active([set]), exposedControls: active(set.controls), unexposedControls: set.controls.length - active(set.controls),
    }))),
    auc: concordance(sets.map((set) => ({ of: set.score, controls: set.controls.map(({ score }) => score) }))),
    leadTime: { medianDays: median(leads), before: leads.filter((days) => days >= 0).length, after: leads.filter((days) => days < 0).length, never: sets.length - leads.length },
  }
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
