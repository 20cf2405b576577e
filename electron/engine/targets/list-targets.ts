import type { Target } from '../../../shared/contract-targets.ts'
import type { Output } from '../../../shared/contract.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { readSetting } from '../db/settings.ts'
import { eventTargets } from '../sql/event-targets.ts'
import { compile, type Step } from '../sql/steps.ts'

/** Imports up to these numbers were asked about. */
export const askedSettings = { later: 'targets_later_through', leave: 'targets_left_through' } as const

const mostAsked = 200

const steps: readonly Step[] = [
  {
    name: 'cells',
    reads: ['dev.events'],
    sql: 'SELECT source, target, count(*) AS events, max(occurred_at) AS last_at, min(import_id) AS first_import, max(import_id) AS last_import FROM dev.events WHERE target IS NOT NULL GROUP BY ALL',
  },
  eventTargets('cells'),
  {
    name: 'seen',
    reads: ['cells', 'event_targets', 'dev.downloads'],
    sql: `
      SELECT kind, name, sum(events)::BIGINT AS events, max(last_at) AS last_at, min(first_import) AS first_import, max(last_import) AS last_import FROM (
        SELECT kind, name, events, last_at, first_import, last_import FROM cells JOIN event_targets USING (source, target) WHERE kind IS NOT NULL
        UNION ALL
        SELECT 'package', lower(package), 0, max(day), min(import_id), max(import_id) FROM dev.downloads GROUP BY ALL)
      GROUP BY ALL`,
  },
  {
    name: 'targets',
    reads: ['seen', 'dev.targets'],
    sql: `
      SELECT kind, name, coalesce(t.role, 'unmarked') AS role, coalesce(s.events, 0) AS events, s.last_at AS "lastAt", t.role IS NOT NULL OR s.first_import <= $left_through AS decided,
        t.role IS NULL AND s.first_import > $left_through AND s.last_import > $later_through AS asked
      FROM seen s FULL JOIN dev.targets t USING (kind, name)`,
  },
]
const all = compile(['dev.events', 'dev.targets', 'dev.downloads'], steps)
const shown = 'kind, name, role, events, "lastAt", decided'

/** What the Targets page and its question show. */
export async function listTargets(connection: Connection, { search, role, limit }: { search: string; role?: Target['role'] | undefined; limit: number }): Promise<Output<'targets.list'>> {
  const through = async (key: string): Promise<number> => (await readSetting<number>(connection, key)) ?? 0
  const values = {
    left_through: await through(askedSettings.leave), later_through: await through(askedSettings.later), search: search.trim().toLowerCase(), role: role ?? null, limit,
  }
  const meets = `contains(name, $search) AND ($role::VARCHAR IS NULL OR role = $role)`
  const bySize = 'events DESC, "lastAt" DESC NULLS LAST, kind, name'
  const counts = await one<Output<'targets.list'>['counts'] & { found: number; asked: number }>(
    connection,
    `SELECT count(*) FILTER (role = 'own') AS own, count(*) FILTER (role = 'competitor') AS competitor, count(*) FILTER (role = 'ecosystem') AS ecosystem,
       count(*) FILTER (role = 'unmarked') AS unmarked, count(*) FILTER (${meets}) AS found, count(*) FILTER (asked) AS asked FROM (${all})`,
    values,
  )
  const { found, asked, ...byRole } = counts
  return {
    targets: await rows<Target>(connection, `SELECT ${shown} FROM (${all}) WHERE ${meets} ORDER BY list_position(['own', 'competitor', 'ecosystem', 'unmarked'], role), ${bySize} LIMIT $limit`, values),
    found,
    counts: byRole,
    asking: { targets: await rows<Target>(connection, `SELECT ${shown} FROM (${all}) WHERE asked ORDER BY ${bySize} LIMIT ${mostAsked}`, values), found: asked },
  }
}
