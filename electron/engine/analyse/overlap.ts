import type { Overlap, OverlapGroup, OverlapPlace, OverlapRows } from '../../../shared/contract-overlap.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { scoreValues } from '../score/contribution-steps.ts'
import type { Run } from '../score/run-store.ts'
import { scoreInputs } from '../score/subject-steps.ts'
import { compile } from '../sql/steps.ts'
import { readStages, type Stage } from '../workspace/stages.ts'
import { withCounted } from './kept-rows.ts'
import { notNamed, overlapInputs, overlapSteps, sideSteps } from './overlap-steps.ts'
import { subjectsOf } from './segment.ts'
import { readSides, type SideCell, type SideCount, sideCounts } from './side-counts.ts'
import { wilson } from './statistics.ts'

const inputs = [...scoreInputs, ...overlapInputs]

/** Who was active on competitors' repositories, on ours and on both. */
export function overlapOf(connection: Connection, run: Run, filter: Segment): Promise<Overlap> {
  return withCounted(connection, { run, segment: filter }, async ({ stages, kept, rows: table, subjects, counted, chosen: { isAll } }) => {
    const sides = await kept.value('sides', () => readSides(connection, { sql: compile(inputs, sideSteps), values: scoreValues(run), table, subjects }))
    return overlapAmong(run, sides.cells.targets, { stages, isAll, countOf: sideCounts(sides, { counted, isAll }) })
  })
}

interface Counted {
  stages: readonly Stage[]
  isAll: boolean
  countOf: (cell: SideCell) => SideCount
}

function overlapAmong(run: Run, names: readonly (string | null)[], { stages, isAll, countOf }: Counted): Overlap {
  const groups = [
    { group: 'all', label: 'All' }, ...stages.map(({ key, label }) => ({ group: key, label })),
    { group: 'lost', label: 'Lost' }, { group: 'unmapped', label: 'Unmapped' }, { group: 'hidden', label: 'Not in the CRM' },
  ]
  const withoutCompany = isAll ? [{ group: 'unresolved', label: 'Without a company' }] : []
  const of = (kind: SideCell['kind'], group: string, target: string | null) => {
    const { count: theirs, both } = countOf({ kind, group, side: 'theirs', target })
    return parts({ theirs, both, ours: countOf({ kind, group, side: 'ours', target: null }).count })
  }
  const figures = (kind: SideCell['kind'], target: string | null): OverlapGroup[] => (kind === 'people' ? [...groups, ...withoutCompany] : groups).map((group) => ({ ...group, ...of(kind, group.group, target) }))
  const targets = names.flatMap((target) => (target === null ? [] : [{ target, active: countOf({ kind: 'subjects', group: 'all', side: 'theirs', target }).count }]))
    .filter(({ target, active }) => target !== notNamed || active + countOf({ kind: 'people', group: 'all', side: 'theirs', target }).count > 0)
    .sort((a, b) => b.active - a.active || (a.target < b.target ? -1 : 1))
  return {
    asOf: run.asOf,
    policy: run.policy,
    activeDays: run.model.active_days,
    targets: [null, ...targets.map(({ target }) => target)].map((target) => ({ target, subjects: figures('subjects', target), people: figures('people', target) })),
  }
}

function parts({ theirs, both, ours }: { theirs: number; both: number; ours: number }): Pick<OverlapGroup, 'n' | OverlapPlace> {
  const n = theirs + ours - both
  const part = (count: number) => ({ count, share: wilson({ hits: count, total: n }) })
  return { n, theirs: part(theirs - both), both: part(both), ours: part(ours - both) }
}

interface Cell {
  of: 'subjects' | 'people'
  target: string | null
  group: string
  place: OverlapPlace
  limit: number
}

const placeSql: Readonly<Record<OverlapPlace, string>> = { theirs: 'theirs > 0 AND ours = 0', both: 'theirs > 0 AND ours > 0', ours: 'theirs = 0 AND ours > 0' }
const named = {
  subjects: 'SELECT subject_id AS unit, subject_key AS key, coalesce(name, domain, subject_key) AS name FROM subjects_at',
  people: 'SELECT person_id AS unit, person_key AS key, coalesce(name, login, email, person_key) AS name FROM dev.people',
} as const

/** Who is counted in one place of the overlap, the most active first. */
export async function overlapRowsOf(connection: Connection, run: Run, { filter, of, target, group, place, limit }: Cell & { filter: Segment }): Promise<OverlapRows> {
  const counted = subjectsOf(run, await readStages(connection), filter)
  const members = {
    name: 'members',
    reads: ['units', of === 'subjects' ? 'subjects_at' : 'dev.people'],
    sql: `
      SELECT key, name, theirs, ours, "lastAt" FROM (
        SELECT unit, count(*) FILTER (side = 'theirs' AND ($target::VARCHAR IS NULL OR target = $target))::INTEGER AS theirs, count(*) FILTER (side = 'ours')::INTEGER AS ours,
          max(occurred_at) FILTER (side = 'ours' OR $target::VARCHAR IS NULL OR target = $target) AS "lastAt"
        FROM units WHERE kind = '${of}' AND "group" = $group GROUP BY unit) JOIN (${named[of]}) USING (unit)
      WHERE ${placeSql[place]}`,
  }
  const found = await rows<OverlapRows['rows'][number] & { found: number }>(
    connection,
    `SELECT *, count(*) OVER ()::INTEGER AS found FROM (${compile([...inputs, 'dev.people'], [...overlapSteps(counted), members])}) ORDER BY theirs + ours DESC, key LIMIT $limit`,
    { ...scoreValues(run), ...counted.values, target, group, limit },
  )
  return { found: found[0]?.found ?? 0, rows: found.map(({ found: _found, ...row }) => row) }
}
