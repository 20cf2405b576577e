import { controlsPerCase } from '../../../shared/contract-before-entry.ts'
import { type ActivityLevels, type Moment, momentsOf, scoreOf } from '../score/activity-levels.ts'
import type { InstantScore } from '../score/instant-scores.ts'
import type { Run } from '../score/run-store.ts'
import { turnsOf } from '../turn.ts'
import { type Case, drawer, type Entries } from './matched-sets.ts'
import type { Timeline } from './timeline.ts'

/** In milliseconds. */
export const dayLength = 86_400_000

/** Controls drawn ahead of any segment: a segment of every fourth account finds five among them. */
const depth = 4 * controlsPerCase

/** Of the pool looked at ahead for one case. */
const patience = 400

/** The cases of a stage and controls drawn for each from all accounts, all scored as of the day before entry; parts of a case stand at its index. */
export interface ScoredSets {
  entries: Entries
  cases: readonly InstantScore[]
  /** Places of the controls in the order drawn, `depth` to a case; −1 behind the last. */
  places: Int32Array
  scores: Float64Array
  active: Uint8Array
  /** Whether nobody else can be a control. */
  isEverybody: Uint8Array
}

export interface Scoring {
  run: Run
  accounts: readonly Timeline[]
  levels: ActivityLevels
}

/** A control by its place, as of the day before the entry of its case. */
interface Control extends InstantScore {
  place: number
}

export interface MatchedSet {
  of: Case
  scored: InstantScore
  controls: Control[]
}

interface Seeded {
  stage: string
  seed: string
}

const seedOf = ({ stage, seed }: Seeded, account: Timeline | undefined): string => `${seed}/${stage}/${account?.record ?? ''}`

export async function drawAhead(entries: Entries, { signal, ...seeded }: Seeded & { signal: AbortSignal | undefined }, { run, accounts, levels }: Scoring): Promise<ScoredSets> {
  const momentOf = momentsOf(run.model, levels)
  const draw = drawer(entries.pool)
  const size = entries.cases.length * depth
  const sets = { places: new Int32Array(size).fill(-1), scores: new Float64Array(size), active: new Uint8Array(size), isEverybody: new Uint8Array(entries.cases.length) }
  const cases: InstantScore[] = []
  const turn = turnsOf(signal)
  for (const [index, of] of entries.cases.entries()) {
    if (turn.isOver()) await turn.next()
    const moment = momentOf(of.enteredAt - dayLength)
    cases.push(scoreAt(accounts, of.place, { levels, moment }))
    const { places, isEverybody } = draw({ seed: seedOf(seeded, accounts[of.place]), qualifies: (place) => entries.isControl(place, of), wanted: depth, looks: patience })
    sets.isEverybody[index] = isEverybody ? 1 : 0
    for (const [drawn, place] of places.entries()) {
      const { score, active } = scoreAt(accounts, place, { levels, moment })
      sets.places[index * depth + drawn] = place
      sets.scores[index * depth + drawn] = score
      sets.active[index * depth + drawn] = active ? 1 : 0
    }
  }
  return { ...sets, entries, cases }
}

const scoreAt = (accounts: readonly Timeline[], place: number, { levels, moment }: { levels: ActivityLevels; moment: Moment }): InstantScore => scoreOf(levels, accounts[place]?.record ?? '', moment)

/** A set as far as it was drawn ahead; `isShort` where more could be drawn. */
export type SetAhead = MatchedSet & { isShort: boolean }

/** The cases among those counted with up to five controls each that are counted too: the first drawn ahead. */
export function setsAmong({ entries, cases, places, scores, active, isEverybody }: ScoredSets, isCounted: Uint8Array): SetAhead[] {
  return entries.cases.flatMap((of, index) => {
    const scored = cases[index]
    if (isCounted[of.place] !== 1 || !scored) return []
    const controls: Control[] = []
    for (let drawn = index * depth; drawn < (index + 1) * depth && controls.length < controlsPerCase; drawn += 1) {
      const place = places[drawn] ?? -1
      if (isCounted[place] === 1) controls.push({ place, score: scores[drawn] ?? 0, active: active[drawn] === 1 })
    }
    return [{ of, scored, controls, isShort: controls.length < controlsPerCase && isEverybody[index] !== 1 }]
  })
}

interface Completing extends Seeded {
  entries: Entries
  isCounted: Uint8Array
  signal: AbortSignal | undefined
}

/** Draws the controls that sets are short of from those of the pool that are counted. Each that qualifies is as likely as any other, drawn ahead or now. */
export async function complete(sets: readonly MatchedSet[], { entries, isCounted, signal, ...seeded }: Completing, { run, accounts, levels }: Scoring): Promise<void> {
  const momentOf = momentsOf(run.model, levels)
  const pool = entries.pool.filter((place) => isCounted[place] === 1)
  const draw = drawer(pool)
  const turn = turnsOf(signal)
  for (const { of, controls } of sets) {
    if (turn.isOver()) await turn.next()
    const moment = momentOf(of.enteredAt - dayLength)
    const take = (places: readonly number[]) => controls.push(...places.map((place) => ({ place, ...scoreAt(accounts, place, { levels, moment }) })))
    const qualifies = (place: number) => controls.every((control) => control.place !== place) && entries.isControl(place, of)
    const wanted = () => controlsPerCase - controls.length
    const seed = `${seedOf(seeded, accounts[of.place])}/more`
    const { places, isEverybody } = draw({ seed, qualifies, wanted: wanted(), looks: patience })
    take(places)
    // Where hardly anybody qualifies, they are listed.
    if (wanted() > 0 && !isEverybody) take(drawer(pool.filter(qualifies))({ seed: `${seed}/rest`, qualifies: () => true, wanted: wanted() }).places)
  }
}
