import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import { readStanding, type Standing } from '../db/settings.ts'

const hour = 3_600_000

/** A bare date means its first instant; the result is an ISO instant with milliseconds. */
export const instantOf = (asOf: string): string => new Date(asOf).toISOString()

/**
 * The as-of instant of a call that names none: the setting `as_of`, else the midnight (UTC) after the latest event's day, never later than now.
 * Where that cap applies, now is taken to the whole hour unless an event is younger, so that repeated calls name the same instant.
 */
export async function defaultAsOf(connection: Connection, standing?: Standing): Promise<string> {
  const { asOf: chosen, dataVersion } = standing ?? (await readStanding(connection))
  if (chosen !== undefined) return instantOf(chosen)
  const now = new Date()
  const midnight = await midnightAfterLatest(connection, dataVersion)
  if (midnight !== null && midnight <= now.toISOString()) return midnight
  const { past } = await one<{ past: string | null }>(connection, `SELECT max(instant) AS past FROM (${instants}) WHERE instant <= $now::TIMESTAMP`, { now: now.toISOString() })
  const wholeHour = new Date(Math.floor(now.getTime() / hour) * hour).toISOString()
  return past !== null && past > wholeHour ? past : wholeHour
}

const instants = `
  SELECT occurred_at AS instant FROM dev.events
  UNION ALL
  SELECT collected_at FROM ops.imports WHERE import_id IN (SELECT import_id FROM dev.events WHERE occurred_at IS NULL)`

const latestOf = new WeakMap<Connection, { version: number; midnight: string | null }>()

/** Looked up once per version of the data: it reads every event. */
async function midnightAfterLatest(connection: Connection, version: number): Promise<string | null> {
  const known = latestOf.get(connection)
  if (known?.version === version) return known.midnight
  const { midnight } = await one<{ midnight: string | null }>(connection, `SELECT date_trunc('day', max(instant)) + INTERVAL 1 DAY AS midnight FROM (${instants})`)
  latestOf.set(connection, { version, midnight })
  return midnight
}
