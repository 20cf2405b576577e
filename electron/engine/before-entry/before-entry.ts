import { type BeforeEntry, controlsPerCase, type EntrySet, leastCases, type StageEntries } from '../../../shared/contract-before-entry.ts'
import { type Counting, withCounted } from '../analyse/kept-rows.ts'
import { withKept } from '../analyse/kept.ts'
import { wilson } from '../analyse/statistics.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { concordance } from '../models/concordance.ts'
import { type ActivityLevels, momentsOf, readActivityLevels, scoreOf } from '../score/activity-levels.ts'
import type { InstantScore } from '../score/instant-scores.ts'
import type { Run } from '../score/run-store.ts'
import { openFrom } from '../score/stage-at.ts'
import { turnsOf } from '../turn.ts'
import type { Stage } from '../workspace/stages.ts'
import { readCourses } from './course-steps.ts'
import { entrySentence } from './entry-sentence.ts'
import { mantelHaenszel } from './mantel-haenszel.ts'
import { type MatchedEntry, matchedEntries } from './matched-sets.ts'
import { rankAt, type Timeline, timelineOf } from './timeline.ts'

const dayLength = 86_400_000

interface Asked {
  seed: string
  /** Whether the matched sets are wanted too. */
  sets: boolean
  segment?: Segment
  signal?: AbortSignal
}

/** Section 8 of the method for every stage but the first. The lifecycle of the run has been made. */
export const analyseBeforeEntry = (connection: Connection, run: Run, { seed, sets, segment = [], signal }: Asked): Promise<BeforeEntry> =>
  withCounted(connection, { run, segment }, async (counting) => ({
    asOf: run.asOf, policy: run.policy, seed, activeDays: run.model.active_days, leastCases, controlsPerCase, stages: await entriesOf(connection, run, { counting, seed, sets, signal }),
  }))

interface Counted {
  counting: Counting
  seed: string
  sets: boolean
  signal: AbortSignal | undefined
}

async function entriesOf(connection: Connection, run: Run, { counting: { stages, kept, rows: table, counted, chosen }, seed, sets, signal }: Counted): Promise<StageEntries[]> {
  const all = await kept.value('timelines', () => readTimelines(connection, run, stages))
  const places = await kept.value('places', () => readPlaces(connection, table))
  const accounts = chosen.isAll ? all : all.filter(({ record }) => counted[places.get(record) ?? -1] === 1)
  const surges = await kept.value(`first_surges ${await readLifecycleOf(connection, run)}`, () => readFirstSurges(connection, run))
  const found: StageEntries[] = []
  for (const [rank, { key: stage, label }] of stages.entries()) {
    const before = stages[rank - 1]
    if (!before) continue
    const entries = matchedEntries(accounts, { stage, rank, seed })
    const undated = accounts.filter((account) => rankAt(account, Date.parse(run.asOf)) >= rank && account.firstAt[rank] === Infinity)
    const measured = entries.length < leastCases ? [] : await withLevels(connection, run, stages, (levels) => measure(entries, { run, levels, surges, signal }))
    const figures = entries.length < leastCases ? null : figuresOf(measured)
    const counts = { stage, label, preceding: { stage: before.key, label: before.label }, cases: entries.length, undated: undated.length }
    found.push({ ...counts, sentence: entrySentence({ ...counts, figures }), figures: figures && sets ? { ...figures, sets: measured.map(setOf) } : figures })
  }
  return found
}

async function readTimelines(connection: Connection, { asOf }: Run, stages: readonly Stage[]): Promise<Timeline[]> {
  const order = { keys: stages.map(({ key }) => key), openFrom: openFrom(stages) }
  return (await readCourses(connection, { asOf, stages })).map((account) => timelineOf(order, account, Date.parse(asOf)))
}

/** Places of the accounts by record id. */
async function readPlaces(connection: Connection, table: string): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ record: string; place: number }>(connection, `SELECT record_id AS record, place FROM ${table} WHERE in_crm`)
  return new Map(found.map(({ record, place }) => [record, place]))
}

