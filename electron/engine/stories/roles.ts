import type { StoryRole } from '../../../shared/contract-stories.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'

/** The persona of people (by number) or contacts (by record id) and the rule that decided. */
export async function readRoles(connection: Connection, kind: 'person' | 'contact', values: readonly (string | number)[]): Promise<Map<string, StoryRole>> {
  if (values.length === 0) return new Map()
  const found = await rows<StoryRole & { value: string }>(
    connection,
    `SELECT i.value, h.persona, h.rule, h.title, h.title_source AS titleSource FROM result.human_identifiers i JOIN result.humans h USING (human_id)
     WHERE i.kind = $kind AND i.value IN (SELECT unnest(from_json($values::JSON, '["VARCHAR"]')))`,
    { kind, values: JSON.stringify(values.map(String)) },
  )
  return new Map(found.map(({ value, ...role }) => [value, role]))
}
