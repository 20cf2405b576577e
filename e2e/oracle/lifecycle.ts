import { openOpportunity } from './open-opportunity.ts'
import { counts, type Policy, type Subject } from './score.ts'
import type { World, WorldSignal } from './world.ts'

/** Section 9 of the method, one instant after the other, from the events themselves. */

const day = 86_400_000
const deepSources = ['product_usage', 'product_signup', 'dependent_repo', 'commit_fingerprint', 'repo_pull_request', 'repo_issue', 'docs_edit']

export const lifecycleStages = ['Dormant', 'Pioneering', 'Surge', 'Evaluation', 'Decisioning'] as const
type Stage = (typeof lifecycleStages)[number]

export interface Lifecycle {
  readonly stage: Stage | null
  readonly entered: Readonly<Record<Stage, string | null>>
  readonly outreachWindow: boolean
}

interface Event {
  readonly at: number
  readonly person: string
  readonly source: string
}

const inLast = (events: readonly Event[], days: number, at: number): Event[] => events.filter((event) => event.at > at - days * day && event.at <= at)
const distinct = (values: readonly string[]): number => new Set(values).size

function surges(events: readonly Event[], at: number): boolean {
  const recent = inLast(events, 28, at)
  // A window of 14 days that holds two people may as well end at an event.
  const met = recent.some((last) => distinct(inLast(recent, 14, last.at).map(({ person }) => person)) >= 2)
  const before = inLast(events, 196, at).length - recent.length
  return met && recent.length >= 4 && recent.length >= 2 * (before / 6)
}

function evaluates(events: readonly Event[], at: number): boolean {
  const last = inLast(events, 56, at)
  const weeks = Array.from({ length: 8 }, (_, week) => inLast(events, 7, at - week * 7 * day)).filter((week) => week.length > 0).length
  const deep = last.filter(({ source }) => deepSources.includes(source)).map(({ source }) => source)
  return weeks >= 3 && (distinct(last.map(({ person }) => person)) >= 3 || distinct(deep) >= 2)
}

function stageAt(events: readonly Event[], at: number, isOpen: (at: number) => boolean): Stage | null {
  const known = events.filter((event) => event.at <= at)
  if (known.length === 0) return null
  if (evaluates(known, at)) return isOpen(at) ? 'Decisioning' : 'Evaluation'
  if (surges(known, at)) return 'Surge'
  if (inLast(known, 90, at).length > 0) return 'Pioneering'
  return inLast(known, 180, at).length === 0 ? 'Dormant' : null
}

/** Mondays 00:00 UTC from the first event on, and `asOf`. */
function instants(first: number, asOf: number): number[] {
  const found: number[] = []
  const midnight = Math.floor(first / day) * day
  for (let at = midnight; at <= asOf; at += day) if (at >= first && new Date(at).getUTCDay() === 1) found.push(at)
  return found.at(-1) === asOf ? found : [...found, asOf]
}

const eventOf = (signal: WorldSignal): Event => ({ at: signal.at, person: signal.person ?? `anonymous at ${signal.company ?? ''}`, source: signal.source })

/** The lifecycle of each subject by key; subjects without a dated event have none. */
export function lifecycles(world: World, subjects: readonly Subject[], { asOf, policy }: { asOf: number; policy: Policy }): Map<string, Lifecycle> {
  const found = new Map<string, Lifecycle>()
  for (const subject of subjects) {
    const signals = subject.companies.flatMap((company) => world.signals.filter((signal) => signal.company === company))
    const events = signals.filter((signal) => signal.dated && signal.at <= asOf && counts(signal, policy)).map(eventOf)
    if (events.length === 0) continue
    const isOpen = (at: number): boolean => subject.recordId !== null && openOpportunity(world, subject.recordId, { at, asOf })
    found.set(subject.key, lifecycle(events, asOf, isOpen))
  }
  return found
}

function lifecycle(events: readonly Event[], asOf: number, isOpen: (at: number) => boolean): Lifecycle {
  const course = instants(Math.min(...events.map(({ at }) => at)), asOf).map((at) => ({ at, stage: stageAt(events, at, isOpen) }))
  const first = (stage: Stage): number | undefined => course.find((step) => step.stage === stage)?.at
  const written = (stage: Stage): string | null => {
    const at = first(stage)
    return at === undefined ? null : new Date(at).toISOString()
  }
  const surged = first('Surge')
  return {
    stage: course.at(-1)?.stage ?? null,
    entered: { Dormant: written('Dormant'), Pioneering: written('Pioneering'), Surge: written('Surge'), Evaluation: written('Evaluation'), Decisioning: written('Decisioning') },
    outreachWindow: surged !== undefined && surged > asOf - 28 * day && !isOpen(asOf),
  }
}
