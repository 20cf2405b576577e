import type { StoryEmployer } from '../../../shared/contract-stories.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import { scoreInputs, subjectSteps } from '../score/subject-steps.ts'
import { compile } from '../sql/steps.ts'

/** Every company that any evidence names for a person: today’s that counts, others of today, then earlier ones. */
export const readEmployers = (connection: Connection, run: Run, personId: number): Promise<StoryEmployer[]> =>
  rows<StoryEmployer>(
    connection,
    compile([...scoreInputs, 'evidence.attributions'], [
      ...subjectSteps,
      {
        name: 'own_attributions',
        reads: ['evidence.attributions'],
        sql: 'SELECT * FROM evidence.attributions WHERE person_id = $person',
      },
      {
        name: 'employers',
        reads: ['own_attributions', 'evidence.companies', 'subject_companies_at', 'subjects_at'],
        sql: `
          SELECT c.name AS company, c.domain, s.subject_key AS subjectKey, a.method, a.confidence, a.evidence, a."current", coalesce(a.is_past, false) AS past, a.valid_from AS "from", a.valid_to AS "to"
          FROM own_attributions a JOIN evidence.companies c USING (company_id)
          LEFT JOIN (
            SELECT sc.company_id, min(s.subject_key) AS subject_key FROM subject_companies_at sc JOIN subjects_at s USING (subject_id)
            WHERE sc.company_id IN (SELECT company_id FROM own_attributions) GROUP BY sc.company_id) s USING (company_id)
          ORDER BY a."current" DESC, past, a.valid_to DESC NULLS FIRST, a.confidence DESC, company, a.method`,
      },
    ]),
    { as_of: run.asOf, person: personId },
  )
