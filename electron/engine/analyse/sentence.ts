import type { Band } from '../../../shared/model.ts'
import { familyInText } from '../../../shared/signal-names.ts'
import type { Run } from '../score/run-store.ts'

export interface Reasons {
  band: Band
  score: number
  /** Families active in the last `family_days`. */
  families: readonly string[]
  /** People with a name, among all that ever counted. */
  developers: number
  /** Whether visitors without a name count too. */
  anonymous: boolean
  lastAt: string | null
}

/** Why a subject is in its band, in one sentence. */
export function bandSentence(reasons: Reasons, { asOf, model, thresholds }: Pick<Run, 'asOf' | 'model' | 'thresholds'>): string {
  const { band, score, lastAt } = reasons
  const day = asOf.slice(0, 10)
  if (band === 'None') {
    return lastAt === null
      ? `None because no developer activity up to ${day} is attributed to it.`
      : `None because its last activity, on ${lastAt.slice(0, 10)}, is not within the ${model.active_days} days before ${day}.`
  }
  const cutOffs = [
    { name: 'Medium', value: thresholds.medium, mentioned: band !== 'High' },
    { name: 'High', value: thresholds.high, mentioned: band !== 'Low' },
  ].flatMap(({ name, value, mentioned }) => (value !== null && mentioned ? [{ name, value }] : []))
  const decimals = decimalsThatTell(score, cutOffs.map(({ value }) => value))
  const comparisons = cutOffs.map(({ name, value }) => `${position(score, value)} the ${name} threshold ${value.toFixed(decimals)}`)
  return `${band} because of ${who(reasons)} ${across(reasons.families, model.family_days)}: score ${score.toFixed(decimals)} is ${comparisons.join(' and ')}.`
}

function who({ developers, anonymous }: Reasons): string {
  const people = `${developers} developer${developers === 1 ? '' : 's'}`
  if (!anonymous) return people
  return developers === 0 ? 'anonymous visitors' : `${people} and anonymous visitors`
}

function across(families: readonly string[], days: number): string {
  if (families.length === 0) return `with no activity in the last ${days} days`
  return `across ${families.length} famil${families.length === 1 ? 'y' : 'ies'} (${families.map(familyInText).join(', ')})`
}

// As bands compare, at nine decimals.
const same = (left: number, right: number) => left.toFixed(9) === right.toFixed(9)

const position = (score: number, threshold: number): string => (same(score, threshold) ? 'at' : score > threshold ? 'above' : 'below')

/** The fewest decimals at which a score and a different cut-off also look different. */
function decimalsThatTell(score: number, cutOffs: readonly number[]): number {
  let decimals = 1
  while (decimals < 9 && cutOffs.some((value) => !same(score, value) && score.toFixed(decimals) === value.toFixed(decimals))) decimals += 1
  return decimals
}
