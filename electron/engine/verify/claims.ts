import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { claimsSql } from '../sql/claims.ts'
import type { Claim, Profile, Subject } from './subject.ts'

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
