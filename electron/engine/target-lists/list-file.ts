import type { Audience } from '../../../shared/contract-hand-over.ts'
import type { TargetListEntry, TargetListName } from '../../../shared/contract-target-lists.ts'
import type { HandOverColumn } from '../hand-over/columns.ts'
import type { Asked } from '../hand-over/held-rows.ts'

const account: readonly HandOverColumn[] = [
  { name: 'place', header: 'Place' }, { name: 'name', header: 'Account or company' }, { name: 'domain', header: 'Domain' }, { name: 'record_id', header: 'Record ID' },
  { name: 'stage', header: 'Funnel stage' }, { name: 'owner', header: 'Owner' }, { name: 'band', header: 'Band' }, { name: 'score', header: 'Score' },
]
const trend: readonly HandOverColumn[] = [{ name: 'change', header: 'Change in 90 days' }]
const person: readonly HandOverColumn[] = [
  { name: 'person_name', header: 'Person', personal: 'name' }, { name: 'login', header: 'Login', personal: 'login' }, { name: 'email', header: 'Email', personal: 'email' },
  { name: 'persona', header: 'Persona' }, { name: 'points', header: 'Points of the score' },
]
const reason: readonly HandOverColumn[] = [{ name: 'reason', header: 'Why' }]

const columnsOf: Record<TargetListName, readonly HandOverColumn[]> = {
  missing: [...account, ...reason], 'mid-funnel': [...account, ...trend, ...reason], outreach: [...account, ...reason], champions: [...account, ...person, ...reason],
}

/** A list as the door for files takes it. Who a champion is comes from the people known when the file is written; one who is no longer known is left out. */
export function listFile(list: TargetListName, entries: readonly TargetListEntry[], audience: Audience): Asked {
  const given = entries.map(({ person: champion, ...entry }, index) => ({ ...entry, place: index + 1, personKey: champion?.personKey ?? null, persona: champion?.persona ?? null, points: champion?.points ?? null }))
  return {
    audience,
    columns: columnsOf[list],
    source: {
      sql: `
        SELECT p.person_id, NULL::VARCHAR AS contact_record_id, p.email, g.place, g.name, g.domain, g.recordId AS record_id, g.funnelStage AS stage, g.owner, g.band, round(g.score, 1) AS score,
          round(g.change, 1) AS change, p.name AS person_name, p.login, g.persona, round(g.points, 1) AS points, g.reason
        FROM (SELECT unnest(from_json($entries::JSON, $shape), recursive := true)) g LEFT JOIN dev.people p ON p.person_key = g.personKey
        WHERE g.personKey IS NULL OR p.person_id IS NOT NULL ORDER BY g.place`,
      values: { entries: JSON.stringify(given), shape },
    },
  }
}

const shape = JSON.stringify([{
  place: 'INTEGER', name: 'VARCHAR', domain: 'VARCHAR', recordId: 'VARCHAR', funnelStage: 'VARCHAR', owner: 'VARCHAR', band: 'VARCHAR', score: 'DOUBLE', change: 'DOUBLE',
  personKey: 'VARCHAR', persona: 'VARCHAR', points: 'DOUBLE', reason: 'VARCHAR',
}])
