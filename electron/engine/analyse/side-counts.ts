import type { Connection } from '../db/connection.ts'
import { columnsOf, type Values } from '../db/query.ts'
import type { CountedPlaces, Subjects } from './subjects.ts'

/** What `sideSteps` made, column by column. */
export interface Sides {
  isPeople: Uint8Array
  /** Of the subject; −1 where the activity belongs to none. */
  place: Int32Array
  /** Somebody of several subjects; −1 where the row stands for `members` of one. */
  person: Int32Array
  isOurs: Uint8Array
  /** Place in `targets`. */
  target: Uint32Array
  /** The first is null, for all of a side. */
  targets: (string | null)[]
  members: Int32Array
  onBoth: Int32Array
}

/** `sql`: what `sideSteps` select; `table`: the subjects and their places. Repositories named as a competitor's are targets, active or not. */
export async function readSides(connection: Connection, { sql, values, table }: { sql: string; values: Values; table: string }): Promise<Sides> {
  const [kinds = [], places = [], people = [], sides = [], names = [], members = [], onBoth = []] = await columnsOf(
    connection,
    `SELECT s.kind, r.place, s.person_id, s.side, s.target, s.members::INTEGER, s.on_both::INTEGER FROM (${sql}) s LEFT JOIN ${table} r USING (subject_id) WHERE s.subject_id IS NULL OR r.place IS NOT NULL`,
    values,
  )
  const [competitors = []] = await columnsOf(connection, `SELECT DISTINCT lower(name) FROM dev.targets WHERE kind = 'repo' AND role = 'competitor'`)
  const targets = [null, ...new Set([...names, ...competitors].flatMap((name) => (name === null ? [] : [String(name)])))]
  const targetPlaces = new Map<unknown, number>(targets.map((name, place) => [name, place]))
  const orNone = (value: unknown) => (value === null ? -1 : Number(value))
  return {
    isPeople: Uint8Array.from(kinds, (kind) => (kind === 'people' ? 1 : 0)), place: Int32Array.from(places, orNone), person: Int32Array.from(people, orNone),
    isOurs: Uint8Array.from(sides, (side) => (side === 'ours' ? 1 : 0)), target: Uint32Array.from(names, (name) => targetPlaces.get(name) ?? 0), targets,
    members: Int32Array.from(members, Number), onBoth: Int32Array.from(onBoth, Number),
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
  subjects: Subjects
  counted: CountedPlaces
  /** Whether activity of no subject counts too. */
  isAll: boolean
}

/** How many were active on each competitor's repository, and how many of those on ours too. */
export function sideCounts(sides: Sides, { subjects: { stage, stageNames }, counted, isAll }: Choice): (cell: SideCell) => SideCount {
  const groups = [...stageNames.map((name) => name ?? 'hidden'), 'unresolved', 'all']
  const [unresolved, all] = [groups.length - 2, groups.length - 1]
  const width = sides.targets.length
  const cellAt = (isPeople: number, group: number, isOurs: number, target: number) => ((isPeople * groups.length + group) * 2 + isOurs) * width + target
  const count = new Uint32Array(groups.length * 4 * width)
  const both = new Uint32Array(groups.length * 4 * width)
  const several = new Map<string, { cell: number; ours: string }>()
  const add = (cell: number, members: number, onBoth: number) => {
    count[cell] = (count[cell] ?? 0) + members
    both[cell] = (both[cell] ?? 0) + onBoth
  }
  const addPerson = (cell: number, person: number, ours: number) => several.set(`${person} ${cell}`, { cell, ours: `${person} ${ours}` })
  for (let row = 0; row < sides.place.length; row += 1) {
    const place = sides.place[row] ?? -1
    if (place < 0 ? !isAll : counted[place] === 0) continue
    const group = place < 0 ? unresolved : (stage[place] ?? 0)
    const isPeople = sides.isPeople[row] ?? 0
    const cell = cellAt(isPeople, group, sides.isOurs[row] ?? 0, sides.target[row] ?? 0)
    const person = sides.person[row] ?? -1
    const toAll = cellAt(0, all - group, 0, 0)
    if (person < 0) {
      add(cell, sides.members[row] ?? 0, sides.onBoth[row] ?? 0)
      add(cell + toAll, sides.members[row] ?? 0, sides.onBoth[row] ?? 0)
    } else {
      const ours = cellAt(isPeople, group, 1, 0)
      addPerson(cell, person, ours)
      addPerson(cell + toAll, person, ours + toAll)
    }
  }
  for (const { cell, ours } of several.values()) add(cell, 1, several.has(ours) ? 1 : 0)
  const targetPlaces = new Map(sides.targets.map((name, place) => [name, place]))
  return ({ kind, group, side, target }) => {
    const [of, place] = [groups.indexOf(group), targetPlaces.get(target)]
    if (of < 0 || place === undefined) return { count: 0, both: 0 }
    const cell = cellAt(kind === 'people' ? 1 : 0, of, side === 'ours' ? 1 : 0, place)
    return { count: count[cell] ?? 0, both: both[cell] ?? 0 }
  }
}
