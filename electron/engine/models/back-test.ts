import { leastWins, type BackTest } from '../../../shared/contract-models.ts'
import type { Policy } from '../../../shared/model.ts'
import { wilson } from '../analyse/statistics.ts'
import type { Connection } from '../db/connection.ts'
import type { Workspace } from '../db/workspace.ts'
import { seededRandom } from '../random.ts'
import { withRun } from '../score/ensure-scored.ts'
import { type InstantScore, instantScores, type Moment } from '../score/instant-scores.ts'
import type { Run } from '../score/run-store.ts'
import { readStages } from '../workspace/stages.ts'
import { concordance, type MatchedSet } from './concordance.ts'
import type { Side } from './sides.ts'
import { type Candidate, readCandidates } from './wins.ts'

const controlsPerWin = 5
const dayLength = 86_400_000

interface Request {
  sides: readonly Side[]
  asOf: string | undefined
  policy: Policy
  seed: string
}

/** Would the score have told? Each model scores the accounts that won as of the day before, and accounts that did not win as of the same instant. */
export async function backTest(workspace: Workspace, { sides, asOf, policy, seed }: Request, signal: AbortSignal): Promise<BackTest> {
  const [first, ...others] = sides
  if (!first) throw new Error('A back-test needs a model.')
  return withRun(workspace, { asOf, policy, model: first.model }, {
    signal,
    work: async (run) => {
      const { reader } = workspace
      const stages = await readStages(reader)
      const candidates = await readCandidates(reader, { asOf: run.asOf, stages })
      const sets = drawnSets(candidates, seed)
      const undated = candidates.filter(({ isWon, wonAt }) => isWon && wonAt === null).length
      const common = { asOf: run.asOf, policy, seed, wonStage: stages.at(-1)?.label ?? '', wins: sets.length, undatedWins: undated, controlsPerWin, leastWins }
      if (sets.length < leastWins) return { ...common, controls: 0, models: [] }
      const models = [await tested(reader, { side: first, run, sets })]
      for (const side of others) {
        models.push(await withRun(workspace, { asOf: run.asOf, policy, model: side.model }, { signal, work: (other) => tested(reader, { side, run: other, sets }) }))
      }
      return { ...common, controls: sets.reduce((sum, { controls }) => sum + controls.length, 0), models }
    },
  })
}

/** A win, and the accounts drawn beside it, at the day before. */
export interface DrawnSet {
  at: string
  of: string
  controls: string[]
}

/** Up to five accounts that had been created by then and were not won, drawn for each win by the seed. */
export function drawnSets(candidates: readonly Candidate[], seed: string): DrawnSet[] {
  const others = candidates.filter(({ isWon }) => !isWon)
  return candidates.flatMap(({ record, wonAt }) => {
    if (wonAt === null) return []
    const at = new Date(Date.parse(wonAt) - dayLength).toISOString()
    const existing = others.filter(({ createdAt }) => createdAt === null || createdAt <= at)
    return [{ at, of: record, controls: drawn(existing, `${seed}/${record}`) }]
  })
}

function drawn(from: readonly Candidate[], seed: string): string[] {
  if (from.length <= controlsPerWin) return from.map(({ record }) => record)
  const random = seededRandom(seed)
  const places = new Set<number>()
  while (places.size < controlsPerWin) places.add(random.integer(0, from.length - 1))
  return [...places].flatMap((place) => from[place]?.record ?? [])
}

async function tested(connection: Connection, { side, run, sets }: { side: Side; run: Run; sets: readonly DrawnSet[] }): Promise<BackTest['models'][number]> {
  const moments = sets.flatMap(({ at, of, controls }): Moment[] => [{ record: of, at }, ...controls.map((record) => ({ record, at }))])
  const scores = await instantScores(connection, moments, { policy: run.policy, model: side.model })
  let next = 0
  const take = (): InstantScore => scores[next++] ?? { score: 0, active: false }
  const scored = sets.map(({ controls }) => ({ of: take(), controls: controls.map(take) }))
  const share = (list: readonly InstantScore[], threshold: number | null) => wilson({ hits: list.filter((score) => reaches(score, threshold)).length, total: list.length })
  const wins = scored.map(({ of }) => of)
  const controls = scored.flatMap((set) => set.controls)
  const { high, medium } = run.thresholds
  return {
    version: side.version,
    name: side.name,
    thresholds: run.thresholds,
    auc: concordance(scored.map((set): MatchedSet => ({ of: set.of.score, controls: set.controls.map(({ score }) => score) }))),
    active: { wins: wilson({ hits: wins.filter(({ active }) => active).length, total: wins.length }), controls: wilson({ hits: controls.filter(({ active }) => active).length, total: controls.length }) },
    high: { wins: share(wins, high), controls: share(controls, high) },
    mediumOrHigh: { wins: share(wins, medium), controls: share(controls, medium) },
  }
}

const reaches = ({ score, active }: InstantScore, threshold: number | null): boolean => active && threshold !== null && Math.round(score * 1e9) >= Math.round(threshold * 1e9)
