import { FileText } from 'lucide-react'
import { useMemo } from 'react'
import { useAction } from '../../lib/actions.ts'
import { numberOf, type Row, textOf } from '../../lib/arrow.ts'
import { countOf, formatInteger, formatShare } from '../../lib/formats.ts'
import { useFirstRows } from '../../lib/rows.ts'
import { methodWord } from '../../lib/signal-words.ts'
import { personPage } from '../../lib/story-routes.ts'
import { linkTo, navigate, useRoute } from '../../lib/use-route.ts'
import { useRunParameters } from '../../lib/workspace.ts'
import { Drawer, DrawerSection, DrawerSkeleton } from '../../ui/drawer.tsx'
import { EventList } from '../../ui/event-list.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Claims } from './claims.tsx'
import { Identities } from './identities.tsx'
import { PersonalData } from './personal-data.tsx'
import './people.css'

const fields = [
  ['name', 'Name'], ['email', 'E-mail'], ['company_text', 'Company text'], ['location', 'Location'], ['blog', 'Website'], ['bio', 'Bio'], ['github_id', 'GitHub id'],
] as const

/** One identity: profile, every attribution with its evidence, events. */
export function PersonDrawer({ personKey, onClose, onErased }: { personKey: string; onClose: () => void; onErased: () => void }) {
  const parameters = useRunParameters()
  const route = useRoute()
  const query = useMemo(() => ({ ...parameters, filter: [{ column: 'person_key', operator: 'equals' as const, values: [personKey] }] }), [parameters, personKey])
  const person = useFirstRows({ dataset: 'people', ...query }, 1)
  const row = person.data?.rows[0]
  const title = row ? textOf(row, 'login') ?? textOf(row, 'email') ?? personKey : person.isPending ? null : personKey
  useAction({ id: 'as-page', label: 'Open this person as a page', group: 'This page', shortcut: 'g a', keywords: 'story print', run: () => navigate(personPage(personKey)) })
  return (
    <Drawer title={title} under={row && <Under row={row} />} onClose={onClose}>
      {person.error && <Trouble error={person.error} />}
      {person.isPending && <DrawerSkeleton />}
      {row && (
        <>
          <p className="as-page"><a className="button" href={linkTo(route, personPage(personKey))}><FileText size={14} aria-hidden /> Open as page</a></p>
          <DrawerSection title="Profile">
            <dl className="facts">
              {fields.map(([column, label]) => {
                const value = textOf(row, column)
                return value === null || value === '' ? null : <div key={column} style={{ display: 'contents' }}><dt>{label}</dt><dd>{value}</dd></div>
              })}
            </dl>
          </DrawerSection>
          <Attributions query={query} counted={textOf(row, 'company_name')} />
          <Claims personKey={personKey} />
          <Identities personKey={personKey} />
          <EventList query={query} />
          <PersonalData personKey={personKey} title={title ?? personKey} onErased={onErased} />
        </>
      )}
    </Drawer>
  )
}

function Under({ row }: { row: Row }) {
  return (
    <>
      <span>{textOf(row, 'company_name') ?? 'without a company'}</span>
      <span className="numeric">{countOf(numberOf(row, 'events') ?? 0, 'event')}</span>
      {row['is_bot'] === true && <span className="chip">bot, never scored</span>}
    </>
  )
}

interface AttributionsProps {
  query: { filter: { column: string; operator: 'equals'; values: string[] }[] }
  /** Name of the company that counts for the person. */
  counted: string | null
}

function Attributions({ query, counted }: AttributionsProps) {
  const { data, error } = useFirstRows({ ...query, dataset: 'attributions', sort: [{ column: 'confidence', descending: true }] }, 20)
  return (
    <DrawerSection title="Attributed to" {...(data ? { note: formatInteger(data.totalRows) } : {})}>
      {error && <Trouble error={error} />}
      {data?.rows.length === 0 && <p className="faint">Nothing on the profile or in the events names a company.</p>}
      <ul className="attributions">
        {data?.rows.map((row, index) => (
          <li key={index}>
            <span className="attribution-head">
              <strong>{textOf(row, 'company_name')}</strong>
              <span className="numeric">{formatShare(numberOf(row, 'confidence'))}</span>
            </span>
            <span className="soft">
              {methodWord(textOf(row, 'method') ?? '')}
              {row['reliable'] === true ? '' : ' · not reliable'}{row['conflict'] === true ? ' · other evidence disagrees' : ''}{textOf(row, 'company_name') === counted ? '' : ' · does not count'}
            </span>
            <span className="attribution-evidence code">{textOf(row, 'evidence')}</span>
          </li>
        ))}
      </ul>
    </DrawerSection>
  )
}
