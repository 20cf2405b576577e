import type { Output } from '../../../shared/contract.ts'
import type { AccountStory, PersonStory, StoryClaim, StoryRole } from '../../../shared/contract-stories.ts'
import { alignedTable, type Cell, cellWords } from './table.ts'

type Weeks = Output<'lifecycle.timeline'>['weeks']

const day = (instant: string | null): string | null => instant?.slice(0, 10) ?? null

/** A titled table; nothing where there are no rows. */
function part(title: string, headers: readonly string[], rows: readonly (readonly Cell[])[], found = rows.length): string {
  if (rows.length === 0) return ''
  return `\n${title}${found > rows.length ? ` (first ${rows.length} of ${found})` : ''}\n${alignedTable(headers, rows)}`
}

const facts = (title: string, list: readonly { label: string; value: string }[]): string =>
  list.length === 0 ? '' : `\n${title}\n${list.map(({ label, value }) => `  ${label}: ${cellWords(value)}\n`).join('')}`

const roleCells = (role: StoryRole | null): Cell[] => [role?.title, role?.persona, role?.rule]
const claimCells = ({ provider, title, company, domain, current, startedAt, endedAt, verdict, decision }: StoryClaim): Cell[] => [
  provider, title, company ?? domain, current ? 'current' : 'earlier', day(startedAt), day(endedAt), verdict && `${verdict.verdict} (${verdict.verifier})`, decision && `${decision.verdict} (${decision.reviewer})`,
]
const claimHeaders = ['Provider', 'Title', 'Employer', 'When', 'From', 'To', 'Verdict', 'Decided']

export function accountWords(story: AccountStory, weeks: Weeks): string {
  const { explanation, record } = story
  return [
    `${cellWords(story.headline)}\n${cellWords(explanation.sentence)}\nAs of ${explanation.asOf}, policy ${explanation.policy}\n`,
    part('Score by signal', ['Signal', 'Family', 'People', 'Events', 'Last', 'Points'], [
      ...story.signals.map(({ source, family, people, events, lastAt, points }) => [source, family, people, events, day(lastAt), points]),
      ...(story.signals.length === 0 ? [] : [['Score', '', null, null, null, explanation.score]]),
    ]),
    part('Lifecycle', ['Stage', 'From'], stretches(weeks)),
    part('People', ['Who', 'Title', 'Persona', 'Rule', 'Attributed by', 'Confidence', 'Evidence', 'Events', 'Last', 'Points'], story.people.map(({ label, role, attribution, events, lastAt, points }) => [
      label, ...roleCells(role), attribution && `${attribution.method}${attribution.counts ? '' : ', does not count'}`, attribution?.confidence, attribution?.evidence, events, day(lastAt), points,
    ]), story.peopleFound),
    record === null ? '' : facts(`CRM record (${record.fileName}, record ${record.sourceRow})`, record.facts),
    part('Stages', ['Date', 'Known from', 'Not before', 'Stage before', 'Stage'], story.stages.map(({ at, seen, notBefore, before, stage }) => [day(at), seen ? 'seen by' : 'entered', day(notBefore), before, stage])),
    part('Deals', ['Deal', 'Stage', 'Amount', 'Owner', 'Created', 'Closed', 'History'], story.deals.map(({ name, recordId, stage, amount, currency, owner, createdAt, closedAt, history }) => [
      name ?? recordId, stage, amount === null ? null : [cellWords(amount), currency].filter(Boolean).join(' '), owner, day(createdAt), day(closedAt), history.map((entry) => `${day(entry.at) ?? ''} ${entry.stage}`).join(', ') || null,
    ]), story.dealsFound),
    part('Contacts', ['Contact', 'Title', 'Persona', 'Rule', 'E-mail', 'Stage', 'Opted out'], story.contacts.map(({ name, recordId, role, email, stage, optedOut }) => [name ?? recordId, ...roleCells(role), email, stage, optedOut]), story.contactsFound),
    part('Claims', ['About', ...claimHeaders], story.claims.map((claim) => [claim.label, ...claimCells(claim)]), story.claimsFound),
    part('Matches', ['Company', 'Account', 'Matched', 'Method', 'Confidence', 'Evidence'], story.matches.map(({ company, account, recordId, matched, method, confidence, evidence }) => [company, `${account} (${recordId})`, matched, method, confidence, evidence])),
    part('Conflicts', ['About', 'What'], story.conflicts.map(({ about, text }) => [about, text])),
  ].join('')
}

/** Each time the lifecycle changed, the first first. */
const stretches = (weeks: Weeks): Cell[][] =>
  weeks.flatMap(({ at, stage }, index) => (index > 0 && weeks[index - 1]?.stage === stage ? [] : [[stage ?? 'quiet', day(at)]]))

export const personWords = (story: PersonStory): string =>
  [
    `${cellWords(story.headline)}\nKey ${story.personKey}, as of ${story.asOf}, policy ${story.policy}\n`,
    facts('Profile', story.profile),
    part('Employers', ['Company', 'Counts for', 'Method', 'Confidence', 'Counts', 'From', 'To', 'Evidence'], story.employers.map(({ company, subjectKey, method, confidence, current, past, from, to, evidence }) => [
      company, subjectKey, method, confidence, current ? 'today' : past ? 'earlier' : 'no', day(from), day(to), evidence,
    ])),
    part('Persona: titles as they were asked', ['From', 'Title', 'Persona', 'Rule'], story.titles.map(({ source, title, persona, rule }) => [source, title, persona, rule])),
    part('Signals', ['Signal', 'Events', 'First', 'Last'], story.signals.map(({ source, events, firstAt, lastAt }) => [source, events, day(firstAt), day(lastAt)])),
    part('Claims', claimHeaders, story.claims.map(claimCells)),
    part('Decisions', ['When', 'Who', 'Verdict', 'About', 'Taken back'], story.decisions.map(({ decidedAt, reviewer, verdict, reverts, about, reverted }) => [day(decidedAt), reviewer, verdict ?? `takes ${reverts ?? ''} back`, about, reverted])),
    part('Contacts of the CRM', ['Record', 'Name'], story.contacts.map(({ recordId, name }) => [recordId, name])),
  ].join('')
