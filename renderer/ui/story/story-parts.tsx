import type { StoryClaim, StoryRole } from '../../../shared/contract-stories.ts'
import { formatDay, formatShare } from '../../lib/formats.ts'
import { providerWord } from '../../lib/signal-words.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { claimsOf, personPage } from '../../lib/story-routes.ts'
import '../controls.css'
import { type StoryColumn, StoryTable } from './story-table.tsx'

const signs = { correct: ['✓', 'chip-good'], incorrect: ['✕', 'chip-bad'], unsure: ['?', 'chip-warn'] } as const
const decidedWords = { accept: 'found correct', reject: 'found incorrect', choose: 'decided otherwise', none: 'not in the CRM', unsure: 'unsure' } as const
const sourceWords: Readonly<Record<string, string>> = { crm: 'the CRM', claim: 'a provider', bio: 'the text of the profile', account: 'the account alone' }

export const titleFrom = (source: string | null): string => (source === null ? 'nowhere' : sourceWords[source] ?? source)

/** Persona and the rule that decided, with the title it read. */
export function Role({ role }: { role: StoryRole | null }) {
  if (role === null) return <span className="faint">not known</span>
  return (
    <>
      {role.persona}<br />
      <span className="faint">{role.title !== null && <>{role.title}, from {titleFrom(role.titleSource)} · </>}rule: {role.rule}</span>
    </>
  )
}

/** A page of the person, under a name. */
export function PersonLink({ personKey, label }: { personKey: string; label: string }) {
  return <a className="code" href={linkTo(useRoute(), personPage(personKey))}>{label}</a>
}

type Claim = StoryClaim & { personKey: string; label?: string }

/** What providers said, with the verdict that counts and the last word of a person. */
export function ClaimsTable({ claims }: { claims: readonly Claim[] }) {
  const route = useRoute()
  const columns: StoryColumn<Claim>[] = [
    ...(claims.some(({ label }) => label !== undefined) ? [{ title: 'About', cell: ({ personKey, label }: Claim) => <PersonLink personKey={personKey} label={label ?? personKey} /> }] : []),
    { title: 'Provider', cell: ({ provider, personKey }) => <a href={linkTo(route, claimsOf(personKey))}>{providerWord(provider)}</a> },
    { title: 'Says', cell: ({ title, company, domain }) => <>{[title, company ?? domain].filter((part) => part !== null).join(' at ') || 'no employer'}{company !== null && domain !== null && <span className="faint"> {domain}</span>}</> },
    { title: 'When', cell: ({ current, startedAt, endedAt }) => <>{current ? 'today' : 'earlier'}{(startedAt !== null || endedAt !== null) && <span className="faint"> {formatDay(startedAt)} to {endedAt === null ? 'now' : formatDay(endedAt)}</span>}</> },
    { title: 'Own confidence', isNumber: true, cell: ({ confidence }) => formatShare(confidence) },
    {
      title: 'Verdict',
      cell: ({ verdict }) => verdict && <><span className={`chip ${signs[verdict.verdict][1]}`}><span aria-hidden>{signs[verdict.verdict][0]}</span> {verdict.verdict} {formatShare(verdict.confidence)}</span><br /><span className="faint">{verdict.verifier}: {verdict.reason}</span></>,
    },
    { title: 'Decided', cell: ({ decision }) => decision && <>{decidedWords[decision.verdict]}<br /><span className="faint">{decision.reviewer}, {formatDay(decision.decidedAt)}</span></> },
  ]
  return <StoryTable label="Claims" columns={columns} rows={claims} />
}
