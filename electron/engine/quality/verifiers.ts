import { leastLabels, type Quality } from '../../../shared/contract-quality.ts'
import { undefinedEstimate, wilson, type Count } from '../analyse/statistics.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { kappa, type Table } from './agreement.ts'
import { itemLabels } from './labels.ts'

interface VerifierCounts extends Table {
  verifier: string
  version: string
  unsure: number
  unsureLabels: number
  cost: number
  called: number
}

/**
 * Each verifier’s newest verdicts on the judged claims: `both` is called correct and is, `first` is called correct and is not. Costs are those of its
 * verdicts and of what providers were paid for answers.
 */
export async function verifiers(connection: Connection): Promise<Quality['verifiers']> {
  const counted = await rows<VerifierCounts>(
    connection,
    `WITH verdicts AS (SELECT * FROM evidence.verdicts QUALIFY row_number() OVER (PARTITION BY claim_key, verifier, version ORDER BY judged_at DESC) = 1),
     judged AS (SELECT v.verifier, v.version, v.verdict, l.is_correct FROM (${itemLabels}) l JOIN verdicts v ON v.claim_key = l.subject WHERE l.kind = 'claim'),
     totals AS (SELECT verifier, version, coalesce(sum(cost), 0)::DOUBLE AS cost, count(*) FILTER (verdict = 'correct') AS called FROM verdicts GROUP BY ALL),
     answers AS (SELECT coalesce(sum(a.cost), 0)::DOUBLE AS cost FROM ops.answers a JOIN ops.jobs j USING (job_id) WHERE j.kind = 'enrich')
     SELECT j.verifier, j.version, count(*) FILTER (verdict = 'correct' AND is_correct) AS both, count(*) FILTER (verdict = 'correct' AND NOT is_correct) AS first,
       count(*) FILTER (verdict <> 'correct' AND is_correct) AS second, count(*) FILTER (verdict <> 'correct' AND NOT is_correct) AS neither,
       count(*) FILTER (verdict = 'unsure' AND is_correct IS NOT NULL) AS unsure, count(*) FILTER (is_correct IS NULL) AS "unsureLabels",
       any_value(t.cost) + (SELECT cost FROM answers) AS cost, any_value(t.called) AS called
     FROM judged j JOIN totals t USING (verifier, version) GROUP BY ALL ORDER BY ALL`,
  )
  return counted.map(({ verifier, version, unsure, unsureLabels, cost, called, ...table }) => {
    const { both, first, second, neither } = table
    const judged = both + first + second + neither
    const enough = judged >= leastLabels
    const share = (count: Count) => (enough ? wilson(count) : undefinedEstimate)
    const precision = share({ hits: both, total: both + first })
    const contacts = called * (precision.value ?? 0)
    return {
      verifier, version, judged, unsureLabels, precision, recall: share({ hits: both, total: both + second }), specificity: share({ hits: neither, total: first + neither }),
      kappa: enough ? kappa(table) : null, unsure: share({ hits: unsure, total: judged }), costPerTrueContact: contacts > 0 ? cost / contacts : null, enough,
    }
  })
}
