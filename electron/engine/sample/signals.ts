import type { Company } from './companies.ts'
import { employee, type Person, type Registry } from './people.ts'
import { asOf, collected, scoreRange } from './plan.ts'
import type { Random } from '../random.ts'
import { plannedScore, signalKinds, type DatedSignal, type SignalKind } from './signal-kinds.ts'

/** One thing somebody did. `person` is null where only the company is known; `at` is null on an undated list. */
export interface Signal {
  readonly kind: SignalKind
  readonly person: Person | null
  readonly company: Company | null
  readonly at: number | null
  readonly quantity: number
}

const day = 86_400_000
const now = Date.parse(asOf)
const collectedAge = (now - Date.parse(`${collected}T00:00:00Z`)) / day

const maximumPeople = { High: 16, Medium: 7, Low: 4, None: 2 } as const

/** The activity of one company: drawn one by one until it earns the planned band, skipping whatever would earn too much. */
export function companySignals(registry: Registry, company: Company): Signal[] {
  const { random } = registry
  const people: Person[] = []
  const drawn: (DatedSignal & { at: number | null })[] = []
  if (company.band === 'None') {
    // A third of the silent accounts fell silent: their last signal is over a year old.
    const count = random.chance(0.33) ? random.integer(1, 5) : 0
    while (drawn.length < count) drawn.push(draw(registry, { company, people, drawn, ageRange: [370, 729] }))
  } else {
    const [floor, ceiling] = scoreRange[company.band]
    const goal = goalWithin(random, company.band)
    for (let tries = 0; plannedScore(drawn) < goal; tries += 1) {
      const known = people.length
      const candidate = draw(registry, { company, people, drawn, ageRange: drawn.length === 0 ? [0, 355] : [0, 729] })
      if (plannedScore([...drawn, candidate]) <= ceiling) drawn.push(candidate)
      else people.length = known
      if (tries > 2000) throw new Error(`${company.name} does not reach ${floor}.`)
    }
  }
  return drawn.map(({ kind, actor, at, quantity }) => ({ kind, person: actor === null ? null : (people[actor] ?? null), company, at, quantity }))
}

/** Most subjects stand near the lower end of their band, as real ones do. */
function goalWithin(random: Random, band: 'High' | 'Medium' | 'Low'): number {
  const [low, high] = scoreRange[band]
  const top = band === 'High' ? 80 : high
  return low * (top / low) ** (random.next() ** (band === 'High' ? 1.7 : 1.15)) * 0.98 + 0.02 * low
}

interface Drawing {
  readonly company: Company
  /** Grows when somebody new shows up. */
  readonly people: Person[]
  readonly drawn: readonly DatedSignal[]
  readonly ageRange: readonly [number, number]
}

function draw(registry: Registry, { company, people, drawn, ageRange }: Drawing): DatedSignal & { at: number | null } {
  const { random } = registry
  const kind = drawKind(random, { company, allowUndated: ageRange[0] === 0 })
  const actor = kind.actor === 'company' ? null : chooseActor(registry, { company, people, drawn, kind })
  const quantity = drawQuantity(random, kind)
  if (kind.channel === 'undated_stars') return { kind, actor, quantity, ageDays: collectedAge, at: null }
  const at = drawInstant(random, ageRange)
  return { kind, actor, quantity, ageDays: (now - at) / day, at }
}

function drawKind(random: Random, { company, allowUndated }: { company: Company; allowUndated: boolean }): SignalKind {
  const deep = company.stage === 'customer' ? 4 : company.stage === 'opportunity' ? 2 : 1
  const possible = signalKinds.filter(
    // Somebody has to be identified by name where the CRM knows no domain.
    (kind) => (kind.actor !== 'company' || company.record !== 'name_only') && (allowUndated || kind.channel !== 'undated_stars'),
  )
  return random.weighted(possible.map((kind) => [kind, kind.family === 'product' ? kind.share * deep : kind.share] as const))
}

/** Somebody known to the company where possible, else somebody new. */
function chooseActor(registry: Registry, { company, people, drawn, kind }: Omit<Drawing, 'ageRange'> & { kind: SignalKind }): number {
  const { random } = registry
  const free = people.flatMap((person, index) => {
    if (kind.actor === 'github' && person.login === null) return []
    const did = kind.once && drawn.some((signal) => signal.actor === index && signal.kind === kind)
    return did ? [] : [index]
  })
  const newcomer = people.length < maximumPeople[company.band] && random.chance(1 / (1 + 0.45 * people.length))
  if (free.length > 0 && !newcomer) return random.pick(free)
  let person = employee(registry, company)
  while (kind.actor === 'github' && person.login === null) person = employee(registry, company)
  people.push(person)
  return people.length - 1
}

function drawQuantity(random: Random, kind: SignalKind): number {
  if (kind.source === 'docs_view' || kind.source === 'web_visit') return random.weighted([[1, 6], [2, 3], [4, 1]] as const)
  if (kind.source === 'product_usage') return random.weighted([[1, 5], [3, 2], [6, 1]] as const)
  return kind.source === 'package_install' ? random.integer(2, 40) : 1
}

/** An instant whose age lies in the range: recent ones likelier, mostly on working days and within working hours, to the second. */
export function drawInstant(random: Random, [youngest, oldest]: readonly [number, number]): number {
  for (;;) {
    const age = youngest + (oldest - youngest) * random.next() ** 1.3
    const midnight = Math.floor((now - age * day) / day) * day
    const weekday = new Date(midnight).getUTCDay()
    if ((weekday === 0 || weekday === 6) && random.chance(0.78)) continue
    const hour = random.chance(0.12) ? random.integer(0, 23) : 6 + Math.floor((random.next() + random.next()) * 7)
    const at = midnight + (hour * 3600 + random.integer(0, 3599)) * 1000
    if (at < now - youngest * day && at >= now - oldest * day) return at
  }
}
