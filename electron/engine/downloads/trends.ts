import type { DownloadTrend } from '../../../shared/contract-downloads.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { compile, type Step } from '../sql/steps.ts'

const steps: readonly Step[] = [
  {
    name: 'days',
    reads: ['dev.current_downloads'],
    sql: `SELECT registry, package, day, downloads FROM dev.current_downloads WHERE days = 1 AND day < $as_of::TIMESTAMP`,
  },
  {
    // A week with a day missing would look like a fall.
    name: 'weeks',
    reads: ['days'],
    sql: `SELECT registry, package, date_trunc('week', day) AS week, sum(downloads) AS downloads FROM days GROUP BY ALL HAVING count(*) = 7`,
  },
  {
    name: 'weekly',
    reads: ['weeks'],
    sql: `SELECT registry, package, list({'at': strftime(week, '%Y-%m-%d'), downloads: CAST(downloads AS DOUBLE)} ORDER BY week) AS points FROM weeks GROUP BY ALL HAVING count(*) >= 4`,
  },
  {
    name: 'daily',
    reads: ['days'],
    sql: `SELECT registry, package, min(day) AS from_day, max(day) AS to_day, count(*) AS days, CAST(sum(downloads) AS DOUBLE) AS total,
        list({'at': strftime(day, '%Y-%m-%d'), downloads: CAST(downloads AS DOUBLE)} ORDER BY day) AS points
      FROM days GROUP BY ALL`,
  },
  {
    name: 'trends',
    reads: ['daily', 'weekly'],
    sql: `SELECT d.registry, d.package, strftime(d.from_day, '%Y-%m-%d') AS "from", strftime(d.to_day, '%Y-%m-%d') AS "to", d.days, d.total,
        CASE WHEN w.points IS NULL THEN 'day' ELSE 'week' END AS unit, CAST(to_json(coalesce(w.points, d.points)) AS VARCHAR) AS points
      FROM daily d LEFT JOIN weekly w USING (registry, package) ORDER BY d.total DESC, d.registry, d.package`,
  },
]

/** Downloads of every package up to an instant: by complete weeks from Monday, or by day where fewer than four weeks are complete. The most downloaded first. */
export async function downloadTrends(connection: Connection, asOf: string): Promise<DownloadTrend[]> {
  const found = await rows<Omit<DownloadTrend, 'points'> & { points: string }>(connection, compile(['dev.current_downloads'], steps), { as_of: asOf })
  // Written by the query just above.
  return found.map((trend) => ({ ...trend, points: JSON.parse(trend.points) as DownloadTrend['points'] }))
}
