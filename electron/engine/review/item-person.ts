import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Profile } from '../verify/subject.ts'
import { among } from './among.ts'

export interface Person {
  personId: number
  profile: Profile
  /** The address the profile shows. */
  email: string | null
}

type Row = Omit<Profile, 'emails'> & Pick<Person, 'personId' | 'email'>

const columns = `person_id AS "personId", person_key AS "personKey", login, name, email, company_text AS company, bio, location, blog AS website`

/** Whom items are about, by key or by number; those who are no more are left out. */
export async function readPeople(connection: Connection, { keys, ids }: { keys: readonly string[]; ids: readonly number[] }): Promise<Person[]> {
  const read = async (asked: ReturnType<typeof among>) => rows<Row>(connection, `SELECT ${columns} FROM dev.people WHERE ${asked.sql}`, asked.values)
  const byKey = keys.length === 0 ? [] : await read(among('person_key', 'VARCHAR', keys))
  const byId = ids.length === 0 ? [] : await read(among('person_id', 'INTEGER', ids))
  const found = [...new Map([...byKey, ...byId].map((row) => [row.personId, row])).values()]
  if (found.length === 0) return []
  const asked = among('person_id', 'INTEGER', found.map(({ personId }) => personId))
  const emails = await rows<{ personId: number; emails: string[] }>(
    connection, `SELECT person_id AS "personId", list(DISTINCT email ORDER BY email) AS emails FROM dev.emails WHERE ${asked.sql} GROUP BY person_id`, asked.values,
  )
  const emailsOf = new Map(emails.map((each) => [each.personId, each.emails]))
  return found.map(({ personId, email, ...profile }) => ({ personId, email, profile: { ...profile, emails: emailsOf.get(personId) ?? [] } }))
}

/** What the profile says of itself, for a panel that shows nothing else. */
export const factsOf = ({ profile, email }: Person): { label: string; value: string }[] =>
  ([['Name', profile.name], ['E-mail', email], ['Company text', profile.company], ['Location', profile.location], ['Bio', profile.bio]] as const).flatMap(([label, value]) => (value ? [{ label, value }] : []))
