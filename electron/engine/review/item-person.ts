import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Profile } from '../verify/subject.ts'

export interface Person {
  personId: number
  profile: Profile
  /** The address the profile shows. */
  email: string | null
}

interface Row {
  personId: number
  personKey: string
  login: string | null
  name: string | null
  email: string | null
  company: string | null
  bio: string | null
  location: string | null
  website: string | null
  emails: string[]
}

/** Whom an item is about, by key or by number. Throws `not_found`. */
export async function readPerson(connection: Connection, by: { key: string } | { id: number }): Promise<Person> {
  const [found] = await rows<Row>(
    connection,
    `SELECT p.person_id AS "personId", p.person_key AS "personKey", p.login, p.name, p.email, p.company_text AS company, p.bio, p.location, p.blog AS website,
       coalesce((SELECT list(DISTINCT m.email ORDER BY m.email) FROM dev.emails m WHERE m.person_id = p.person_id), []) AS emails
     FROM dev.people p WHERE ${'key' in by ? 'p.person_key = $key' : 'p.person_id = $id'}`,
    by,
  )
  if (!found) throw new AppError('not_found', `There is no person ${'key' in by ? by.key : by.id}; the data changed since the queue was opened.`)
  const { personId, email, ...profile } = found
  return { personId, email, profile }
}

/** What the profile says of itself, for a panel that shows nothing else. */
export const factsOf = ({ profile, email }: Person): { label: string; value: string }[] =>
  ([['Name', profile.name], ['E-mail', email], ['Company text', profile.company], ['Location', profile.location], ['Bio', profile.bio]] as const).flatMap(([label, value]) => (value ? [{ label, value }] : []))
