import { leastLabels, type Quality } from '../../../shared/contract-quality.ts'
import { wilson } from '../analyse/statistics.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { claimsSql } from '../sql/claims.ts'
import { kappa, type Table } from './agreement.ts'
import { blindLabels, itemLabels, machineAttributions } from './blind-items.ts'

/** Section 10 of the method, from the blind random sample only. */
export async function readQuality(connection: Connection): Promise<Quality> {
  const [sample] = await rows<NonNullable<Quality['sample']>>(
    connection,
    `SELECT count(*) AS drawn, (SELECT count(*) FROM (${itemLabels})) AS judged, max(drawn_at) AS "lastDrawnAt", arg_max(seed, sample_id) AS seed FROM evidence.blind_items HAVING count(*) > 0`,
  )
  const agreed = await one<Table & { items: number }>(
    connection,
    `WITH judged AS (SELECT subject, object, list(is_correct ORDER BY decision_id) AS said FROM (${blindLabels}) GROUP BY ALL HAVING count(*) > 1)
     SELECT count(*) AS items, count(*) FILTER (said[1] AND said[2]) AS both, count(*) FILTER (said[1] AND NOT said[2]) AS first,
       count(*) FILTER (NOT said[1] AND said[2]) AS second, count(*) FILTER (NOT said[1] AND NOT said[2]) AS neither FROM judged`,
  )
  return { sample: sample ?? null, groups: await groups(connection), verifiers: await verifiers(connection), agreement: { items: agreed.items, kappa: kappa(agreed) } }
}

async function groups(connection: Connection): Promise<Quality['groups']> {
  const counted = await rows<{ group: string; attributions: number; drawn: number; correct: number; wrong: number }>(
    connection,
    `WITH present AS (SELECT evidence_group, count(*) AS attributions FROM (${machineAttributions}) GROUP BY ALL),
     drawn AS (SELECT evidence_group, count(*) AS drawn FROM evidence.blind_items GROUP BY ALL),
     labels AS (SELECT evidence_group, count(*) FILTER (is_correct) AS correct, count(*) FILTER (NOT is_correct) AS wrong FROM (${itemLabels}) GROUP BY ALL)
     SELECT evidence_group AS "group", coalesce(attributions, 0) AS attributions, coalesce(drawn, 0) AS drawn, coalesce(correct, 0) AS correct, coalesce(wrong, 0) AS wrong
     FROM present FULL JOIN drawn USING (evidence_group) LEFT JOIN labels USING (evidence_group) ORDER BY attributions DESC, "group"`,
  )
  return counted.map((group) => ({ ...group, falsePositives: wilson({ hits: group.wrong, total: group.correct + group.wrong }), enough: group.correct + group.wrong >= leastLabels }))
}

interface VerifierCounts extends Table {
  verifier: string
  version: string
  unsure: number
  cost: number
  called: number
}

/** Each verifier’s newest verdict on the claims behind judged items: `both` is called correct and is, `first` is called correct and is not. */
async function verifiers(connection: Connection): Promise<Quality['verifiers']> {
  const counted = await rows<VerifierCounts>(
    connection,
    `WITH labels AS (SELECT p.person_id, substr(l.evidence_group, 10) AS provider, l.is_correct FROM (${itemLabels}) l JOIN dev.people p ON p.person_key = l.subject WHERE starts_with(l.evidence_group, 'provider:')),
     verdicts AS (SELECT * FROM evidence.verdicts QUALIFY row_number() OVER (PARTITION BY claim_key, verifier, version ORDER BY judged_at DESC) = 1),
     judged AS (
       SELECT v.verifier, v.version, v.verdict, l.is_correct FROM labels l JOIN (${claimsSql('person_claims')}) c ON c.person_id = l.person_id AND c.provider = l.provider AND c.current
       JOIN verdicts v USING (claim_key)),
     totals AS (SELECT verifier, version, coalesce(sum(cost), 0)::DOUBLE AS cost, count(*) FILTER (verdict = 'correct') AS called FROM verdicts GROUP BY ALL)
     SELECT j.verifier, j.version, count(*) FILTER (verdict = 'correct' AND is_correct) AS both, count(*) FILTER (verdict = 'correct' AND NOT is_correct) AS first,
       count(*) FILTER (verdict <> 'correct' AND is_correct) AS second, count(*) FILTER (verdict <> 'correct' AND NOT is_correct) AS neither, count(*) FILTER (verdict = 'unsure') AS unsure,
       any_value(t.cost) + (SELECT coalesce(sum(cost), 0) FROM ops.answers)::DOUBLE AS cost, any_value(t.called) AS called
     FROM judged j JOIN totals t USING (verifier, version) GROUP BY ALL ORDER BY ALL`,
  )
  return counted.map(({ verifier, version, unsure, cost, called, ...table }) => {
    const { both, first, second, neither } = table
    const judged = both + first + second + neither
    const precision = wilson({ hits: both, total: both + first })
    const contacts = called * (precision.value ?? 0)
    return {
      verifier, version, judged, precision, recall: wilson({ hits: both, total: both + second }), specificity: wilson({ hits: neither, total: first + neither }), kappa: kappa(table),
      unsure: wilson({ hits: unsure, total: judged }), costPerTrueContact: contacts > 0 ? cost / contacts : null, enough: judged >= leastLabels,
    }
  })
}
