import type { ArchiveHours } from '../../../shared/contract-completeness.ts'
import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import { isHourFile } from './limit-facts.ts'

interface Row {
  from_hour: string | null
  to_hour: string | null
  present: number
  hours: number
  elsewhere: number
  runs: ArchiveHours['runs']
}

/** Hours are known exactly: each file of GH Archive is one. Null where no file is named by its hour. */
export async function readArchiveHours(connection: Connection, asOf: string): Promise<ArchiveHours | null> {
  const found = await one<Row>(
    connection,
    `WITH archive AS (SELECT file_name, period_from, period_to, ${isHourFile} AS is_hour FROM ops.imports WHERE format = 'gh-archive'),
     present AS (
       SELECT DISTINCT strptime(regexp_extract(file_name, '^\\d{4}-\\d{2}-\\d{2}'), '%Y-%m-%d') + to_hours(regexp_extract(file_name, '^\\d{4}-\\d{2}-\\d{2}-(\\d{1,2})', 1)::INTEGER) AS hour
       FROM archive WHERE is_hour),
     known AS (SELECT hour, lead(hour) OVER (ORDER BY hour) AS next_hour FROM present WHERE hour < $as_of::TIMESTAMP),
     runs AS (
       SELECT hour + INTERVAL 1 HOUR AS "from", next_hour - INTERVAL 1 HOUR AS "to", date_diff('hour', hour, next_hour) - 1 AS hours FROM known WHERE next_hour > hour + INTERVAL 1 HOUR),
     missing AS (SELECT unnest(range("from", "to" + INTERVAL 1 HOUR, INTERVAL 1 HOUR)) AS hour FROM runs)
     SELECT min(hour) AS from_hour, max(hour) AS to_hour, count(*) AS present, coalesce(date_diff('hour', min(hour), max(hour)) + 1, 0) AS hours,
       (SELECT count(*) FROM missing m WHERE EXISTS (SELECT 1 FROM archive a WHERE NOT a.is_hour AND m.hour >= date_trunc('hour', a.period_from) AND m.hour <= a.period_to)) AS elsewhere,
       coalesce((SELECT list(r ORDER BY r."from") FROM (FROM runs ORDER BY hours DESC, "from" LIMIT 20) r), []) AS runs
     FROM known`,
    { as_of: asOf },
  )
  if (found.from_hour === null || found.to_hour === null) return null
  const { present, hours, elsewhere, runs } = found
  return { from: found.from_hour, to: found.to_hour, hours, present, missing: hours - present, missingElsewhere: elsewhere, runs }
}
