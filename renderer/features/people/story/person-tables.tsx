import type { PersonStory, StoryEmployer } from '../../../../shared/contract-stories.ts'
import { formatDay, formatInteger, formatMinute, formatShare } from '../../../lib/formats.ts'
import { sourceWord } from '../../../../shared/signal-names.ts'
import { methodWord } from '../../../lib/signal-words.ts'
import { accountPage, eventsOf } from '../../../lib/story-routes.ts'
import { linkTo, useRoute } from '../../../lib/use-route.ts'
import { titleFrom } from '../../../ui/story/story-parts.tsx'
import { type StoryColumn, StoryTable } from '../../../ui/story/story-table.tsx'

const times = ({ from, to, past, current }: StoryEmployer): string => {
  if (from === null && to === null) return past ? 'earlier, not dated' : current ? 'today' : 'today, says this evidence'
  return `${from === null ? '' : formatDay(from)} to ${to === null ? 'now' : formatDay(to)}`.trim()
}

/** Every company that evidence names, with when and what says so. */
export function EmployersTable({ employers }: { employers: readonly StoryEmployer[] }) {
  const route = useRoute()
  const columns: StoryColumn<StoryEmployer>[] = [
    { title: 'Company', cell: ({ company, domain, subjectKey }) => <>{subjectKey === null ? company : <a href={linkTo(route, accountPage(subjectKey))}>{company}</a>}{domain !== null && <span className="faint"> {domain}</span>}</> },
    { title: 'When', cell: times },
    { title: 'Counts', cell: ({ current }) => (current ? 'for today' : <span className="faint">no</span>) },
    { title: 'By', cell: ({ method }) => methodWord(method) },
    { title: 'Confidence', isNumber: true, cell: ({ confidence }) => formatShare(confidence) },
    { title: 'Evidence', cell: ({ evidence }) => <span className="code">{evidence}</span> },
  ]
  return <StoryTable label="Employers in time" columns={columns} rows={employers} />
}

type Title = PersonStory['titles'][number]
const titleColumns: readonly StoryColumn<Title>[] = [
  { title: 'From', cell: ({ source }) => titleFrom(source) },
  { title: 'Title', cell: ({ title }) => title },
  { title: 'Rule', cell: ({ rule, persona }) => (rule === null ? <span className="faint">no rule fits</span> : <>{rule} → {persona}</>) },
]
export const TitlesTable = ({ titles }: { titles: readonly Title[] }) => <StoryTable label="Titles" columns={titleColumns} rows={titles} />

export const ContactsList = ({ contacts }: { contacts: PersonStory['contacts'] }) => (
  <p className="soft">In the CRM as {contacts.map(({ recordId, name }) => `${name ?? 'contact'} (${recordId})`).join(', ')}.</p>
)

type Signal = PersonStory['signals'][number]

/** What the person did, wherever it counts. */
export function PersonSignals({ story: { signals, personKey } }: { story: PersonStory }) {
  const route = useRoute()
  const columns: StoryColumn<Signal>[] = [
    { title: 'Signal', cell: ({ source }) => sourceWord(source) },
    { title: 'Events', isNumber: true, cell: ({ source, events }) => <a href={linkTo(route, eventsOf({ personKey, signal: source, policy: null }))}>{formatInteger(events)}</a> },
    { title: 'First', isNumber: true, cell: ({ firstAt }) => formatDay(firstAt) },
    { title: 'Last', isNumber: true, cell: ({ lastAt }) => formatDay(lastAt) },
  ]
  return <StoryTable label="Signals by source" columns={columns} rows={signals} />
}

type Decided = PersonStory['decisions'][number]
const verdictWords = { accept: 'Correct', reject: 'Incorrect', choose: 'Another company', none: 'Not in the CRM', unsure: 'Unsure' } as const
const decisionColumns: readonly StoryColumn<Decided>[] = [
  { title: 'When', cell: ({ decidedAt }) => formatMinute(decidedAt) },
  { title: 'Who', cell: ({ reviewer }) => reviewer },
  { title: 'About', cell: ({ about }) => about },
  { title: 'Said', cell: ({ verdict, reverts, reverted }) => <>{verdict === null ? `takes decision ${reverts ?? ''} back` : verdictWords[verdict]}{reverted && <span className="faint"> taken back later</span>}</> },
  { title: 'Note', cell: ({ note }) => note },
]
export const DecisionsTable = ({ decisions }: { decisions: readonly Decided[] }) => <StoryTable label="Decisions" columns={decisionColumns} rows={decisions} />
