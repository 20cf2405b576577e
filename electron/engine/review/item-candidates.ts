import { listValue } from '@duckdb/node-api'
import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { grouped } from './grouped.ts'

type Candidate = ReviewItem['candidates'][number]
type Found = Pick<Candidate, 'recordId' | 'method' | 'confidence' | 'evidence'> & { companyKey: string }

/** The accounts that companies may be, of each the likeliest first and at most three, with what the CRM says of them. */
export async function candidatesOf(connection: Connection, companyKeys: readonly string[]): Promise<Map<string, Candidate[]>> {
  if (companyKeys.length === 0) return new Map()
  const found = await rows<Found>(
    connection,
    `WITH asked AS (SELECT unnest($keys::VARCHAR[]) AS company_key)
     SELECT company_key AS "companyKey", record_id AS "recordId", method, confidence, evidence FROM (
       SELECT company_key, record_id, method, confidence, evidence, place FROM evidence.match_candidates SEMI JOIN asked USING (company_key)
       UNION ALL
       SELECT c.company_key, m.record_id, m.method, m.confidence, m.evidence, 0 FROM (SELECT company_id, company_key FROM evidence.companies SEMI JOIN asked USING (company_key)) c JOIN evidence.matches m USING (company_id) WHERE m.method = 'human')
     QUALIFY row_number() OVER (PARTITION BY company_key, record_id ORDER BY place) = 1
     ORDER BY place`,
    { keys: listValue([...companyKeys]) },
  )
  if (found.length === 0) return new Map()
  // The view of accounts is made for those asked for alone.
  const accounts = await rows<Omit<Candidate, 'method' | 'confidence' | 'evidence'>>(
    connection,
    `SELECT record_id AS "recordId", coalesce(name, domain, record_id) AS name, domain, stage, country, industry FROM crm.current_accounts WHERE record_id IN (SELECT unnest($ids::VARCHAR[]))`,
    { ids: listValue([...new Set(found.map(({ recordId }) => recordId))]) },
  )
  const known = new Map(accounts.map((account) => [account.recordId, account]))
  return new Map([...grouped(found, ({ companyKey }) => companyKey)].map(([companyKey, own]) => [
    companyKey,
    own.flatMap(({ companyKey: _companyKey, ...candidate }) => {
      const account = known.get(candidate.recordId)
      return account ? [{ ...account, ...candidate }] : []
    }).slice(0, 3),
  ]))
}
