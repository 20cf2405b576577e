import { ArrowLeft } from 'lucide-react'
import type { Output } from '../../../../shared/contract.ts'
import { useCall } from '../../../lib/engine.ts'
import { countOf, formatInteger } from '../../../lib/formats.ts'
import { linkTo, navigate, useRoute } from '../../../lib/use-route.ts'
import { useRunParameters } from '../../../lib/workspace.ts'
import { Page, Trouble } from '../../../ui/page.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { CompanyDrawer } from '../company-drawer.tsx'
import { allCompanies, outreachRows } from '../doors.ts'
import { MomentTable } from './moment-table.tsx'
import './this-week.css'

/** Whom to look at now, and why. */
export function ThisWeekPage() {
  const route = useRoute()
  const parameters = useRunParameters()
  const { data, error, refetch } = useCall('lifecycle.thisWeek', parameters, { keepPrevious: true })
  return (
    <Page
      title="This week" scroll lead={data && leadWords(data)}
      tools={
        <>
          <a className="button" href={linkTo(route, outreachRows())}>Outreach window as rows</a>
          <a className="button" href={linkTo(route, allCompanies())}><ArrowLeft size={14} aria-hidden /> Back to the companies</a>
        </>
      }
    >
      <div className="this-week">
        {error && <Trouble error={error} onRetry={() => void refetch()} />}
        {!data && !error && <div role="status" aria-label="Loading"><Skeleton height={320} /></div>}
        {data?.moments.length === 0 && <p className="soft">Nothing is new. Choose an earlier date above to see an earlier week.</p>}
        {data && data.moments.length > 0 && <MomentTable {...data} />}
        {data && data.found > data.moments.length && <p className="soft">The first {formatInteger(data.moments.length)} of {formatInteger(data.found)}.</p>}
      </div>
      {route.open !== null && <CompanyDrawer subject={route.open} onClose={() => navigate({ open: null }, { replace: true })} />}
    </Page>
  )
}

/** The sentence that answers. */
function leadWords({ found, outreach, days }: Output<'lifecycle.thisWeek'>): string {
  const rest = found - outreach
  const window = `in the outreach window: first Surge within the last ${days} days, no open opportunity`
  const first = outreach === 0 ? `No account or company is ${window}.` : `${countOf(outreach, 'account or company is', 'accounts and companies are')} ${window}.`
  return `${first} ${rest === 0 ? 'No other' : countOf(rest, 'other', 'others')} came into Surge in that time.`
}
