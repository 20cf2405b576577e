import type { EnrichResults } from '../../../shared/contract-enrich.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { compile, type Step } from '../sql/steps.ts'

/** Who a claim is about, whether a file or a job brought it. */
const steps: readonly Step[] = [
  {
    name: 'current_claims',
    reads: ['claims'],
    sql: `
    SELECT provider, coalesce('github:' || CAST(github_id AS VARCHAR), 'login:' || lower(login), 'email:' || lower(email)) AS subject,
      coalesce(domain, lower(trim(company))) AS employer, company IS NOT NULL OR domain IS NOT NULL AS has_company
    FROM claims WHERE current`,
  },
  { name: 'answers', reads: ['current_claims'], sql: 'SELECT provider, subject, min(employer) AS employer FROM current_claims WHERE employer IS NOT NULL GROUP BY provider, subject' },
  {
    name: 'pairs',
    reads: ['answers'],
    sql: `
    SELECT l.provider AS "left", r.provider AS "right", count(*) AS both, count(*) FILTER (l.employer = r.employer) AS agree
    FROM answers l JOIN answers r ON l.subject = r.subject AND l.provider < r.provider GROUP BY ALL ORDER BY ALL`,
  },
  { name: 'disputes', reads: ['answers'], sql: 'SELECT count(*) AS disputed FROM (SELECT subject FROM answers GROUP BY subject HAVING count(DISTINCT employer) > 1)' },
  {
    name: 'providers',
    reads: ['claims', 'current_claims', 'paid'],
    sql: `
    SELECT provider, count(DISTINCT subject) AS people, count(*) AS claims, count(DISTINCT subject) FILTER (has_company) AS "withCompany", coalesce(any_value(cost), 0)::DOUBLE AS cost
    FROM current_claims LEFT JOIN paid USING (provider) GROUP BY provider ORDER BY people DESC, provider`,
  },
]

const inputs = `claims AS (SELECT * FROM evidence.claims), paid AS (SELECT provider, sum(cost) AS cost FROM ops.answers GROUP BY provider), `
const statement = (upTo: string) => compile(['claims', 'paid'], steps, upTo).replace('WITH ', `WITH ${inputs}`)

export async function enrichResults(connection: Connection): Promise<EnrichResults> {
  return {
    providers: await rows(connection, statement('providers')),
    agreement: await rows(connection, statement('pairs')),
    disputed: (await one<{ disputed: number }>(connection, statement('disputes'))).disputed,
  }
}
