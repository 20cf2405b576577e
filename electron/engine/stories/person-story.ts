import type { PersonStory } from '../../../shared/contract-stories.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { readClaims } from '../review/item-claims.ts'
import type { Run } from '../score/run-store.ts'
import { toldClaims } from './account-claims.ts'
import { findPerson } from './find-person.ts'
import { personHeadline } from './headline.ts'
import { readDecisions } from './person-decisions.ts'
import { readEmployers } from './person-employers.ts'
import { readRoles } from './roles.ts'
import { later } from './signals-of.ts'

interface Row {
  personKey: string
  label: string
  login: string | null
  name: string | null
  email: string | null
  company: string | null
  location: string | null
  blog: string | null
  bio: string | null
  githubId: number | null
  isBot: boolean
}

/** Everything known of one person at the run’s instant. The personas have been made. Throws as `findPerson` does. */
export async function personStory(connection: Connection, run: Run, asked: string): Promise<PersonStory> {
  const personId = await findPerson(connection, asked)
  const row = await one<Row>(
    connection,
    `SELECT person_key AS personKey, coalesce(login, name, email, person_key) AS label, login, name, email, company_text AS company, location, blog, bio, github_id AS githubId, is_bot AS isBot
     FROM dev.people WHERE person_id = $person`,
    { person: personId },
  )
  const { personKey, label, name, isBot } = row
  const signals = await rows<PersonStory['signals'][number]>(
    connection,
    `SELECT source, count(*)::INTEGER AS events, min(occurred_at) AS firstAt, max(occurred_at) AS lastAt FROM result.signals
     WHERE person_id = $person AND occurred_at <= $as_of::TIMESTAMP GROUP BY source ORDER BY events DESC, source`,
    { person: personId, as_of: run.asOf },
  )
  const events = signals.reduce((sum, each) => sum + each.events, 0)
  const lastAt = signals.reduce<string | null>((last, each) => later(last, each.lastAt), null)
  const employers = await readEmployers(connection, run, personId)
  const claims = (await readClaims(connection, [personId])).get(personId) ?? []
  const role = (await readRoles(connection, 'person', [personId])).get(String(personId)) ?? null
  const profile = ([['Login', row.login], ['Name', name], ['E-mail', row.email], ['Company text', row.company], ['Location', row.location], ['Website', row.blog], ['Bio', row.bio], ['GitHub id', row.githubId === null ? null : String(row.githubId)]] as const)
    .flatMap(([fact, value]) => (value ? [{ label: fact, value }] : []))
  return {
    headline: personHeadline({ label, name, isBot, role, employers, events, lastAt }),
    asOf: run.asOf, policy: run.policy, personKey, label, name, isBot, profile, employers, signals, events,
    firstAt: signals.reduce<string | null>((first, each) => (first === null || each.firstAt < first ? each.firstAt : first), null),
    lastAt,
    claims: toldClaims(claims),
    decisions: await readDecisions(connection, { personId, claims }),
    role,
    titles: await readTitles(connection, personId),
    contacts: await readContacts(connection, personId),
  }
}

const human = `SELECT human_id FROM result.human_identifiers WHERE kind = 'person' AND value = $person`

const readTitles = (connection: Connection, personId: number): Promise<PersonStory['titles']> =>
  rows<PersonStory['titles'][number]>(connection, `SELECT source, title, persona, rule FROM result.human_titles WHERE human_id IN (${human}) ORDER BY place`, { person: String(personId) })

const readContacts = (connection: Connection, personId: number): Promise<PersonStory['contacts']> =>
  rows<PersonStory['contacts'][number]>(
    connection,
    `SELECT c.record_id AS recordId, c.name FROM result.human_identifiers i JOIN crm.current_contacts c ON c.record_id = i.value
     WHERE i.kind = 'contact' AND i.human_id IN (${human}) ORDER BY recordId`,
    { person: String(personId) },
  )
