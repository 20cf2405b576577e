import type { AccountStory } from '../../../shared/contract-stories.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import { stageEvidenceSql } from '../score/stage-evidence.ts'
import type { Stage } from '../workspace/stages.ts'
import type { OwnCompany } from './account-matches.ts'
import type { NumberedPerson } from './account-people.ts'

type Conflict = AccountStory['conflicts'][number]

interface Asked {
  run: Run
  stages: readonly Stage[]
  recordId: string | null
  companies: readonly OwnCompany[]
  people: readonly NumberedPerson[]
}

/** Where what is known of a subject contradicts itself. */
export async function readConflicts(connection: Connection, asked: Asked): Promise<Conflict[]> {
  return [...(await stageConflicts(connection, asked)), ...(await matchConflicts(connection, asked)), ...(await employerConflicts(connection, asked)), ...(await personaConflicts(connection, asked))]
}

async function stageConflicts(connection: Connection, { run, stages, recordId }: Asked): Promise<Conflict[]> {
  if (recordId === null) return []
  const found = await rows<{ evidence: string }>(
    connection,
    `SELECT stage_evidence AS evidence FROM (${stageEvidenceSql(stages)}) WHERE record_id = $record AND stage_conflict`,
    { as_of: run.asOf, record: recordId },
  )
  return found.map(({ evidence }) => ({ about: 'stage', text: `Records of the account say different stages, the furthest counts: ${evidence}.`, personKey: null }))
}

async function matchConflicts(connection: Connection, { companies }: Asked): Promise<Conflict[]> {
  const found = await rows<{ company: string; accounts: string }>(
    connection,
    `SELECT c.name AS company, string_agg(coalesce(a.name, m.record_id) || ' (' || m.record_id || ')', ', ' ORDER BY m.record_id) AS accounts
     FROM evidence.matches m JOIN evidence.companies c USING (company_id) JOIN crm.current_accounts a USING (record_id)
     WHERE m.company_id IN (SELECT unnest(from_json($companies::JSON, '["INTEGER"]'))) GROUP BY c.company_id, c.name HAVING count(*) > 1 ORDER BY company`,
    { companies: companyIds(companies) },
  )
  return found.map(({ company, accounts }) => ({ about: 'match', text: `${company} matches several accounts and its events count for each: ${accounts}.`, personKey: null }))
}

async function employerConflicts(connection: Connection, { companies, people }: Asked): Promise<Conflict[]> {
  const found = await rows<{ personId: number; others: string }>(
    connection,
    `SELECT a.person_id AS personId, string_agg(DISTINCT c.name || ' (' || a.evidence || ')', ', ' ORDER BY c.name || ' (' || a.evidence || ')') AS others
     FROM evidence.attributions a JOIN evidence.companies c USING (company_id)
     WHERE a.person_id IN (SELECT unnest(from_json($people::JSON, '["INTEGER"]'))) AND NOT a.is_past AND a.company_id NOT IN (SELECT unnest(from_json($companies::JSON, '["INTEGER"]')))
       AND EXISTS (SELECT 1 FROM evidence.attributions o WHERE o.person_id = a.person_id AND o."current" AND o.conflict AND o.company_id IN (SELECT unnest(from_json($companies::JSON, '["INTEGER"]'))))
     GROUP BY a.person_id`,
    { people: personIds(people), companies: companyIds(companies) },
  )
  const others = new Map(found.map((row) => [row.personId, row.others]))
  return people.flatMap(({ personId, personKey, label }) =>
    others.has(personId) ? [{ about: 'employer' as const, text: `${label} counts here, yet other evidence names ${others.get(personId) ?? ''}.`, personKey }] : [])
}

async function personaConflicts(connection: Connection, { people }: Asked): Promise<Conflict[]> {
  const found = await rows<{ value: string; titles: string | null }>(
    connection,
    `SELECT i.value, string_agg(t.title || ' → ' || t.persona, '; ' ORDER BY t.place) AS titles
     FROM result.human_identifiers i JOIN result.humans h USING (human_id) LEFT JOIN result.human_titles t ON t.human_id = h.human_id AND t.persona IS NOT NULL AND t.title IS NOT NULL
     WHERE i.kind = 'person' AND h.in_user AND h.in_buyer AND i.value IN (SELECT unnest(from_json($people::JSON, '["VARCHAR"]'))) GROUP BY i.value`,
    { people: JSON.stringify(people.map(({ personId }) => String(personId))) },
  )
  const titles = new Map(found.map((row) => [row.value, row.titles]))
  return people.flatMap(({ personId, personKey, label }) =>
    titles.has(String(personId)) ? [{ about: 'persona' as const, text: `${label} is in both databases, because the titles disagree: ${titles.get(String(personId)) ?? 'none is stated'}.`, personKey }] : [])
}

const companyIds = (companies: readonly OwnCompany[]) => JSON.stringify(companies.map(({ companyId }) => companyId))
const personIds = (people: readonly NumberedPerson[]) => JSON.stringify(people.map(({ personId }) => personId))
