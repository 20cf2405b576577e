import type { PersonaSummary } from '../../../shared/contract-personas.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatInteger, formatShare } from '../../lib/formats.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { partWords, placeWords } from './words.ts'

/** Whether “developer” is drawn too broadly or too narrowly, now and month by month. */
export function HealthView() {
  const { data, error } = useCall('personas.summary', {})
  if (error) return <Trouble error={error} />
  return data ? <Health summary={data} /> : <Skeleton height={320} />
}

function Health({ summary: { health, months, engagement, conflicts } }: { summary: PersonaSummary }) {
  const route = useRoute()
  return (
    <>
      <div className="databases-tiles">
        <Tile title="Too broad?" value={partWords(health.tooBroad)} text="of the user database would qualify as a lead: the CRM holds them as a lead or further, with an address and a company. Many of them mean that “developer” takes in too much." />
        <Tile title="Too narrow?" value={partWords(health.tooNarrow)} text="of the leads are developers. Many of them mean that sales is handed people who only build." />
        <Tile title="Conflicts" value={countOf(conflicts, 'person', 'people')} text="in both databases, because their titles disagree. Sales gets none of them.">{conflicts > 0 && <a href={linkTo(route, { view: 'conflicts' })}>Show them</a>}</Tile>
      </div>
      {months.length > 0 && (
        <section className="databases-card" aria-labelledby="months-title">
          <h2 id="months-title">At the end of each month</h2>
          <div className="data-scroll" tabIndex={0} role="region" aria-label="Table of months">
            <table className="data-table">
              <thead><tr><th scope="col">Month</th><th scope="col">User database</th><th scope="col">Buyer database</th><th scope="col">Too broad</th><th scope="col">Too narrow</th></tr></thead>
              <tbody>{months.toReversed().map((each) => <tr key={each.month}><th scope="row">{each.month}</th><td>{formatInteger(each.user)}</td><td>{formatInteger(each.buyer)}</td><td>{partWords(each.tooBroad)}</td><td>{partWords(each.tooNarrow)}</td></tr>)}</tbody>
            </table>
          </div>
          <p className="faint">Whoever was known by then, by the rules of today. Who has no date was always there.</p>
        </section>
      )}
      <section className="databases-card" aria-labelledby="mail-title">
        <h2 id="mail-title">E-mails by database</h2>
        {engagement.length === 0 ? <p className="soft">Import what happened to your e-mails (HubSpot, Mailchimp or a table with time, address, event and campaign) to see who clicks and who unsubscribes.</p> : (
          <div className="data-scroll" tabIndex={0} role="region" aria-label="Table of e-mails by database">
            <table className="data-table databases-mail">
              <thead><tr><th scope="col">Month</th><th scope="col">Database</th><th scope="col">Sent</th><th scope="col">Clicked</th><th scope="col">Unsubscribed</th><th scope="col" title="Clicked of sent">Click-through rate</th><th scope="col" title="Unsubscribed of sent">Unsubscribe rate</th></tr></thead>
              <tbody>{engagement.toReversed().map((each) => <tr key={`${each.month} ${each.place}`}><th scope="row">{each.month}</th><td>{placeWords[each.place]}</td><td>{formatInteger(each.sent)}</td><td>{formatInteger(each.clicked)}</td><td>{formatInteger(each.unsubscribed)}</td><td>{formatShare(each.clickRate)}</td><td>{formatShare(each.unsubscribeRate)}</td></tr>)}</tbody>
            </table>
          </div>
        )}
      </section>
    </>
  )
}

function Tile({ title, value, text, children }: { title: string; value: string; text: string; children?: React.ReactNode }) {
  return <section className="databases-card"><h2>{title}</h2><p className="databases-figure">{value}</p><p className="soft">{text}</p>{children}</section>
}
