import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'

type Events = ReviewItem['events']

const most = 20

/** The newest events that can count of a person or a company, and how many there are. */
export async function readEvents(connection: Connection, { of, id }: { of: 'person_id' | 'company_id'; id: number }): Promise<Events> {
  const recent = await rows<Events['recent'][number] & { total: number }>(
    connection,
    `WITH own AS (SELECT import_id, source_row, source, occurred_at, quantity, person_id, count(*) OVER () AS total FROM result.signals WHERE ${of} = $id ORDER BY occurred_at DESC, import_id DESC, source_row DESC LIMIT ${most})
     SELECT o.occurred_at AS "occurredAt", o.source, e.target, o.quantity, ${of === 'company_id' ? 'coalesce(p.login, p.email, p.person_key)' : 'NULL'} AS person, o.total
     FROM own o LEFT JOIN dev.events e ON e.import_id = o.import_id AND e.source_row = o.source_row ${of === 'company_id' ? 'LEFT JOIN dev.people p ON p.person_id = o.person_id' : ''}
     ORDER BY o.occurred_at DESC, o.import_id DESC, o.source_row DESC`,
    { id },
  )
  return { total: recent[0]?.total ?? 0, recent: recent.map(({ total: _total, ...event }) => event) }
}
