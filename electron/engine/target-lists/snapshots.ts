import type { TargetListEntry, TargetListName, TargetListSnapshot } from '../../../shared/contract-target-lists.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows, run as runSql } from '../db/query.ts'
import type { MadeList } from './make-list.ts'

export interface StoredSnapshot extends TargetListSnapshot {
  snapshotId: number
  /** The score model as JSON. */
  model: string
}

/** Stores a list under a name of its own; the caller holds the transaction. */
export async function storeSnapshot(connection: Connection, { run, entries }: MadeList, { list, name, filter }: { list: TargetListName; name: string; filter: Segment }): Promise<StoredSnapshot> {
  if ((await listSnapshots(connection, list)).some((each) => each.name === name)) throw new AppError('bad_usage', `“${name}” is a snapshot of this list already, and a snapshot is never made again. Choose another name.`)
  const { id } = await one<{ id: number }>(connection, 'SELECT coalesce(max(snapshot_id), 0) + 1 AS id FROM ops.list_snapshots')
  await runSql(connection, 'INSERT INTO ops.list_snapshots VALUES ($id, $list, $name, $as_of::TIMESTAMP, $policy, $filter::JSON, $model::JSON, $at::TIMESTAMP)', {
    id, list, name, as_of: run.asOf, policy: run.policy, filter: JSON.stringify(filter), model: JSON.stringify(run.model), at: new Date().toISOString(),
  })
  await runSql(
    connection,
    `INSERT INTO ops.list_entries SELECT $id, e.place, e.subjectKey, e.name, e.domain, e.recordId, e.funnelStage, e.owner, e.band, e.score, e.change, e.person.personKey, e.person.label, e.person.persona, e.person.points, e.reason
     FROM (SELECT unnest(from_json($entries::JSON, $shape)) AS e)`,
    { id, entries: JSON.stringify(entries.map((entry, index) => ({ ...entry, place: index + 1 }))), shape: entryShape },
  )
  return snapshotOf(connection, list, name)
}

const entryShape = JSON.stringify([{
  place: 'INTEGER', subjectKey: 'VARCHAR', name: 'VARCHAR', domain: 'VARCHAR', recordId: 'VARCHAR', funnelStage: 'VARCHAR', owner: 'VARCHAR', band: 'VARCHAR', score: 'DOUBLE', change: 'DOUBLE',
  person: { personKey: 'VARCHAR', label: 'VARCHAR', persona: 'VARCHAR', points: 'DOUBLE' }, reason: 'VARCHAR',
}])

/** Newest first; of one list or of all. */
export async function listSnapshots(connection: Connection, list: TargetListName | null): Promise<StoredSnapshot[]> {
  const found = await rows<Omit<StoredSnapshot, 'filter'> & { filter: string }>(
    connection,
    `SELECT snapshot_id AS "snapshotId", name, list, as_of AS "asOf", policy, filter::VARCHAR AS filter, model::VARCHAR AS model, frozen_at AS "frozenAt",
       (SELECT count(*)::INTEGER FROM ops.list_entries e WHERE e.snapshot_id = s.snapshot_id) AS entries
     FROM ops.list_snapshots s WHERE $list IS NULL OR list = $list ORDER BY frozen_at DESC, snapshot_id DESC`,
    { list },
  )
  return found.map((each) => ({ ...each, filter: JSON.parse(each.filter) as Segment })) // written above from a parsed segment
}

/** One by name, else the newest of the list. */
export async function snapshotOf(connection: Connection, list: TargetListName, name?: string): Promise<StoredSnapshot> {
  const all = await listSnapshots(connection, list)
  const found = name === undefined ? all[0] : all.find((each) => each.name === name)
  if (found) return found
  const known = all.map((each) => `“${each.name}”`).join(', ')
  throw new AppError('not_found', all.length === 0 ? `No snapshot of the list “${list}” has been kept yet. Freeze it first.` : `There is no snapshot “${String(name)}” of the list “${list}”; there are ${known}.`)
}

/** The rows of a snapshot as they were. */
export async function snapshotEntries(connection: Connection, { snapshotId }: StoredSnapshot): Promise<TargetListEntry[]> {
  type Person = NonNullable<TargetListEntry['person']>
  const found = await rows<Omit<TargetListEntry, 'person'> & Omit<Person, 'personKey'> & { personKey: string | null }>(
    connection,
    `SELECT subject_key AS "subjectKey", name, domain, record_id AS "recordId", funnel_stage AS "funnelStage", owner, band, score, change,
       person_key AS "personKey", label, persona, points, reason FROM ops.list_entries WHERE snapshot_id = $id ORDER BY place`,
    { id: snapshotId },
  )
  return found.map(({ personKey, label, persona, points, ...entry }) => ({ ...entry, person: personKey === null ? null : { personKey, label, persona, points } }))
}

export const publicSnapshot = ({ name, list, asOf, policy, filter, entries, frozenAt }: StoredSnapshot): TargetListSnapshot => ({ name, list, asOf, policy, filter, entries, frozenAt })
