import { ArrowLeft } from 'lucide-react'
import { linkTo, navigate, useRoute } from '../../lib/use-route.ts'
import { GridView } from '../../ui/grid/grid-view.tsx'
import { Page } from '../../ui/page.tsx'
import { CompanyDrawer } from './company-drawer.tsx'
import { allCompanies } from './doors.ts'

const leading = ['name', 'at', 'stage_before', 'stage', 'how', 'seen_after', 'stage_raw', 'record_id']
const widths = { name: 240, at: 120, stage_before: 130, stage: 130, how: 110, seen_after: 120, stage_raw: 220, record_id: 170 }

/** How accounts moved through the funnel, one row for each entry and each change that was seen; exported like every grid. */
export function StageHistory() {
  const route = useRoute()
  return (
    <Page
      title="Stage history" lead="Stages as the CRM dates them, and changes that a newer file shows against the one before; those happened between the two dates."
      tools={<a className="button" href={linkTo(route, allCompanies())}><ArrowLeft size={14} aria-hidden /> Back to the companies</a>}
    >
      <GridView dataset="stage_changes" noun={['stage entry', 'stage entries']} keyColumn="record_id" widths={widths} leading={leading} />
      {route.open !== null && <CompanyDrawer subject={route.open} onClose={() => navigate({ open: null }, { replace: true })} />}
    </Page>
  )
}
