import { useMemo } from 'react'
import type { AccountStory } from '../../../../shared/contract-stories.ts'
import { useCall } from '../../../lib/engine.ts'
import { formatDay, formatInteger } from '../../../lib/formats.ts'
import { linkTo, useRoute } from '../../../lib/use-route.ts'
import { recordsOf } from '../../../lib/story-routes.ts'
import { useRunParameters } from '../../../lib/workspace.ts'
import { EventList } from '../../../ui/event-list.tsx'
import { Page, Trouble } from '../../../ui/page.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { StorySection, StoryPage } from '../../../ui/story/story-page.tsx'
import { ClaimsTable } from '../../../ui/story/story-parts.tsx'
import { allCompanies } from '../doors.ts'
import { LifecycleSection } from '../lifecycle-section.tsx'
import { ScoreBar } from '../score-bar.tsx'
import { Conflicts } from './conflicts.tsx'
import { ContactsTable, DealsTable, RecordFacts, StagesTable } from './crm-tables.tsx'
import { MatchesTable, PeopleTable, SignalsTable } from './activity-tables.tsx'

/** One account, or company outside the CRM, told as a page. */
export function AccountPage({ subject }: { subject: string }) {
  const parameters = useRunParameters()
  const route = useRoute()
  const { data, error, refetch } = useCall('stories.account', { subject, ...parameters }, { keepPrevious: true })
  if (!data) return <Page title="Company" scroll><div className="story">{error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Skeleton height={400} />}</div></Page>
  const { subject: { name }, asOf, policy } = data.explanation
  return (
    <StoryPage title={name} headline={data.headline} standing={`As of ${formatDay(asOf)}, policy ${policy}`} back={{ href: linkTo(route, allCompanies()), label: 'All companies' }}>
      <Story story={data} />
    </StoryPage>
  )
}

const countNote = (shown: number, found: number): string => (found > shown ? `first ${formatInteger(shown)} of ${formatInteger(found)}` : formatInteger(found))

function Story({ story }: { story: AccountStory }) {
  const route = useRoute()
  const parameters = useRunParameters()
  const { explanation, people, signals, deals, contacts, claims, matches, stages, conflicts, record } = story
  const { id } = explanation.subject
  const recordId = explanation.subject.accountRecordId
  const events = useMemo(() => ({ ...parameters, filter: [{ column: 'subject_key', operator: 'equals' as const, values: [id] }] }), [parameters, id])
  const opened = (kind: 'deals' | 'contacts', found: number) => (recordId === null ? formatInteger(found) : <a href={linkTo(route, recordsOf(kind, recordId))}>{formatInteger(found)}</a>)
  return (
    <>
      <div className="story-half">
        <StorySection title="Score">
          <p data-testid="why">{explanation.sentence}</p>
          {signals.length > 0 && <ScoreBar explanation={explanation} />}
        </StorySection>
      </div>
      <div className="story-half">
        <LifecycleSection subject={id} lifecycle={explanation.lifecycle} section={StorySection} />
      </div>
      {conflicts.length > 0 && <StorySection title="Conflicts" note={formatInteger(conflicts.length)}><Conflicts conflicts={conflicts} /></StorySection>}
      {signals.length > 0 && <StorySection title="Signals by source"><SignalsTable story={story} /></StorySection>}
      {people.length > 0 && <StorySection title="People" note={countNote(people.length, story.peopleFound)}><PeopleTable story={story} /></StorySection>}
      {deals.length > 0 && <StorySection title="Deals" note={opened('deals', story.dealsFound)}><DealsTable deals={deals} /></StorySection>}
      {stages.length > 0 && recordId !== null && <StorySection title="Stages"><StagesTable stages={stages} recordId={recordId} /></StorySection>}
      {contacts.length > 0 && <StorySection title="Contacts" note={opened('contacts', story.contactsFound)}><ContactsTable contacts={contacts} /></StorySection>}
      {claims.length > 0 && <StorySection title="Claims" note={countNote(claims.length, story.claimsFound)}><ClaimsTable claims={claims} /></StorySection>}
      {matches.length > 0 && <StorySection title="Matches"><MatchesTable matches={matches} /></StorySection>}
      {record !== null && recordId !== null && <StorySection title="CRM record"><RecordFacts record={record} recordId={recordId} /></StorySection>}
      <EventList query={events} section={StorySection} />
    </>
  )
}
