import { type BeforeEntry, controlsPerCase, type EntrySet, leastCases, type StageEntries } from '../../../shared/contract-before-entry.ts'
import { type Counting, withCounted } from '../analyse/kept-rows.ts'
import { type Kept, withKept } from '../analyse/kept.ts'
import { wilson } from '../analyse/statistics.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { steadyRows } from '../db/steady.ts'
import { concordance } from '../models/concordance.ts'
import { type ActivityLevels, readActivityLevels } from '../score/activity-levels.ts'
import type { InstantScore } from '../score/instant-scores.ts'
import type { Run } from '../score/run-store.ts'
import { openFrom } from '../score/stage-at.ts'
import type { Stage } from '../workspace/stages.ts'
import { readCourses } from './course-steps.ts'
import { entrySentence } from './entry-sentence.ts'
import { mantelHaenszel, type Stratum } from './mantel-haenszel.ts'
import { entriesInto } from './matched-sets.ts'
import { complete, dayLength, drawAhead, type MatchedSet, type ScoredSets, type Scoring, type SetAhead, setsAmong } from './scored-sets.ts'
import { rankAt, type Timeline, timelineOf } from './timeline.ts'

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

async function entriesOf(connection: Connection, run: Run, { counting, seed, sets, signal }: Counted): Promise<StageEntries[]> {
  const { stages, kept, within } = counting
  const accounts = await kept.value('timelines', () => readTimelines(connection, run, stages))
  const isCounted = await accountsAmong(connection, accounts, counting)
  const surges = await kept.value(`first_surges ${await readLifecycleOf(connection, run)}`, () => readFirstSurges(connection, run, accounts))
  const scoring = <T>(work: (scoring: Scoring) => Promise<T>) => withLevels(connection, run, stages, (levels) => work({ run, accounts, levels }))
  const drawn = await ofSeed<ScoredSets>(kept, 'sets', seed)
  const completed = await ofSeed<SetAhead[]>(within, 'sets', seed)
  const found: StageEntries[] = []
  for (const [rank, { key: stage, label }] of stages.entries()) {
    const before = stages[rank - 1]
    if (!before) continue
    const { entries, undated } = await kept.value(`entries ${stage}`, () => Promise.resolve({ entries: entriesInto(accounts, rank), undated: undatedIn(accounts, rank, run) }))
    const cases = entries.cases.filter(({ place }) => isCounted[place] === 1).length
    const counts = { stage, label, preceding: { stage: before.key, label: before.label }, cases, undated: undated.filter((place) => isCounted[place] === 1).length }
    if (cases < leastCases) {
      found.push({ ...counts, sentence: entrySentence({ ...counts, figures: null }), figures: null })
      continue
    }
    const ahead = drawn.get(stage) ?? (await scoring((given) => drawAhead(entries, { stage, seed, signal }, given)))
    drawn.set(stage, ahead)
    const matched = completed.get(stage) ?? setsAmong(ahead, isCounted)
    const short = completed.has(stage) ? [] : matched.filter(({ isShort }) => isShort)
    if (short.length > 0) await scoring((given) => complete(short, { entries, stage, seed, isCounted, signal }, given))
    completed.set(stage, matched)
    const leadOf = ({ of }: MatchedSet): number | null => {
      const surge = surges[of.place] ?? NaN
      return Number.isNaN(surge) ? null : (of.enteredAt - surge) / dayLength
    }
    const figures = figuresOf(matched, matched.flatMap((set) => leadOf(set) ?? []))
    found.push({ ...counts, sentence: entrySentence({ ...counts, figures }), figures: sets ? { ...figures, sets: matched.map((set) => setOf(accounts, set, leadOf(set))) } : figures })
  }
  return found
}

/** What is kept of the seed asked for last, by stage: scripts may try many. */
async function ofSeed<T>(kept: Kept, name: string, seed: string): Promise<Map<string, T>> {
  const last = await kept.value(name, () => Promise.resolve({ seed, byStage: new Map<string, T>() }))
  if (last.seed !== seed) Object.assign(last, { seed, byStage: new Map<string, T>() })
  return last.byStage
}

/** By the place of an account among the timelines, 1 where the segment counts it. */
async function accountsAmong(connection: Connection, accounts: readonly Timeline[], { kept, rows: table, counted, chosen }: Counting): Promise<Uint8Array> {
  // Read when a run is first seen, so that the first change of the filter waits no longer than the others.
  const places = await kept.value('places', () => readPlaces(connection, table, accounts))
  return chosen.isAll ? new Uint8Array(accounts.length).fill(1) : Uint8Array.from(places, (place) => counted[place] ?? 0)
}

