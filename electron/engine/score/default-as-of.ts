import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import { readSetting } from '../db/settings.ts'

const hour = 3_600_000

/** A bare date means its first instant; the result is an ISO instant with milliseconds. */
export const instantOf = (asOf: string): string => new Date(asOf).toISOString()

/**
 * The as-of instant of a call that names none: the setting `as_of`, else the midnight (UTC) after the latest event's day, never later than now.
 * Where that cap applies, now is taken to the whole hour unless an event is younger, so that repeated calls name the same instant.
 */
export async function defaultAsOf(connection: Connection): Promise<string> {
  const chosen = await readSetting<string>(connection, 'as_of')
  if (chosen !== undefined) return instantOf(chosen)
  const now = new Date()
  const { midnight, past } = await one<{ midnight: string | null; past: string | null }>(
    connection,
    `WITH instants AS (
       SELECT max(occurred_at) AS latest, max(occurred_at) FILTER (WHERE occurred_at <= $now::TIMESTAMP) AS past FROM dev.events
       UNION ALL
       SELECT collected_at, CASE WHEN collected_at <= $now::TIMESTAMP THEN collected_at END FROM ops.imports
       WHERE import_id IN (SELECT import_id FROM dev.events WHERE occurred_at IS NULL))
     SELECT date_trunc('day', max(latest)) + INTERVAL 1 DAY AS midnight, max(past) AS past FROM instants`,
    { now: now.toISOString() },
  )
  if (midnight !== null && midnight <= now.toISOString()) return midnight
  const wholeHour = new Date(Math.floor(now.getTime() / hour) * hour).toISOString()
  return past !== null && past > wholeHour ? past : wholeHour
}
