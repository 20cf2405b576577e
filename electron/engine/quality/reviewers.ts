import { leastLabels, type Quality } from '../../../shared/contract-quality.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { kappa, type Table } from './agreement.ts'
import { blindLabels } from './labels.ts'

type Counts = Table & Pick<Quality['agreement'][number], 'kind' | 'items' | 'unsure'>

/** How far the first two reviewers of an item agree, by kind of item. */
export async function reviewerAgreement(connection: Connection): Promise<Quality['agreement']> {
  const counted = await rows<Counts>(
    connection,
    `WITH judged AS (SELECT kind, subject, object, list(is_correct ORDER BY decision_id) AS said FROM (${blindLabels}) GROUP BY ALL HAVING count(*) > 1)
     SELECT kind, count(*) FILTER (said[1] IS NOT NULL AND said[2] IS NOT NULL) AS items, count(*) FILTER (said[1] IS NULL OR said[2] IS NULL) AS unsure,
       count(*) FILTER (said[1] AND said[2]) AS both, count(*) FILTER (said[1] AND NOT said[2]) AS first,
       count(*) FILTER (NOT said[1] AND said[2]) AS second, count(*) FILTER (NOT said[1] AND NOT said[2]) AS neither
     FROM judged GROUP BY kind ORDER BY kind`,
  )
  return counted.map(({ kind, items, unsure, ...table }) => {
    const enough = items >= leastLabels
    return { kind, items, unsure, kappa: enough ? kappa(table) : null, enough }
  })
}
