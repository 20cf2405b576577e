import type { ScoreModel } from '../../../shared/score-model.ts'
import { seededRandom } from '../random.ts'
import { ones } from '../score/family-bits.ts'
import type { Thresholds } from '../score/thresholds.ts'
import { type AccountPeople, type AccountSet, emptySet, include } from './account-people.ts'
import { betaNumber } from './beta.ts'

export const seed = 'corrected/1'

/** Labels of a blind sample for one kind of evidence. */
export interface Labels {
  group: string
  correct: number
  wrong: number
}

export interface Simulation {
  people: AccountPeople
  labels: readonly Labels[]
  model: Pick<ScoreModel, 'family_bonus'>
  thresholds: Thresholds
}

/** One draw of section 7: the accounts that are active, and of them those that are Medium or High, if only the attributions drawn true count. */
export interface Draw {
  active: AccountSet
  strong: AccountSet
}

/** Draws without end, of every account: whatever figures count a part of them, they count the same draws. */
function* drawn(simulation: Simulation): Generator<Draw, never> {
  const random = seededRandom(seed)
  const { groups, group } = simulation.people
  const counts = groups.map((name) => simulation.labels.find((label) => label.group === name) ?? { correct: 0, wrong: 0 })
  const truth = new Uint8Array(group.length)
  for (;;) {
    const precision = counts.map(({ correct, wrong }) => betaNumber(random, 1 + correct, 1 + wrong))
    for (let index = 0; index < group.length; index += 1) {
      const of = group[index] ?? -1
      truth[index] = of < 0 || random.next() < (precision[of] ?? 0) ? 1 : 0
    }
    yield outcome(simulation, truth)
  }
}

function outcome({ people, model, thresholds: { medium } }: Simulation, truth: Uint8Array): Draw {
  const draw = { active: emptySet(people), strong: emptySet(people) }
  const least = medium === null ? Infinity : Math.round(medium * 1e9)
  for (let account = 0; account < people.bit.length; account += 1) {
    let points = 0
    let [low, high, isActive] = [0, 0, 0]
    for (let row = people.begins[account] ?? 0; row < (people.begins[account + 1] ?? 0); row += 1) {
      if (truth[people.attribution[row] ?? 0] === 0) continue
      points += people.points[row] ?? 0
      low |= people.low[row] ?? 0
      high |= people.high[row] ?? 0
      isActive |= people.isActive[row] ?? 0
    }
    if (isActive === 0) continue
    const bit = people.bit[account] ?? 0
    include(draw.active, bit)
    const score = points * (1 + model.family_bonus * (Math.max(ones(low) + ones(high), 1) - 1))
    if (Math.round(score * 1e9) >= least) include(draw.strong, bit)
  }
  return draw
}

/** 131,072 accounts: 64 MB for 2,000 draws. */
const mostKeptWords = 4096

/**
 * Lends the draws, asked for from the first on: each is made when it is first asked for. They are kept for whoever comes next while a set of accounts
 * has no more words than `most`, else made anew.
 */
export function drawsOf(simulation: Simulation, most = mostKeptWords): () => (place: number) => Draw {
  if ((simulation.people.words.at(-1) ?? 0) > most) {
    return () => {
      const source = drawn(simulation)
      return () => source.next().value
    }
  }
  const source = drawn(simulation)
  const known: Draw[] = []
  return () => (place) => (known[place] ??= source.next().value)
}
