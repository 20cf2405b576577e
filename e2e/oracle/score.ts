import { scoreModel } from './word-lists.ts'
import type { World, WorldSignal } from './world.ts'

export type Policy = 'reliable' | 'all'
export type Band = 'High' | 'Medium' | 'Low' | 'None'

export interface Contribution {
  readonly person: string
  readonly source: string
  readonly family: string
  readonly n: number
  readonly points: number
  readonly events: number
}

export interface Subject {
  /** `account:<record id>` or `company:<key>`. */
  readonly key: string
  readonly recordId: string | null
  readonly companies: readonly string[]
  readonly score: number
  readonly active: boolean
  readonly families: readonly string[]
  readonly contributions: readonly Contribution[]
}

const day = 86_400_000
const activeDays = 365
const familyDays = 180
const reliableMinimum = 0.85

export const within = (at: number, days: number, asOf: number): boolean => at <= asOf && at > asOf - days * day

export const counts = (signal: WorldSignal, policy: Policy): boolean =>
  signal.company !== null && (policy === 'all' || signal.confidence >= reliableMinimum) && Object.hasOwn(scoreModel.sources, signal.source)

/** Section 3 for every account that exists at `asOf` and every company that none of them holds. */
export function scoreSubjects(world: World, asOf: number, policy: Policy): Subject[] {
  const byCompany = new Map<string, WorldSignal[]>()
  for (const signal of world.signals) {
    if (signal.company === null || signal.at > asOf || !counts(signal, policy)) continue
    const known = byCompany.get(signal.company)
    if (known) known.push(signal)
    else byCompany.set(signal.company, [signal])
  }
  const standing = new Set(world.accounts.filter((account) => account.createdAt === null || account.createdAt <= asOf).map((account) => account.recordId))
  const companiesOf = new Map<string, string[]>([...standing].map((recordId) => [recordId, []]))
  const subjects: { key: string; recordId: string | null; companies: string[] }[] = []
  for (const company of world.companies) {
    const holders = (world.matches.get(company) ?? []).filter((recordId) => standing.has(recordId))
    for (const recordId of holders) companiesOf.get(recordId)?.push(company)
    if (holders.length === 0) subjects.push({ key: `company:${company}`, recordId: null, companies: [company] })
  }
  for (const [recordId, companies] of companiesOf) subjects.push({ key: `account:${recordId}`, recordId, companies })
  return subjects.map((subject) => ({ ...subject, ...scoreOf(subject.companies.flatMap((company) => byCompany.get(company) ?? []), asOf) }))
}

/** Section 3 for the events of one subject. */
export function scoreOf(signals: readonly WorldSignal[], asOf: number): Pick<Subject, 'score' | 'active' | 'families' | 'contributions'> {
  const cells = new Map<string, WorldSignal[]>()
  for (const signal of signals) {
    // A company's visitors without a name are one person per company and source.
    const person = signal.person ?? `anonymous at ${signal.company ?? ''}`
    const key = JSON.stringify([person, signal.source])
    cells.set(key, [...(cells.get(key) ?? []), signal])
  }
  const families = new Set(signals.filter((signal) => within(signal.at, familyDays, asOf)).map((signal) => sourceOf(signal).family))
  const multiplier = 1 + 0.15 * (Math.max(families.size, 1) - 1)
  const contributions = [...cells.values()].map((cell): Contribution => {
    const first = cell[0] as WorldSignal // a cell starts with its first signal
    const { family, weight, halfLifeDays } = sourceOf(first)
    const n = cell.reduce((sum, signal) => sum + signal.quantity * Math.pow(2, -((asOf - signal.at) / day) / halfLifeDays), 0)
    return { person: first.person ?? 'anonymous', source: first.source, family, n, points: weight * Math.log2(1 + n) * multiplier, events: cell.length }
  })
  return {
    score: contributions.reduce((sum, { points }) => sum + points, 0),
    active: signals.some((signal) => within(signal.at, activeDays, asOf)),
    families: [...families].sort(),
    contributions,
  }
}

function sourceOf({ source }: WorldSignal) {
  const found = scoreModel.sources[source]
  if (!found) throw new Error(`${source} is not scored.`)
  return found
}
