import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'

/** What is known of one person and may be sent to a provider that asks for it. */
export interface Person {
  personKey: string
  githubId: number | null
  login: string | null
  name: string | null
  email: string | null
  company: string | null
  location: string | null
  website: string | null
}

/** Below this, a company is only a guess. */
const reliableMin = 0.85

/** In the order of their keys, so that the same workspace always makes the same job. */
export const readPeople = (connection: Connection, which: 'unresolved' | 'all', limit: number | null): Promise<Person[]> =>
  rows<Person>(
    connection,
    `SELECT p.person_key AS "personKey", p.github_id AS "githubId", p.login, p.name, p.email, p.company_text AS company, p.location, p.blog AS website
     FROM dev.people p LEFT JOIN evidence.attributions a ON a.person_id = p.person_id AND a.current
     WHERE NOT p.is_bot AND ($everyone OR a.confidence IS NULL OR a.confidence < $reliable)
     ORDER BY p.person_key ${limit === null ? '' : 'LIMIT $limit'}`,
    { everyone: which === 'all', reliable: reliableMin, limit },
  )
