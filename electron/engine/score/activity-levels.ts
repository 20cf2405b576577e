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
  /** The instant of the run, in microseconds. */
  until: number
  /** Of each event: what is left of `level` at `until`. */
  left: Float64Array
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
  const until = Date.parse(parameters.asOf) * 1000
  const left = new Float64Array(at.length)
  for (const [course, of] of source.entries()) {
    for (let event = events[course] ?? 0; event < (events[course + 1] ?? 0); event += 1) left[event] = decayed(level[event] ?? 0, until - (at[event] ?? 0), decays[of] ?? 0)
  }
  return {
    places: await readPlaces(connection, subjects),
    courses: Int32Array.from(courses), events: Int32Array.from(events), source: Uint8Array.from(source), at: Float64Array.from(at), level: Float64Array.from(level), until, left,
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

/** A score model and an instant as `scoreOf` reads them; of each source in the order of the model, families as `FamilyBits`. */
export interface Moment {
  /** In microseconds since 1970. */
  now: number
  /** Per microsecond. */
  decay: Float64Array
  /** By how much more of a level there was then than at the end of the run; 0 where that is no number of use. */
  growth: Float64Array
  /** Place in `weights`. */
  weight: Uint8Array
  /** The different weights, and of each the product of 1 + n so far: Σ log₂(1 + n) is the logarithm of the product. */
  weights: Float64Array
  products: Float64Array
  familyLow: Int32Array
  familyHigh: Int32Array
  familiesSince: number
  familyBonus: number
  activeSince: number
}

/** Beyond e to this, `left` × `growth` would lose digits or overflow. */
const greatestExponent = 600

/** Two of these are still far from the greatest double. */
const greatestFactor = 1e150

/** The model at any instant (milliseconds since 1970) up to the end of the run; what it gives is used up by the next call. */
export function momentsOf({ sources, family_days, family_bonus, active_days }: ScoreModel, { until }: Pick<ActivityLevels, 'until'>): (instant: number) => Moment {
  const families = familiesOf(sources)
  const all = Object.values(sources)
  const bits = all.map(({ family }) => familyBits(families.indexOf(family)))
  const weights = [...new Set(all.map(({ weight }) => weight))]
  const decay = Float64Array.from(all, decayOf)
  const moment: Moment = {
    now: 0, decay, growth: new Float64Array(all.length), weight: Uint8Array.from(all, ({ weight }) => weights.indexOf(weight)),
    weights: Float64Array.from(weights), products: new Float64Array(weights.length).fill(1),
    familyLow: Int32Array.from(bits, ({ low }) => low), familyHigh: Int32Array.from(bits, ({ high }) => high), familiesSince: 0, familyBonus: family_bonus, activeSince: 0,
  }
  return (instant) => {
    moment.now = instant * 1000
    moment.familiesSince = moment.now - family_days * microsecondsPerDay
    moment.activeSince = moment.now - active_days * microsecondsPerDay
    for (let source = 0; source < decay.length; source += 1) {
      const exponent = (decay[source] ?? 0) * (until - moment.now)
      moment.growth[source] = exponent < greatestExponent ? Math.exp(exponent) : 0
    }
    return moment
  }
}

/** Section 3 of the method for an account at a moment; nothing later than it counts. */
export function scoreOf({ places, courses, events, source, at, level, left }: ActivityLevels, record: string, moment: Moment): InstantScore {
  const account = places.get(record)
  if (account === undefined) return { score: 0, active: false }
  const { now, decay, growth, weight, weights, products, familyLow, familyHigh, familiesSince } = moment
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
    const grown = growth[of] ?? 0
    const n = grown > 0 ? (left[last] ?? 0) * grown : decayed(level[last] ?? 0, now - lastEvent, decay[of] ?? 0)
    const group = weight[of] ?? 0
    const product = products[group] ?? 1
    if (product < greatestFactor && n < greatestFactor) products[group] = product * (1 + n)
    else {
      points += (weights[group] ?? 0) * (Math.log2(product) + Math.log2(1 + n))
      products[group] = 1
    }
    if (lastEvent > familiesSince) {
      low |= familyLow[of] ?? 0
      high |= familyHigh[of] ?? 0
    }
    if (lastEvent > lastAt) lastAt = lastEvent
  }
  for (let group = 0; group < weights.length; group += 1) {
    points += (weights[group] ?? 0) * Math.log2(products[group] ?? 1)
    products[group] = 1
  }
  return { score: points * (1 + moment.familyBonus * (Math.max(ones(low) + ones(high), 1) - 1)), active: lastAt > moment.activeSince }
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
