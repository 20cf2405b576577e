import type { StoryPerson } from '../../../shared/contract-stories.ts'
import type { Explanation, Policy } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { OwnCompany } from './account-matches.ts'
import { readRoles } from './roles.ts'
import { later } from './signals-of.ts'

export type NumberedPerson = StoryPerson & { personId: number }

interface Asked {
  companies: readonly OwnCompany[]
  explanation: Explanation
  reliableMin: number
  policy: Policy
}

interface Row {
  personId: number
  personKey: string
  label: string
  name: string | null
  attribution: { method: string; confidence: number; evidence: string; current: boolean; conflict: boolean } | null
}

/** Everybody who is attributed to the companies today or whose events count for them: by points, then by events. */
export async function readPeople(connection: Connection, { companies, explanation, reliableMin, policy }: Asked): Promise<NumberedPerson[]> {
  const sums = sumsByPerson(explanation)
  const found = await rows<Row>(
    connection,
    `WITH own AS (
       SELECT person_id, arg_max({method: method, confidence: confidence, evidence: evidence, "current": "current", conflict: conflict}, ("current", confidence)) AS attribution, bool_or("current") AS is_here
       FROM evidence.attributions WHERE company_id IN (SELECT unnest(from_json($companies::JSON, '["INTEGER"]'))) GROUP BY person_id)
     SELECT p.person_id AS personId, p.person_key AS personKey, coalesce(p.login, p.name, p.email, p.person_key) AS label, p.name, o.attribution
     FROM dev.people p LEFT JOIN own o USING (person_id)
     WHERE o.is_here OR p.person_key IN (SELECT unnest(from_json($keys::JSON, '["VARCHAR"]')))`,
    { companies: JSON.stringify(companies.map(({ companyId }) => companyId)), keys: JSON.stringify([...sums.keys()]) },
  )
  const roles = await readRoles(connection, 'person', found.map(({ personId }) => personId))
  return found
    .map(({ personId, attribution, ...person }) => ({
      personId,
      ...person,
      role: roles.get(String(personId)) ?? null,
      attribution: attribution && standing(attribution, policy === 'all' ? -1 : reliableMin),
      ...(sums.get(person.personKey) ?? { events: 0, lastAt: null, points: 0 }),
    }))
    .toSorted((left, right) => right.points - left.points || right.events - left.events || left.label.localeCompare(right.label))
}

const standing = ({ current, ...attribution }: NonNullable<Row['attribution']>, least: number) => ({ ...attribution, counts: current && attribution.confidence >= least })

function sumsByPerson({ contributions }: Explanation): Map<string, Pick<StoryPerson, 'events' | 'lastAt' | 'points'>> {
  const sums = new Map<string, Pick<StoryPerson, 'events' | 'lastAt' | 'points'>>()
  for (const { person, events, lastAt, points } of contributions) {
    const before = sums.get(person) ?? { events: 0, lastAt: null, points: 0 }
    sums.set(person, { events: before.events + events, lastAt: later(before.lastAt, lastAt), points: before.points + points })
  }
  return sums
}
