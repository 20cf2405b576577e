import type { Connection } from '../db/connection.ts'
import { columnsOf, type Values } from '../db/query.ts'
import type { CountedPlaces, Subjects } from './subjects.ts'

/** Accounts that are active by something with a name, each once by name. */
interface ActiveBy {
  place: Int32Array
  /** Place in `names`. */
  name: Uint16Array
  names: string[]
}

export interface ActiveSignals {
  source: ActiveBy
  family: ActiveBy
}

/** `sql` selects subject_id, source and family, each combination once; `table`: the subjects and their places. */
export async function readActiveSignals(connection: Connection, { sql, values, table }: { sql: string; values: Values; table: string }): Promise<ActiveSignals> {
  const [places = [], sources = [], families = []] = await columnsOf(connection, `SELECT place, source, family FROM (${sql}) JOIN ${table} USING (subject_id)`, values)
  const seen = new Set<string>()
  const isFirst = places.map((place, row) => {
    const key = `${String(place)} ${String(families[row])}`
    return !seen.has(key) && seen.add(key).size > 0
  })
  return { source: activeBy(places, sources), family: activeBy(places.filter((_, row) => isFirst[row]), families.filter((_, row) => isFirst[row])) }
}

function activeBy(places: readonly unknown[], found: readonly unknown[]): ActiveBy {
  const names = [...new Set(found.map(String))]
  const placeOf = new Map(names.map((name, place) => [name, place]))
  return { place: Int32Array.from(places, Number), name: Uint16Array.from(found, (name) => placeOf.get(String(name)) ?? 0), names }
}

/** Of each name and stage: the accounts counted. */
export function countBy({ place, name, names }: ActiveBy, { stage, stageNames }: Subjects, counted: CountedPlaces): (name: string, stage: string) => number {
  const counts = new Uint32Array(names.length * stageNames.length)
  for (let row = 0; row < place.length; row += 1) {
    const at = place[row] ?? 0
    const cell = (name[row] ?? 0) * stageNames.length + (stage[at] ?? 0)
    counts[cell] = (counts[cell] ?? 0) + (counted[at] ?? 0)
  }
  return (of, among) => {
    const [row, column] = [names.indexOf(of), stageNames.indexOf(among)]
    return row < 0 || column < 0 ? 0 : (counts[row * stageNames.length + column] ?? 0)
  }
}
