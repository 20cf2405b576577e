import { useMemo } from 'react'
import type { PersonStory } from '../../../../shared/contract-stories.ts'
import { useCall } from '../../../lib/engine.ts'
import { formatDay, formatInteger } from '../../../lib/formats.ts'
import { eventsOf } from '../../../lib/story-routes.ts'
import { linkTo, useRoute } from '../../../lib/use-route.ts'
import { useRunParameters } from '../../../lib/workspace.ts'
import { EventList } from '../../../ui/event-list.tsx'
import { Page, Trouble } from '../../../ui/page.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { StorySection, StoryPage } from '../../../ui/story/story-page.tsx'
import { ClaimsTable } from '../../../ui/story/story-parts.tsx'
import { Identities } from '../identities.tsx'
import '../people.css'
import { ContactsList, DecisionsTable, EmployersTable, PersonSignals, TitlesTable } from './person-tables.tsx'

/** One person told as a page. */
export function StoryOfPerson({ person }: { person: string }) {
  const parameters = useRunParameters()
  const route = useRoute()
  const { data, error, refetch } = useCall('stories.person', { person, ...parameters }, { keepPrevious: true })
  if (!data) return <Page title="Person" scroll><div className="story">{error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Skeleton height={400} />}</div></Page>
  return (
    <StoryPage
      title={data.name ?? data.label} headline={data.headline} standing={`As of ${formatDay(data.asOf)}, policy ${data.policy}`}
      back={{ href: linkTo(route, { page: 'people', view: null, open: null }), label: 'All people' }}
    >
      <Story story={data} />
    </StoryPage>
  )
}

function Story({ story }: { story: PersonStory }) {
  const { personKey, profile, employers, claims, decisions, titles, contacts, signals, role } = story
  const parameters = useRunParameters()
  const route = useRoute()
  const events = useMemo(() => ({ ...parameters, filter: [{ column: 'person_key', operator: 'equals' as const, values: [personKey] }] }), [parameters, personKey])
  return (
    <>
      <div className="story-half">
        <StorySection title="Profile">
          {profile.length === 0 && <p className="faint">No profile was imported.</p>}
          <dl className="facts">{profile.map(({ label, value }) => <div key={label} style={{ display: 'contents' }}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
        </StorySection>
        <StorySection title="Persona">
          <p>{role === null ? 'Nothing is known that a rule could read.' : <><strong>{role.persona}</strong>, decided by the rule “{role.rule}”. The titles are asked from the top; the first that a rule fits decides.</>}</p>
          {titles.length > 0 && <TitlesTable titles={titles} />}
          {contacts.length > 0 && <ContactsList contacts={contacts} />}
        </StorySection>
      </div>
      <div className="story-half">
        <Identities personKey={personKey} section={StorySection} />
      </div>
      <StorySection title="Employers in time" note={formatInteger(employers.length)}>
        {employers.length === 0 ? <p className="faint">Nothing on the profile, in the events or among the claims names a company.</p> : <EmployersTable employers={employers} />}
      </StorySection>
      {signals.length > 0 && <StorySection title="Signals by source" note={<a href={linkTo(route, eventsOf({ personKey, policy: null }))}>{formatInteger(story.events)}</a>}><PersonSignals story={story} /></StorySection>}
      {claims.length > 0 && <StorySection title="Claims and verdicts" note={formatInteger(claims.length)}><ClaimsTable claims={claims.map((claim) => ({ ...claim, personKey }))} /></StorySection>}
      {decisions.length > 0 && <StorySection title="Decisions" note={formatInteger(decisions.length)}><DecisionsTable decisions={decisions} /></StorySection>}
      <EventList query={events} section={StorySection} />
    </>
  )
}
