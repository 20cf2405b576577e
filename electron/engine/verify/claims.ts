import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { compile, type Step } from '../sql/steps.ts'
import type { Claim, Profile, Subject } from './subject.ts'

const inputs = ['evidence.claims', 'dev.people', 'dev.emails'] as const

/** Claims by what they say of whom, however often and wherever they were read, each with its person. */
export const claimSteps: readonly Step[] = [
  {
    name: 'addressed',
    reads: ['evidence.claims'],
    sql: `
    SELECT *, coalesce('github:' || CAST(github_id AS VARCHAR), 'login:' || lower(login), 'email:' || lower(email)) AS addressee FROM evidence.claims`,
  },
  {
    name: 'keyed',
    reads: ['addressed'],
    sql: `
    SELECT *, md5(CAST([addressee, provider, name, title, company, domain, profile_url, location, extra->>'email', CAST(current AS VARCHAR), CAST(ended_at AS VARCHAR)] AS VARCHAR)) AS claim_key
    FROM addressed WHERE addressee IS NOT NULL`,
  },
  {
    name: 'claims',
    reads: ['keyed'],
    sql: `
    SELECT claim_key, any_value(addressee) AS addressee, any_value(github_id) AS github_id, any_value(lower(login)) AS login, any_value(lower(email)) AS email, any_value(provider) AS provider, any_value(name) AS name,
      any_value(title) AS title, any_value(company) AS company, any_value(domain) AS domain, any_value(profile_url) AS profile_url, any_value(location) AS location, any_value(extra->>'email') AS claimed_email,
      max(confidence) AS confidence, any_value(current) AS current, any_value(ended_at) AS ended_at
    FROM keyed GROUP BY claim_key`,
  },
  {
    // The number outranks the login, the login the address: logins are renamed and reused.
    name: 'person_claims',
    reads: ['claims', 'dev.people', 'dev.emails'],
    sql: `
    SELECT c.*, coalesce(g.person_id, l.person_id, e.person_id) AS person_id
    FROM claims c
    LEFT JOIN dev.people g ON g.github_id = c.github_id
    LEFT JOIN (SELECT lower(login) AS login, min(person_id) AS person_id FROM dev.people WHERE login IS NOT NULL GROUP BY ALL) l ON l.login = c.login
    LEFT JOIN (SELECT lower(email) AS email, min(person_id) AS person_id FROM dev.emails GROUP BY ALL HAVING count(DISTINCT person_id) = 1) e ON e.email = c.email
    WHERE coalesce(g.person_id, l.person_id, e.person_id) IS NOT NULL`,
  },
]

/** SQL that reads the steps up to one of them. */
export const claimsSql = (upTo: string): string => compile(inputs, claimSteps, upTo)

interface Row extends Claim {
  personId: number
  personKey: string
  login: string | null
  personName: string | null
  personCompany: string | null
  bio: string | null
  personLocation: string | null
  website: string | null
  emails: string[]
}

/** Every current claim with its person, the claims of other providers and the former employers beside it. */
export async function readSubjects(connection: Connection): Promise<Subject[]> {
  const found = await rows<Row>(
    connection,
    `WITH joined AS (${claimsSql('person_claims')})
     SELECT j.claim_key AS "claimKey", j.provider, j.name, j.title, j.company, j.domain, j.profile_url AS "profileUrl", j.location, j.claimed_email AS email, j.confidence, j.current, j.ended_at AS "endedAt",
       p.person_id AS "personId", p.person_key AS "personKey", p.login, p.name AS "personName", p.company_text AS "personCompany", p.bio, p.location AS "personLocation", p.blog AS website,
       coalesce(e.emails, []) AS emails
     FROM joined j JOIN dev.people p USING (person_id)
     LEFT JOIN (SELECT person_id, list(email ORDER BY email) AS emails FROM dev.emails GROUP BY person_id) e USING (person_id)
     WHERE NOT p.is_bot ORDER BY p.person_id, j.provider, j.claim_key`,
  )
  const people = new Map<number, Row[]>()
  for (const row of found) people.set(row.personId, [...(people.get(row.personId) ?? []), row])
  return [...people.values()].flatMap((claims) => {
    const [first] = claims
    if (!first) return []
    const profile = profileOf(first)
    return claims.filter(({ current }) => current).map((claim): Subject => ({
      profile,
      claim: claimOf(claim),
      peers: claims.filter((other) => other.current && other.provider !== claim.provider).map(claimOf),
      history: claims.filter((other) => !other.current && other.provider === claim.provider).map(claimOf),
    }))
  })
}

const profileOf = ({ personKey, login, personName, emails, personCompany, bio, personLocation, website }: Row): Profile => ({
  personKey, login, name: personName, emails, company: personCompany, bio, location: personLocation, website,
})

const claimOf = ({ claimKey, provider, name, title, company, domain, profileUrl, location, email, confidence, current, endedAt }: Row): Claim => ({
  claimKey, provider, name, title, company, domain, profileUrl, location, email, confidence, current, endedAt,
})
