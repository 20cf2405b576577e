import type { Analysis, Band, Estimate } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { columnsOf, rows } from '../db/query.ts'
import { itemLabels, ofNearest } from '../quality/labels.ts'
import { isNearest, nearestGroup } from '../quality/populations.ts'
import { seededRandom } from '../random.ts'
import type { Run } from '../score/run-store.ts'
import { betaNumber } from './beta.ts'
import { binomialNumber } from './binomial.ts'
import type { Counting } from './kept-rows.ts'
import type { Kept } from './kept.ts'
import { spread } from './spread.ts'
import { undefinedEstimate } from './statistics.ts'
import { bands, noStage } from './subjects.ts'

type Hidden = Omit<Analysis['hidden'], 'corrected'>
type Corrected = NonNullable<Analysis['hidden']['corrected']>

/** How many hidden companies of a band have a nearest account of a group that no person has decided. */
export interface Nearest {
  band: Band
  group: string
  companies: number
}

export interface MissedLabels {
  group: string
  missed: number
  not: number
}

const draws = 2000
const seed = 'hidden/1'
/** In the order in which their companies are drawn. */
const hiddenBands: readonly Band[] = ['High', 'Low', 'Medium']

// Accounts that did not exist yet were not missed then.
const undecidedSql = `
  SELECT 'company:' || m.company_key AS subject_key, ${nearestGroup} AS "group"
  FROM evidence.match_candidates m JOIN crm.current_accounts a ON a.record_id = m.record_id AND (a.created_at IS NULL OR a.created_at <= $as_of::TIMESTAMP)
  WHERE ${isNearest} AND NOT EXISTS (SELECT 1 FROM evidence.active_decisions d WHERE d.kind = 'match' AND d.subject = m.company_key)`

const labelsSql = `
  SELECT evidence_group AS "group", count(*) FILTER (is_correct) AS missed, count(*) FILTER (NOT is_correct) AS "not"
  FROM (${itemLabels}) WHERE kind = 'match' AND ${ofNearest('evidence_group')} AND is_correct IS NOT NULL GROUP BY ALL ORDER BY ALL`

/**
 * The hidden funnel without the companies whose account was missed (method, section 6, last point); null while no nearest account of the blind sample has
 * been judged.
 */
export async function hiddenCorrected(connection: Connection, counting: Counting & { run: Run }, hidden: Hidden): Promise<Corrected | null> {
  const labels = await counting.kept.value('missed_labels', () => rows<MissedLabels>(connection, labelsSql))
  if (labels.length === 0) return null
  return withoutMissed(hidden, await undecidedNearest(connection, counting), labels)
}

/** The hidden companies whose nearest account nobody has decided, counted by band and group. */
export async function undecidedNearest(connection: Connection, { kept, rows: table, subjects, counted, run }: Counting & { run: Run }): Promise<Nearest[]> {
  const { places, group, groups } = await kept.value('undecided_places', async () => readUndecided(connection, table, await undecidedTable(kept, run)))
  const found = new Uint32Array(bands.length * groups.length)
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] ?? 0
    if (counted[place] !== 1 || subjects.stage[place] !== noStage) continue
    const cell = (subjects.band[place] ?? 0) * groups.length + (group[index] ?? 0)
    found[cell] = (found[cell] ?? 0) + 1
  }
  return hiddenBands.flatMap((band) => groups.map((name, of) => ({ band, group: name, companies: found[bands.indexOf(band) * groups.length + of] ?? 0 }))).filter(({ companies }) => companies > 0)
}

interface Undecided {
  /** Places of the companies, and of each the place of its group. */
  places: Int32Array
  group: Uint8Array
  groups: string[]
}

async function readUndecided(connection: Connection, table: string, undecided: string): Promise<Undecided> {
  const [places = [], names = []] = await columnsOf(connection, `SELECT place, "group" FROM ${table} JOIN ${undecided} USING (subject_key) ORDER BY place`)
  const groups = [...new Set(names.map(String))].sort()
  return { places: Int32Array.from(places, Number), group: Uint8Array.from(names, (name) => groups.indexOf(String(name))), groups }
}

/** The companies whose nearest account no person has decided: subject_key, group. */
export const undecidedTable = (kept: Kept, { asOf }: Run): Promise<string> => kept.table('undecided_nearest', () => ({ sql: undecidedSql, values: { as_of: asOf } }))

/**
 * The share of missed ones of each group is Beta(1 + missed, 1 + not), every undecided company of the group missed by that chance. Values take the expected
 * number, intervals 2.5–97.5 % of the draws; the companies of the CRM stay as they are.
 */
export function withoutMissed(hidden: Hidden, nearest: readonly Nearest[], labels: readonly MissedLabels[]): Corrected {
  const random = seededRandom(seed)
  const groups = [...new Set(nearest.map(({ group }) => group))].sort()
  const said = groups.map((group) => labels.find((label) => label.group === group) ?? { group, missed: 0, not: 0 })
  const expected = Object.fromEntries(hiddenBands.map((band) => [band, 0])) as Record<Band, number> // every band has its key
  const cells = nearest.map(({ band, group, companies }) => ({ band, companies, of: groups.indexOf(group) }))
  for (const { band, companies, of } of cells) {
    const { missed, not } = said[of] ?? { missed: 0, not: 0 }
    expected[band] += (companies * (1 + missed)) / (2 + missed + not)
  }
  const drawn = Object.fromEntries(bands.map((band) => [band, new Float64Array(draws)])) as Record<Band, Float64Array> // every band has its key
  for (let place = 0; place < draws; place += 1) {
    const rates = said.map(({ missed, not }) => betaNumber(random, 1 + missed, 1 + not))
    for (const { band, companies, of } of cells) drawn[band][place] = (drawn[band][place] ?? 0) + binomialNumber(random, companies, rates[of] ?? 0)
  }
  const over = (some: readonly Band[], sides: { hidden: number; inCrm: number }) => {
    const missed = figure(some.reduce((sum, band) => sum + expected[band], 0), drawn.High.map((_, place) => some.reduce((sum, band) => sum + (drawn[band][place] ?? 0), 0)))
    return { missed, hidden: changed(missed, (gone) => sides.hidden - gone), share: changed(missed, (gone) => ratio(sides.hidden - gone, sides.hidden - gone + sides.inCrm)) }
  }
  const strong = { hidden: hidden.byBand.High.hidden + hidden.byBand.Medium.hidden, inCrm: hidden.byBand.High.inCrm + hidden.byBand.Medium.inCrm }
  const all = over(hiddenBands, hidden)
  return {
    draws, seed,
    labels: labels.reduce((sum, { missed, not }) => sum + missed + not, 0),
    candidates: nearest.reduce((sum, { companies }) => sum + companies, 0),
    ...all,
    explained: changed(all.missed, (gone) => ratio(gone, hidden.hidden)),
    byBand: { High: over(['High'], hidden.byBand.High), Medium: over(['Medium'], hidden.byBand.Medium), Low: over(['Low'], hidden.byBand.Low) },
    multiple: changed(over(['High', 'Medium'], strong).missed, (gone) => ratio(strong.hidden - gone, strong.inCrm)),
  }
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

const figure = (value: number, values: ArrayLike<number>): Estimate => ({ ...spread(values), value })

/** A figure that follows from how many were missed, whichever way it moves. */
function changed({ value, low, high }: Estimate, of: (missed: number) => number | null): Estimate {
  const [middle, few, many] = [of(value ?? 0), of(low ?? 0), of(high ?? 0)]
  return middle === null || few === null || many === null ? undefinedEstimate : { value: middle, low: Math.min(few, many), high: Math.max(few, many) }
}
