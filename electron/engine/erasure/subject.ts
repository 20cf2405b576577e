import type { Connection } from '../db/connection.ts'
import { rows, run } from '../db/query.ts'
import { claimsSql } from '../sql/claims.ts'
import { linkedinName } from '../personas/identifier-steps.ts'

/** What people are known by. `key` is a person key or another identity of one (`login:ann`), `claim` the key of a claim, `person` the number of a resolved person. */
export type IdentifierKind = 'email' | 'login' | 'github_id' | 'linkedin' | 'contact' | 'handle' | 'key' | 'claim' | 'person' | 'name'

export interface Identifier {
  kind: IdentifierKind
  value: string
}

/** The temporary table of whatever names the people in question: kind, value. */
export const known = 'temp.erasure_known'

/** SQL of the values of one kind. */
export const knownOf = (kind: IdentifierKind): string => `(SELECT value FROM ${known} WHERE kind = '${kind}')`

const insert = (select: string): string => `INSERT INTO ${known} SELECT DISTINCT kind, value FROM (${select}) found ANTI JOIN ${known} USING (kind, value) WHERE trim(coalesce(value, '')) <> ''`

/** Everybody who is one human with whom was asked for, as the personas join them. */
const humans = `
  SELECT kind, value FROM result.human_identifiers WHERE human_id IN (
    SELECT h.human_id FROM result.human_identifiers h JOIN ${known} k ON h.kind = k.kind AND h.value = k.value)`

const people = `
  SELECT 'person' AS kind, i.person_id::VARCHAR AS value FROM dev.identities i JOIN ${known} k
  ON i.key = k.value AND k.kind = 'key' OR i.kind = k.kind AND lower(i.value) = k.value
  UNION ALL SELECT 'person', person_id::VARCHAR FROM dev.people WHERE person_key IN ${knownOf('key')}`

const identities = `
  SELECT kind, lower(value) AS value FROM dev.identities WHERE person_id::VARCHAR IN ${knownOf('person')}
  UNION ALL SELECT 'key', key FROM dev.identities WHERE person_id::VARCHAR IN ${knownOf('person')}
  UNION ALL SELECT 'key', person_key FROM dev.people WHERE person_id::VARCHAR IN ${knownOf('person')}
  UNION ALL SELECT 'email', lower(email) FROM dev.emails WHERE person_id::VARCHAR IN ${knownOf('person')}`

/** GitHub's own addresses hold the number and the login of their account. */
const noreply = `
  SELECT unnest([{kind: 'github_id', value: regexp_extract(value, '^(\\d+)\\+[^@]+@users\\.noreply\\.github\\.com$', 1)}, {kind: 'login', value: regexp_extract(value, '^(?:\\d+\\+)?([^@+]+)@users\\.noreply\\.github\\.com$', 1)}], recursive := true)
  FROM ${known} WHERE kind = 'email'`

const keys = `
  SELECT 'key' AS kind, CASE kind WHEN 'github_id' THEN 'github' ELSE kind END || ':' || value AS value FROM ${known} WHERE kind IN ('github_id', 'login', 'email', 'handle')`

const contactAddresses = `
  SELECT 'email' AS kind, lower(trim(email)) AS value FROM crm.contacts WHERE record_id IN ${knownOf('contact')}
  UNION ALL SELECT 'linkedin', ${linkedinName('linkedin')} FROM crm.contacts WHERE record_id IN ${knownOf('contact')}`

const claims = `SELECT 'claim' AS kind, claim_key AS value FROM (${claimsSql('claims')}) WHERE addressee IN ${knownOf('key')}`

const names = `
  SELECT 'name' AS kind, lower(trim(name)) AS value FROM (
    SELECT name FROM crm.contacts WHERE record_id IN ${knownOf('contact')} OR lower(trim(email)) IN ${knownOf('email')}
    UNION ALL SELECT name FROM dev.people WHERE person_id::VARCHAR IN ${knownOf('person')}
    UNION ALL SELECT name FROM dev.profiles WHERE github_id::VARCHAR IN ${knownOf('github_id')} OR (github_id IS NULL AND lower(login) IN ${knownOf('login')})
    UNION ALL SELECT actor_name FROM dev.events WHERE actor_name IS NOT NULL AND (github_id::VARCHAR IN ${knownOf('github_id')} OR (github_id IS NULL AND lower(login) IN ${knownOf('login')}) OR lower(handle) IN ${knownOf('handle')})
    UNION ALL SELECT unnest([proper_name, commit_name]) FROM dev.mailmap WHERE lower(commit_email) IN ${knownOf('email')} OR lower(proper_email) IN ${knownOf('email')})
  WHERE regexp_matches(trim(name), '\\S\\s+\\S') AND length(trim(name)) >= 5`

/** An address that others go by too is not this person's own; what was asked for stays. */
const shared = `
  DELETE FROM ${known} WHERE kind IN ('email', 'key') AND (kind, value) NOT IN (SELECT kind, value FROM temp.erasure_asked)
  AND replace(value, 'email:', '') IN (SELECT lower(value) FROM dev.identities WHERE kind = 'email' AND person_id::VARCHAR NOT IN ${knownOf('person')}) AND (kind = 'email' OR starts_with(value, 'email:'))`

/** Fills the table with these. */
export async function fillKnown(connection: Connection, identifiers: readonly Identifier[]): Promise<void> {
  await run(connection, `CREATE OR REPLACE TEMP TABLE erasure_known AS SELECT DISTINCT r->>'kind' AS kind, r->>'value' AS value FROM (SELECT unnest($identifiers::JSON::JSON[]) AS r)`, { identifiers: JSON.stringify(identifiers) })
}

/**
 * Fills the table of what names these people: every identity that rows, statements and decisions give them, and the contacts that are the same human.
 * People and personas must be up to date.
 */
export async function gatherKnown(connection: Connection, asked: readonly Identifier[]): Promise<void> {
  await fillKnown(connection, asked)
  await run(connection, `CREATE OR REPLACE TEMP TABLE erasure_asked AS SELECT kind, value FROM ${known}`)
  for (const select of [noreply, keys, people, humans, identities, people, identities, contactAddresses, noreply, keys]) await run(connection, insert(select))
  await run(connection, shared)
  for (const select of [claims, names]) await run(connection, insert(select))
}

export const readKnown = (connection: Connection): Promise<Identifier[]> => rows<Identifier>(connection, `SELECT kind, value FROM ${known} ORDER BY ALL`)