/** Levels take 24 bytes for each event of an account: those of the run used last are kept, and read where something is measured. */
const withLevels = <T>(connection: Connection, run: Run, stages: readonly Stage[], work: (levels: ActivityLevels) => Promise<T>): Promise<T> =>
  withKept(connection, { run, stages, place: { name: 'levels', spare: 1 } }, async (kept) => work(await kept.value('levels', () => readActivityLevels(connection, run))))

/** The parameters that the stored lifecycle of a run was made with. */
async function readLifecycleOf(connection: Connection, { runId }: Run): Promise<string> {
  const [found] = await rows<{ parameters: string }>(connection, 'SELECT parameters::VARCHAR AS parameters FROM result.lifecycle_runs WHERE run_id = $run_id', { run_id: runId })
  return found?.parameters ?? ''
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

interface Measures {
  run: Run
  levels: ActivityLevels
  /** First Surge by record id. */
  surges: ReadonlyMap<string, number>
  signal: AbortSignal | undefined
}

/** A case and its controls as of the day before entry; the controls in the order of the entry's. */
interface MeasuredEntry {
  entry: MatchedEntry
  leadDays: number | null
  scored: InstantScore
  controls: InstantScore[]
}

async function measure(entries: readonly MatchedEntry[], { run, levels, surges, signal }: Measures): Promise<MeasuredEntry[]> {
  const momentOf = momentsOf(run.model, levels)
  const measured: MeasuredEntry[] = []
  const turn = turnsOf(signal)
  for (const entry of entries) {
    if (turn.isOver()) await turn.next()
    const moment = momentOf(entry.enteredAt - dayLength)
    const surge = surges.get(entry.account.record)
    measured.push({
      entry, leadDays: surge === undefined ? null : (entry.enteredAt - surge) / dayLength,
      scored: scoreOf(levels, entry.account.record, moment), controls: entry.controls.map(({ record }) => scoreOf(levels, record, moment)),
    })
  }
  return measured
}

function setOf({ entry: { account, enteredAt, controls }, leadDays, scored, controls: scores }: MeasuredEntry): EntrySet {
  const named = ({ record, name }: Timeline, { score, active }: InstantScore) => ({ record, name, score, active })
  return {
    ...named(account, scored), enteredAt: new Date(enteredAt).toISOString(), leadDays,
    controls: controls.flatMap((control, place) => (scores[place] ? [named(control, scores[place])] : [])),
  }
}

function figuresOf(measured: readonly MeasuredEntry[]): NonNullable<StageEntries['figures']> {
  const cases = measured.map(({ scored }) => scored)
  const controls = measured.flatMap((entry) => entry.controls)
  const active = (list: readonly InstantScore[]) => list.reduce((count, one) => count + (one.active ? 1 : 0), 0)
  const share = (list: readonly InstantScore[]) => ({ ...wilson({ hits: active(list), total: list.length }), active: active(list), n: list.length })
  const leads = measured.flatMap(({ leadDays }) => (leadDays === null ? [] : [leadDays]))
  return {
    controls: controls.length,
    withoutControls: measured.filter((entry) => entry.controls.length === 0).length,
    active: { cases: share(cases), controls: share(controls) },
    oddsRatio: mantelHaenszel(measured.map(({ scored, controls: beside }) => ({
      exposedCases: scored.active ? 1 : 0, unexposedCases: scored.active ? 0 : 1, exposedControls: active(beside), unexposedControls: beside.length - active(beside),
    }))),
    auc: concordance(measured.map(({ scored, controls: beside }) => ({ of: scored.score, controls: beside.map(({ score }) => score) }))),
    leadTime: { medianDays: median(leads), before: leads.filter((days) => days >= 0).length, after: leads.filter((days) => days < 0).length, never: measured.length - leads.length },
  }
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
