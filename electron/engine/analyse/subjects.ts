import type { Band } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { columnsOf, type Values } from '../db/query.ts'

export const bands = ['None', 'Low', 'Medium', 'High'] as const satisfies readonly Band[]

/** Outside the CRM. */
export const noStage = 0

/** Subjects column by column, each at its place, so that a change of the filter counts them in milliseconds. */
export interface Subjects {
  /** Of each subject: the place of its stage in `stageNames`. */
  stage: Uint8Array
  /** The first is null, for companies without an account. */
  stageNames: (string | null)[]
  /** Of each subject: the place of its band in `bands`; the first is exactly the inactive. */
  band: Uint8Array
  score: Float64Array
}

/** Which subjects are counted: 1 at the places of those that are. */
export type CountedPlaces = Uint8Array

/** What a SELECT with stage (null outside the CRM), band and score gives, in its order. */
export async function readSubjects(connection: Connection, sql: string, values: Values = {}): Promise<Subjects> {
  const [stages = [], bandsFound = [], scores = []] = await columnsOf(connection, `SELECT stage, band, score FROM (${sql})`, values)
  const stageNames: (string | null)[] = [null]
  const places = new Map<unknown, number>([[null, noStage]])
  const bandPlaces = new Map<unknown, number>(bands.map((band, place) => [band, place]))
  const stage = Uint8Array.from(stages, (name) => {
    const known = places.get(name)
    if (known !== undefined) return known
    places.set(name, stageNames.length)
    return stageNames.push(String(name)) - 1
  })
  return { stage, stageNames, band: Uint8Array.from(bandsFound, (band) => bandPlaces.get(band) ?? 0), score: Float64Array.from(scores, Number) }
}

export const allOf = ({ stage }: Subjects): CountedPlaces => new Uint8Array(stage.length).fill(1)
