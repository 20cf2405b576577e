import type { SourceCapture } from '../../../shared/contract-completeness.ts'
import type { ReportLanguage } from '../../../shared/contract-report.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { downloadLimit } from './limit-facts.ts'

interface Row {
  package: string
  role: NonNullable<SourceCapture['target']>['role']
  first_day: string
  last_day: string
  span: number
  days: number
  imports: number
  gaps: SourceCapture['gaps']
}

/** Download series have a total for every day, so missing days are known exactly. */
export async function readDownloads(connection: Connection, asOf: string, language: ReportLanguage): Promise<SourceCapture[]> {
  const found = await rows<Row>(
    connection,
    `WITH known AS (
       SELECT registry, lower(package) AS package, CAST(day AS DATE) AS day, lead(CAST(day AS DATE)) OVER (PARTITION BY registry, lower(package) ORDER BY day) AS next_day
       FROM (SELECT DISTINCT registry, package, day FROM dev.downloads WHERE day + INTERVAL 1 DAY <= $as_of::TIMESTAMP)),
     files AS (SELECT registry, lower(package) AS package, count(DISTINCT import_id) AS imports FROM dev.downloads WHERE day + INTERVAL 1 DAY <= $as_of::TIMESTAMP GROUP BY ALL)
     SELECT k.registry || ': ' || k.package AS package, coalesce(any_value(t.role), 'unmarked') AS role, min(k.day)::TIMESTAMP AS first_day, max(k.day)::TIMESTAMP AS last_day,
       (max(k.day) - min(k.day) + 1)::INTEGER AS span, count(DISTINCT k.day) AS days, any_value(f.imports) AS imports,
       coalesce(list({'from': strftime(k.day + 1, '%Y-%m-%d'), 'to': strftime(k.next_day - 1, '%Y-%m-%d'), 'days': (k.next_day - k.day - 1)::INTEGER, 'probability': NULL::DOUBLE} ORDER BY k.day)
         FILTER (k.next_day > k.day + 1), []) AS gaps
     FROM known k JOIN files f USING (registry, package) LEFT JOIN dev.targets t ON t.kind = 'package' AND t.name = k.package
     GROUP BY k.registry, k.package ORDER BY k.registry, k.package`,
    { as_of: asOf },
  )
  return found.map((row) => ({
    source: 'package_downloads', scored: false, excluded: false, level: 'target', target: { kind: 'package', name: row.package, role: row.role },
    events: row.days, undated: 0, undatedShare: 0, from: row.first_day, to: row.last_day, days: row.span, activeDays: row.days, imports: row.imports,
    gaps: row.gaps, limits: [downloadLimit(language)],
  }))
}
