import type { AccountStory, StoryMatch, StoryPerson, StorySignal } from '../../../../shared/contract-stories.ts'
import { formatDay, formatInteger, formatPoints, formatShare } from '../../../lib/formats.ts'
import { familyWord, sourceWord } from '../../../../shared/signal-names.ts'
import { familyColour, methodWord } from '../../../lib/signal-words.ts'
import { accountPage, eventsOf } from '../../../lib/story-routes.ts'
import { linkTo, useRoute } from '../../../lib/use-route.ts'
import { PersonLink, Role } from '../../../ui/story/story-parts.tsx'
import { type StoryColumn, StoryTable } from '../../../ui/story/story-table.tsx'

/** What was done, how often, and what it adds to the score. */
export function SignalsTable({ story: { signals, explanation } }: { story: AccountStory }) {
  const route = useRoute()
  const events = ({ source }: StorySignal) => linkTo(route, eventsOf({ subjectKey: explanation.subject.id, signal: source, policy: explanation.policy }))
  const columns: StoryColumn<StorySignal>[] = [
    { title: 'Signal', cell: ({ source }) => sourceWord(source) },
    { title: 'Family', cell: ({ family }) => <><span className="family-mark" style={{ display: 'inline-block', background: familyColour(family) }} aria-hidden /> {familyWord(family)}</> },
    { title: 'People', isNumber: true, cell: ({ people }) => formatInteger(people) },
    { title: 'Events', isNumber: true, cell: (signal) => <a href={events(signal)}>{formatInteger(signal.events)}</a> },
    { title: 'Last', isNumber: true, cell: ({ lastAt }) => formatDay(lastAt) },
    { title: 'Points', isNumber: true, cell: (signal) => <a href={events(signal)}>{formatPoints(signal.points)}</a> },
  ]
  const all = signals.reduce((sum, signal) => sum + signal.events, 0)
  return (
    <StoryTable
      label="Signals by source" columns={columns} rows={signals}
      foot={
        <tr>
          <th scope="row" colSpan={3}>Score</th>
          <td className="story-number"><a href={linkTo(route, eventsOf({ subjectKey: explanation.subject.id, policy: explanation.policy }))}>{formatInteger(all)}</a></td>
          <td />
          <td className="story-number"><strong>{formatPoints(explanation.score)}</strong></td>
        </tr>
      }
    />
  )
}

/** Who is behind it: persona with its rule, why the person is attributed here, and what of the score is theirs. */
export function PeopleTable({ story: { people, explanation } }: { story: AccountStory }) {
  const route = useRoute()
  const events = ({ personKey }: StoryPerson) => linkTo(route, eventsOf({ subjectKey: explanation.subject.id, personKey, policy: explanation.policy }))
  const columns: StoryColumn<StoryPerson>[] = [
    { title: 'Who', cell: ({ personKey, label, name }) => <><PersonLink personKey={personKey} label={label} />{name !== null && name !== label && <><br /><span className="faint">{name}</span></>}</> },
    { title: 'Persona', cell: ({ role }) => <Role role={role} /> },
    {
      title: 'Attributed by',
      cell: ({ attribution }) => attribution === null ? <span className="faint">events alone</span>
        : <>{methodWord(attribution.method)} {formatShare(attribution.confidence)}{attribution.counts ? '' : ', does not count'}{attribution.conflict ? ', other evidence disagrees' : ''}<br /><span className="faint">{attribution.evidence}</span></>,
    },
    { title: 'Events', isNumber: true, cell: (person) => (person.events === 0 ? '0' : <a href={events(person)}>{formatInteger(person.events)}</a>) },
    { title: 'Last', isNumber: true, cell: ({ lastAt }) => formatDay(lastAt) },
    { title: 'Points', isNumber: true, cell: (person) => (person.events === 0 ? formatPoints(0) : <a href={events(person)}>{formatPoints(person.points)}</a>) },
  ]
  return <StoryTable label="People" columns={columns} rows={people} />
}

/** Which company is which account, and what says so. */
export function MatchesTable({ matches }: { matches: readonly StoryMatch[] }) {
  const route = useRoute()
  const columns: StoryColumn<StoryMatch>[] = [
    { title: 'Company', cell: ({ company, companyDomain }) => <>{company}{companyDomain !== null && <span className="faint"> {companyDomain}</span>}</> },
    { title: 'Account', cell: ({ account, recordId }) => <><a href={linkTo(route, accountPage(`account:${recordId}`))}>{account}</a> <span className="faint">{recordId}</span></> },
    { title: 'Match', cell: ({ matched }) => (matched ? 'counts' : <span className="faint">near, does not count</span>) },
    { title: 'Method', cell: ({ method }) => methodWord(method) },
    { title: 'Confidence', isNumber: true, cell: ({ confidence }) => formatShare(confidence) },
    { title: 'Evidence', cell: ({ evidence }) => evidence },
  ]
  return <StoryTable label="Matches" columns={columns} rows={matches} />
}
