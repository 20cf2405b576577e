import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'

type Candidate = ReviewItem['candidates'][number]

/** The accounts a company may be, the likeliest first, with what the CRM says of each. */
export const candidatesOf = (connection: Connection, companyKey: string): Promise<Candidate[]> =>
  rows<Candidate>(
    connection,
    `SELECT m.record_id AS "recordId", coalesce(a.name, a.domain, m.record_id) AS name, a.domain, a.stage, a.country, a.industry, m.method, m.confidence, m.evidence
     FROM (
       SELECT record_id, method, confidence, evidence, place FROM evidence.match_candidates WHERE company_key = $key
       UNION ALL
       SELECT m.record_id, m.method, m.confidence, m.evidence, 0 FROM evidence.matches m JOIN evidence.companies c USING (company_id) WHERE c.company_key = $key AND m.method = 'human') m
     JOIN crm.current_accounts a USING (record_id)
     QUALIFY row_number() OVER (PARTITION BY m.record_id ORDER BY m.place) = 1
     ORDER BY m.place LIMIT 3`,
    { key: companyKey },
  )
