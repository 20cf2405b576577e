import type { Connection } from '../db/connection.ts'
import { columnsOf, type Values } from '../db/query.ts'
import type { CountedPlaces, Subjects } from './subjects.ts'

/** What `sideSteps` made, column by column. */
export interface Sides {
  cells: Cells
  /** Of the subject; −1 where the activity belongs to none. */
  place: Int32Array
  /** Somebody of several subjects; −1 where the row stands for `members` of one. */
  person: Int32Array
  /** Where the row counts in `cells`. */
  cell: Uint32Array
  members: Int32Array
  onBoth: Int32Array
}

/** Counts by kind, group, side and target stand one behind the other. */
interface Cells {
  /** Stages, `hidden`, `unresolved` and, last, `all`. */
  groups: readonly string[]
  /** The first is null, for all of a side. */
  targets: readonly (string | null)[]
  size: number
  at(cell: { isPeople: boolean; group: number; isOurs: boolean; target: number }): number
}

function cellsOf(groups: readonly string[], targets: readonly (string | null)[]): Cells {
  return {
    groups, targets, size: groups.length * 4 * targets.length,
    at: ({ isPeople, group, isOurs, target }) => (((isPeople ? 1 : 0) * groups.length + group) * 2 + (isOurs ? 1 : 0)) * targets.length + target,
  }
}

interface Reading {
  /** What `sideSteps` select. */
  sql: string
  values: Values
  /** The subjects and their places. */
  table: string
  subjects: Pick<Subjects, 'stage' | 'stageNames'>
}

/** Repositories named as a competitor's are targets, active or not. */
export async function readSides(connection: Connection, { sql, values, table, subjects: { stage, stageNames } }: Reading): Promise<Sides> {
  const [kinds = [], places = [], people = [], sides = [], names = [], members = [], onBoth = []] = await columnsOf(
    connection,
    `SELECT s.kind, r.place, s.person_id, s.side, s.target, s.members::INTEGER, s.on_both::INTEGER FROM (${sql}) s LEFT JOIN ${table} r USING (subject_id) WHERE s.subject_id IS NULL OR r.place IS NOT NULL ORDER BY r.place`,
    values,
  )
  const [competitors = []] = await columnsOf(connection, `SELECT DISTINCT lower(name) FROM dev.targets WHERE kind = 'repo' AND role = 'competitor'`)
  const targets = [null, ...new Set([...names, ...competitors].flatMap((name) => (name === null ? [] : [String(name)])))]
  const targetPlaces = new Map<unknown, number>(targets.map((name, place) => [name, place]))
  const cells = cellsOf([...stageNames.map((name) => name ?? 'hidden'), 'unresolved', 'all'], targets)
  const orNone = (value: unknown) => (value === null ? -1 : Number(value))
  const place = Int32Array.from(places, orNone)
  return {
    cells, place, person: Int32Array.from(people, orNone), members: Int32Array.from(members, Number), onBoth: Int32Array.from(onBoth, Number),
    cell: Uint32Array.from(place, (of, row) => cells.at({
      isPeople: kinds[row] === 'people', group: of < 0 ? stageNames.length : (stage[of] ?? 0), isOurs: sides[row] === 'ours', target: targetPlaces.get(names[row]) ?? 0,
    })),
  }
}

export interface SideCount {
  count: number
  /** How many of them were active on ours too; of ours, it says nothing. */
  both: number
}

export interface SideCell {
  kind: 'subjects' | 'people'
  /** A stage, `hidden`, `unresolved` (belongs to no subject) or `all`. */
  group: string
  side: 'theirs' | 'ours'
  target: string | null
}

interface Choice {
  counted: CountedPlaces
  /** Whether activity of no subject counts too. */
  isAll: boolean
}

/** How many were active on each competitor's repository, and how many of those on ours too. */
export function sideCounts({ cells, place, person, cell, members, onBoth }: Sides, { counted, isAll }: Choice): (cell: SideCell) => SideCount {
  const count = new Uint32Array(cells.size)
  const both = new Uint32Array(cells.size)
  const several = new Map<number, number>()
  const inAll = inAllOf(cells)
  for (let row = 0; row < place.length; row += 1) {
    const of = place[row] ?? -1
    if (of < 0 ? !isAll : counted[of] === 0) continue
    const at = cell[row] ?? 0
    const one = person[row] ?? -1
    if (one < 0) {
      count[at] = (count[at] ?? 0) + (members[row] ?? 0)
      both[at] = (both[at] ?? 0) + (onBoth[row] ?? 0)
    } else {
      // Somebody of several subjects counts once in a group, and once in all.
      several.set(one * cells.size + at, at)
      several.set(one * cells.size + (inAll[at] ?? 0), inAll[at] ?? 0)
    }
  }
  for (const [at, all] of inAll.entries()) {
    if (at === all) continue
    count[all] = (count[all] ?? 0) + (count[at] ?? 0)
    both[all] = (both[all] ?? 0) + (both[at] ?? 0)
  }
  const ours = oursOf(cells)
  for (const [one, at] of several) {
    count[at] = (count[at] ?? 0) + 1
    both[at] = (both[at] ?? 0) + (several.has(one - at + (ours[at] ?? 0)) ? 1 : 0)
  }
  const targetPlaces = new Map(cells.targets.map((name, target) => [name, target]))
  return ({ kind, group, side, target }) => {
    const [of, which] = [cells.groups.indexOf(group), targetPlaces.get(target)]
    if (of < 0 || which === undefined) return { count: 0, both: 0 }
    const at = cells.at({ isPeople: kind === 'people', group: of, isOurs: side === 'ours', target: which })
    return { count: count[at] ?? 0, both: both[at] ?? 0 }
  }
}

/** Of each cell, the one of the same kind, side and target in the group of all. */
function inAllOf({ groups, targets, size }: Cells): Uint32Array {
  const group = 2 * targets.length
  const kind = groups.length * group
  return Uint32Array.from({ length: size }, (_, at) => Math.floor(at / kind) * kind + (groups.length - 1) * group + (at % group))
}

/** Of each cell, the one of all of our side, of the same kind and group. */
function oursOf({ targets, size }: Cells): Uint32Array {
  const group = 2 * targets.length
  return Uint32Array.from({ length: size }, (_, at) => Math.floor(at / group) * group + targets.length)
}