/** Places of the accounts that have the stage of a rank, or a later one, and were dated into neither by the instant of the run. */
const undatedIn = (accounts: readonly Timeline[], rank: number, { asOf }: Run): number[] => {
  const until = Date.parse(asOf)
  return [...accounts.keys()].filter((place) => {
    const account = accounts[place]
    return account !== undefined && account.firstAt[rank] === Infinity && rankAt(account, until) >= rank
  })
}

async function readTimelines(connection: Connection, { asOf }: Run, stages: readonly Stage[]): Promise<Timeline[]> {
  const order = { keys: stages.map(({ key }) => key), openFrom: openFrom(stages) }
  return (await readCourses(connection, { asOf, stages })).map((account) => timelineOf(order, account, Date.parse(asOf)))
}

/** Of each account, its place among the subjects of the run; −1 where it is none of them. */
async function readPlaces(connection: Connection, table: string, accounts: readonly Timeline[]): Promise<Int32Array> {
  const found = await rows<{ record: string; place: number }>(connection, `SELECT record_id AS record, place FROM ${table} WHERE in_crm`)
  const placeOf = new Map(found.map(({ record, place }) => [record, place]))
  return Int32Array.from(accounts, ({ record }) => placeOf.get(record) ?? -1)
}

/** Levels take 24 bytes for each event of an account: those of the run used last are kept, and read where something is measured. */
const withLevels = <T>(connection: Connection, run: Run, stages: readonly Stage[], work: (levels: ActivityLevels) => Promise<T>): Promise<T> =>
  withKept(connection, { run, stages, place: { name: 'levels', spare: 1 } }, async (kept) => work(await kept.value('levels', () => readActivityLevels(connection, run))))

/** The parameters that the stored lifecycle of a run was made with. */
async function readLifecycleOf(connection: Connection, { runId }: Run): Promise<string> {
  const [found] = await steadyRows<{ parameters: string }>(connection, 'SELECT parameters::VARCHAR AS parameters FROM result.lifecycle_runs WHERE run_id = $run_id', { run_id: runId })
  return found?.parameters ?? ''
}

/** Of each account, when it first entered Surge, in milliseconds; NaN where it never did. */
async function readFirstSurges(connection: Connection, { runId }: Run, accounts: readonly Timeline[]): Promise<Float64Array> {
  const found = await rows<{ record: string; at: string }>(
    connection,
    'SELECT s.record_id AS record, l.surge_at AS at FROM result.lifecycle l JOIN result.subjects s USING (subject_id) WHERE l.run_id = $run_id AND s.record_id IS NOT NULL AND l.surge_at IS NOT NULL AND NOT l.is_sparse',
    { run_id: runId },
  )
  const surgeOf = new Map(found.map(({ record, at }) => [record, Date.parse(at)]))
  return Float64Array.from(accounts, ({ record }) => surgeOf.get(record) ?? NaN)
}

function setOf(accounts: readonly Timeline[], { of, scored, controls }: MatchedSet, leadDays: number | null): EntrySet {
  const named = (place: number, { score, active }: InstantScore) => ({ record: accounts[place]?.record ?? '', name: accounts[place]?.name ?? '', score, active })
  return { ...named(of.place, scored), enteredAt: new Date(of.enteredAt).toISOString(), leadDays, controls: controls.map((control) => named(control.place, control)) }
}

/** `leads`: days from the first Surge to the entry, of the cases that had one. */
function figuresOf(matched: readonly MatchedSet[], leads: readonly number[]): NonNullable<StageEntries['figures']> {
  const strata = matched.map((set) => stratumOf(set))
  const [exposedCases, exposedControls, controls] = [sumOf(strata, (of) => of.exposedCases), sumOf(strata, (of) => of.exposedControls), sumOf(matched, (set) => set.controls.length)]
  const share = (active: number, n: number) => ({ ...wilson({ hits: active, total: n }), active, n })
  return {
    controls,
    withoutControls: matched.filter((set) => set.controls.length === 0).length,
    active: { cases: share(exposedCases, matched.length), controls: share(exposedControls, controls) },
    oddsRatio: mantelHaenszel(strata),
    auc: concordance(matched.map((set) => ({ of: set.scored.score, controls: set.controls.map(({ score }) => score) }))),
    leadTime: { medianDays: median(leads), before: leads.filter((days) => days >= 0).length, after: leads.filter((days) => days < 0).length, never: matched.length - leads.length },
  }
}

function stratumOf({ scored, controls }: MatchedSet): Stratum {
  const exposed = sumOf(controls, (control) => (control.active ? 1 : 0))
  return { exposedCases: scored.active ? 1 : 0, unexposedCases: scored.active ? 0 : 1, exposedControls: exposed, unexposedControls: controls.length - exposed }
}

function sumOf<T>(list: readonly T[], of: (one: T) => number): number {
  let sum = 0
  for (const one of list) sum += of(one)
  return sum
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
