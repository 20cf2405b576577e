import { listValue } from '@duckdb/node-api'
import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { among } from './among.ts'
import { grouped } from './grouped.ts'

type Events = ReviewItem['events']
interface Own extends Omit<Events['recent'][number], 'target' | 'person'> {
  owner: number
  importId: number
  sourceRow: number
  personId: number | null
  total: number
}

const most = 20

/** The newest events that can count of people or companies, and how many there are of each. The twenty are found first and dressed then: events are many. */
export async function readEvents(connection: Connection, { of, ids }: { of: 'person_id' | 'company_id'; ids: readonly number[] }): Promise<Map<number, Events>> {
  if (ids.length === 0) return new Map()
  const asked = among(of, 'INTEGER', ids)
  const own = await rows<Own>(
    connection,
    `SELECT ${of} AS owner, import_id AS "importId", source_row AS "sourceRow", source, occurred_at AS "occurredAt", quantity, person_id AS "personId", count(*) OVER (PARTITION BY ${of}) AS total
     FROM result.signals WHERE ${asked.sql}
     QUALIFY row_number() OVER (PARTITION BY ${of} ORDER BY occurred_at DESC, import_id DESC, source_row DESC) <= ${most}
     ORDER BY occurred_at DESC, import_id DESC, source_row DESC`,
    asked.values,
  )
  const targets = await targetsOf(connection, own)
  const people = of === 'company_id' ? await namesOf(connection, own.flatMap(({ personId }) => (personId === null ? [] : [personId]))) : new Map<number, string>()
  return new Map([...grouped(own, ({ owner }) => owner)].map(([owner, events]) => [owner, {
    total: events[0]?.total ?? 0,
    recent: events.map(({ owner: _owner, importId, sourceRow, personId, total: _total, ...event }) => ({ ...event, target: targets.get(`${importId}/${sourceRow}`) ?? null, person: personId === null ? null : (people.get(personId) ?? null) })),
  }]))
}

export const noEvents: Events = { total: 0, recent: [] }

async function targetsOf(connection: Connection, own: readonly Own[]): Promise<Map<string, string | null>> {
  const found: [string, string | null][] = []
  for (const importId of new Set(own.map((event) => event.importId))) {
    const asked = own.filter((event) => event.importId === importId).map(({ sourceRow }) => BigInt(sourceRow))
    const targets = await rows<{ sourceRow: number; target: string | null }>(
      connection,
      'SELECT source_row AS "sourceRow", target FROM dev.events WHERE import_id = $import AND source_row IN (SELECT unnest($rows::BIGINT[]))',
      { import: importId, rows: listValue(asked) },
    )
    for (const { sourceRow, target } of targets) found.push([`${importId}/${sourceRow}`, target])
  }
  return new Map(found)
}

async function namesOf(connection: Connection, personIds: readonly number[]): Promise<Map<number, string>> {
  if (personIds.length === 0) return new Map()
  const people = await rows<{ id: number; name: string }>(connection, 'SELECT person_id AS id, coalesce(login, email, person_key) AS name FROM dev.people WHERE person_id IN (SELECT unnest($ids::INTEGER[]))', { ids: listValue([...new Set(personIds)]) })
  return new Map(people.map(({ id, name }) => [id, name]))
}
