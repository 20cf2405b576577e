import { Building2, CalendarClock, History, SlidersHorizontal, Waypoints } from 'lucide-react'
import { useAction } from '../../lib/actions.ts'
import { linkTo, navigate, useRoute } from '../../lib/use-route.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { GridView } from '../../ui/grid/grid-view.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import { AccountPage } from './account/account-page.tsx'
import { companyCells, companyWidths } from './cells.tsx'
import { CompanyDrawer } from './company-drawer.tsx'
import { finding, scoreModel, stageHistory, thisWeek } from './doors.ts'
import { FindingPage } from './finding/finding-page.tsx'
import { StageHistory } from './stage-history.tsx'
import { ThisWeekPage } from './this-week/this-week-page.tsx'

/** Every account, and every company outside the CRM, with its score and band. */
export function CompaniesPage() {
  const { counts } = useWorkspace()
  const route = useRoute()
  const { open, view } = route
  useAction({ id: 'finding', label: 'How companies are found', group: 'This page', keywords: 'links acquired renamed subsidiary free mail education word lists settings', run: () => navigate(finding()) }, view !== 'finding')
  useAction({ id: 'this-week', label: 'This week: whom to look at now', group: 'This page', keywords: 'surge outreach window lifecycle moments', run: () => navigate(thisWeek()) }, view !== 'this-week')
  if (view === 'finding') return <FindingPage />
  if (counts.imports === 0) {
    return (
      <Page title="Companies">
        <Empty icon={<Building2 size={32} aria-hidden />} text="Companies appear here once a CRM export or developer signals are imported.">
          <Button tone="primary" onClick={() => navigate({ page: 'import' })}>Import files</Button>
        </Empty>
      </Page>
    )
  }
  if (view === 'account' && open !== null) return <AccountPage key={open} subject={open} />
  if (view === 'stages') return <StageHistory />
  if (view === 'this-week') return <ThisWeekPage />
  return (
    <Page
      title="Companies"
      tools={
        <>
          <a className="button" href={linkTo(route, thisWeek())}><CalendarClock size={14} aria-hidden /> This week</a>
          <a className="button" href={linkTo(route, finding())}><Waypoints size={14} aria-hidden /> How companies are found</a>
          <a className="button" href={linkTo(route, scoreModel())}><SlidersHorizontal size={14} aria-hidden /> Score model</a>
          <a className="button" href={linkTo(route, stageHistory())}><History size={14} aria-hidden /> Stage history</a>
        </>
      }
      lead="Every account with the companies matched to it, and every company the CRM does not know."
    >
      <GridView dataset="companies" noun={['company', 'companies']} keyColumn="subject_key" cells={companyCells} widths={companyWidths} />
      {open !== null && <CompanyDrawer subject={open} onClose={() => navigate({ open: null }, { replace: true })} />}
    </Page>
  )
}
