import type { DuckDBValue } from '@duckdb/node-api'
import { familiesOf, type ScoreModel, type ScoreSource } from '../../../shared/score-model.ts'
import type { Connection } from '../db/connection.ts'
import { columns, rows } from '../db/query.ts'
import { compile, type Step } from '../sql/steps.ts'
import { type ScoreParameters, scoreValues } from './contribution-steps.ts'
import { familyBits, ones } from './family-bits.ts'
import type { InstantScore } from './instant-scores.ts'

/**
 * n(p,s) of section 3 of the method for every person and source of every account, after each event: between events it only decays, so that the score
 * at any instant is a matter of the last event of each. Accounts, courses (a person and a source of an account) and events stand one behind the other.
 */
export interface ActivityLevels {
  /** Record id to the place of the account. */
  places: ReadonlyMap<string, number>
  /** Where the courses of each account begin; one more entry ends the last. */
  courses: Int32Array
  /** Where the events of each course begin; one more entry ends the last. */
  events: Int32Array
  /** Of each course, by the order of the model. */
  source: Uint8Array
  /** Of each event, in microseconds since 1970. */
  at: Float64Array
  /** Of each event: n just after it. */
  level: Float64Array
}

const steps: readonly Step[] = [
  {
    name: 'source_parameters',
    reads: [],
    sql: `SELECT unnest(from_json($sources::JSON, '[{"source": "VARCHAR", "source_id": "UTINYINT"}]'), recursive := true)`,
  },
  {
    name: 'account_companies',
    reads: ['result.subjects', 'result.subject_companies'],
    sql: 'SELECT s.subject_id, c.company_id FROM result.subjects s JOIN result.subject_companies c USING (subject_id) WHERE s.record_id IS NOT NULL',
  },
  {
    name: 'account_events',
    reads: ['result.signals', 'account_companies', 'source_parameters'],
    sql: `
      SELECT a.subject_id, coalesce(s.person_id, -1 - s.company_id) AS person, p.source_id, epoch_us(s.occurred_at)::DOUBLE AS instant, s.quantity::DOUBLE AS quantity
      FROM result.signals s JOIN account_companies a USING (company_id) JOIN source_parameters p USING (source)
      WHERE s.confidence >= $least_confidence AND s.occurred_at <= $as_of::TIMESTAMP
      ORDER BY a.subject_id, person, p.source_id, instant, quantity`,
  },
]

const sql = compile(['result.subjects', 'result.subject_companies', 'result.signals'], steps)

/** Reads the events of all accounts up to the instant of the run; the companies of an account are those matched to it now. */
export async function readActivityLevels(connection: Connection, parameters: ScoreParameters): Promise<ActivityLevels> {
  const decays = Object.values(parameters.model.sources).map(decayOf)
  const subjects: number[] = []
  const [courses, events, source, at, level]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []]
  let last: Event | null = null
  for await (const block of columns(connection, sql, scoreValues(parameters))) {
    for (const event of eventsOf(block)) {
      const isSameAccount: boolean = last?.subject === event.subject
      if (!isSameAccount) {
        subjects.push(event.subject)
        courses.push(events.length)
      }
      if (last && isSameAccount && last.person === event.person && last.source === event.source) event.level += decayed(last.level, event.at - last.at, decays[event.source] ?? 0)
      else {
        events.push(at.length)
        source.push(event.source)
      }
      at.push(event.at)
      level.push(event.level)
      last = event
    }
  }
  courses.push(events.length)
  events.push(at.length)
  return {
    places: await readPlaces(connection, subjects),
    courses: Int32Array.from(courses), events: Int32Array.from(events), source: Uint8Array.from(source), at: Float64Array.from(at), level: Float64Array.from(level),
  }
}

interface Event {
  subject: number
  person: number
  source: number
  at: number
  level: number
}

function* eventsOf([subjects = [], people = [], sources = [], instants = [], quantities = []]: DuckDBValue[][]): Generator<Event> {
  for (const [row, subject] of subjects.entries()) {
    yield { subject: Number(subject), person: Number(people[row]), source: Number(sources[row]), at: Number(instants[row]), level: Number(quantities[row]) }
  }
}

async function readPlaces(connection: Connection, subjects: readonly number[]): Promise<ReadonlyMap<string, number>> {
  const records = await rows<{ id: number; record: string }>(connection, 'SELECT subject_id AS id, record_id AS record FROM result.subjects WHERE record_id IS NOT NULL')
  const recordOf = new Map(records.map(({ id, record }) => [id, record]))
  return new Map(subjects.map((subject, place) => [recordOf.get(subject) ?? '', place]))
}

const microsecondsPerDay = 86_400e6

/** How fast a source decays, per microsecond; Math.exp takes half the time of 2 ** x. */
const decayOf = ({ halfLifeDays }: ScoreSource): number => Math.LN2 / (halfLifeDays * microsecondsPerDay)

const decayed = (level: number, microseconds: number, decay: number): number => level * Math.exp(-decay * microseconds)

/** Section 3 of the method for an account at an instant (milliseconds since 1970); nothing later than the instant counts. */
export function scoreOf({ places, courses, events, source, at, level }: ActivityLevels, record: string, { instant, model }: { instant: number; model: Rates }): InstantScore {
  const account = places.get(record)
  if (account === undefined) return { score: 0, active: false }
  const now = instant * 1000
  const { weight, decay, familyLow, familyHigh } = model
  const familiesSince = now - model.familyDays * microsecondsPerDay
  const end = courses[account + 1] ?? 0
  let points = 0
  let low = 0
  let high = 0
  let lastAt = -Infinity
  for (let course = courses[account] ?? 0; course < end; course += 1) {
    const begin = events[course] ?? 0
    const last = lastBy(at, begin, events[course + 1] ?? 0, now)
    if (last < begin) continue
    const of = source[course] ?? 0
    const lastEvent = at[last] ?? 0
    points += (weight[of] ?? 0) * Math.log2(1 + decayed(level[last] ?? 0, now - lastEvent, decay[of] ?? 0))
    if (lastEvent > familiesSince) {
      low |= familyLow[of] ?? 0
      high |= familyHigh[of] ?? 0
    }
    if (lastEvent > lastAt) lastAt = lastEvent
  }
  return { score: points * (1 + model.familyBonus * (Math.max(ones(low) + ones(high), 1) - 1)), active: lastAt > now - model.activeDays * microsecondsPerDay }
}

/** A score model as `scoreOf` reads it; of each source in the order of the model, families as `FamilyBits`. */
export interface Rates {
  weight: Float64Array
  /** Per microsecond. */
  decay: Float64Array
  familyLow: Int32Array
  familyHigh: Int32Array
  familyDays: number
  familyBonus: number
  activeDays: number
}

export function ratesOf({ sources, family_days, family_bonus, active_days }: ScoreModel): Rates {
  const families = familiesOf(sources)
  const all = Object.values(sources)
  const bits = all.map(({ family }) => familyBits(families.indexOf(family)))
  return {
    weight: Float64Array.from(all, ({ weight }) => weight), decay: Float64Array.from(all, decayOf),
    familyLow: Int32Array.from(bits, ({ low }) => low), familyHigh: Int32Array.from(bits, ({ high }) => high),
    familyDays: family_days, familyBonus: family_bonus, activeDays: active_days,
  }
}

/** Place of the last of ascending instants, from `begin` up to `end`, that is not later than `now`; `begin` − 1 where all are. */
function lastBy(at: Float64Array, begin: number, end: number, now: number): number {
  let low = begin
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((at[middle] ?? Infinity) <= now) low = middle + 1
    else high = middle
  }
  return low - 1
}
