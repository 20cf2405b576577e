import type { StoryMatch } from '../../../shared/contract-stories.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import { scoreInputs, subjectSteps } from '../score/subject-steps.ts'
import { compile } from '../sql/steps.ts'

export interface OwnCompany {
  companyId: number
  companyKey: string
  name: string
}

/** The companies whose events count for a subject at the run’s instant. */
export const readOwnCompanies = (connection: Connection, run: Run, subjectId: number): Promise<OwnCompany[]> =>
  rows<OwnCompany>(
    connection,
    compile(scoreInputs, [
      ...subjectSteps,
      {
        name: 'own_companies',
        reads: ['subject_companies_at', 'evidence.companies'],
        sql: `
          SELECT c.company_id AS companyId, c.company_key AS companyKey, c.name FROM subject_companies_at s JOIN evidence.companies c USING (company_id)
          WHERE s.subject_id = $subject_id ORDER BY c.company_id`,
      },
    ]),
    { as_of: run.asOf, subject_id: subjectId },
  )

const nearShown = 10

/** Which accounts the companies are and which companies the account is, with the evidence; then near ones that were left, the likeliest first. */
export async function readMatches(connection: Connection, { companies, recordId }: { companies: readonly OwnCompany[]; recordId: string | null }): Promise<StoryMatch[]> {
  const found = await rows<StoryMatch>(
    connection,
    `WITH own AS (SELECT unnest(from_json($keys::JSON, '["VARCHAR"]')) AS company_key),
     named AS (
       SELECT c.company_key, m.record_id, m.method, m.confidence, m.evidence, true AS matched FROM evidence.matches m JOIN evidence.companies c USING (company_id)
       WHERE m.record_id = $record::VARCHAR OR c.company_key IN (SELECT company_key FROM own)
       UNION ALL
       SELECT company_key, record_id, method, confidence, evidence, false FROM evidence.match_candidates
       WHERE record_id = $record::VARCHAR OR company_key IN (SELECT company_key FROM own)),
     kept AS (
       SELECT * FROM named QUALIFY row_number() OVER (PARTITION BY company_key, record_id ORDER BY matched DESC, confidence DESC) = 1)
     SELECT coalesce(c.name, k.company_key) AS company, c.domain AS companyDomain, k.record_id AS recordId, coalesce(a.name, a.domain, k.record_id) AS account, k.method, k.confidence, k.evidence, k.matched
     FROM kept k JOIN crm.current_accounts a USING (record_id) LEFT JOIN evidence.companies c USING (company_key)
     ORDER BY k.matched DESC, k.confidence DESC, company, recordId`,
    { keys: JSON.stringify(companies.map(({ companyKey }) => companyKey)), record: recordId },
  )
  const matched = found.filter((match) => match.matched)
  return [...matched, ...found.filter((match) => !match.matched).slice(0, nearShown)]
}
