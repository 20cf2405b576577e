import type { StoryDeal, StoryEmployer, StoryRole } from '../../../shared/contract-stories.ts'
import type { Explanation } from '../../../shared/model.ts'
import type { Stage } from '../workspace/stages.ts'
import { counted, dayWords } from '../target-lists/words.ts'

interface Account {
  explanation: Explanation
  stages: readonly Stage[]
  people: number
  deals: readonly StoryDeal[]
}

/** What a subject is, how many people are behind its activity, and where it stands. */
export function accountHeadline({ explanation: { subject, asOf, band, contributions, lifecycle }, stages, people, deals }: Account): string {
  const label = stages.find(({ key }) => key === subject.stage)?.label ?? subject.stage ?? 'unmapped'
  const what = subject.kind === 'company' ? 'is not in the CRM' : `is in the CRM at the stage ${label.toLowerCase()}`
  const events = contributions.reduce((sum, each) => sum + each.events, 0)
  const activity = events === 0 ? `no developer activity counted up to ${dayWords(asOf)}` : `${counted(events, 'event')} counted up to ${dayWords(asOf)}, band ${band}`
  const parts = [
    `${subject.name} ${what}: ${counted(people, 'person is', 'people are')} attributed to it, ${activity}`,
    ...(lifecycle.stage === null || lifecycle.since === null ? [] : [`${lifecycle.stage} since ${dayWords(lifecycle.since)}`]),
    ...(deals.length === 0 ? [] : [`${counted(deals.length, 'deal')} in the CRM`]),
  ]
  return `${parts.join('; ')}.`
}

interface Person {
  label: string
  name: string | null
  isBot: boolean
  role: StoryRole | null
  employers: readonly StoryEmployer[]
  events: number
  lastAt: string | null
}

const personaWords = { developer: 'a developer', technical: 'technical, but no developer', buyer: 'a buyer', other: 'neither developer nor buyer' } as const

/** Who a person is, where it works and what it did. */
export function personHeadline({ label, name, isBot, role, employers, events, lastAt }: Person): string {
  const who = name === null || name === label ? label : `${name} (${label})`
  const employer = employers.find(({ current }) => current)
  const persona = isBot ? 'is a bot and never scored' : role === null ? 'has no persona' : `is ${personaWords[role.persona]} by the rule “${role.rule}”`
  const work = employer === undefined ? 'no evidence names an employer' : `works at ${employer.company} by the evidence (${Math.round(employer.confidence * 100)}%)`
  const activity = lastAt === null ? 'no event counts' : `${counted(events, 'event')} can count, the last on ${dayWords(lastAt)}`
  return `${who} ${persona}; ${work}; ${activity}.`
}
