import { Database } from 'lucide-react'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import '../../ui/chart/chart.css'
import { Empty, Page } from '../../ui/page.tsx'
import './databases.css'
import { DefinitionView } from './definition-view.tsx'
import { ExportLog } from './export-log.tsx'
import { HealthView } from './health-view.tsx'
import { HumansGrid } from './humans-grid.tsx'
import { RulesView } from './rules-view.tsx'
import { Sections } from './sections.tsx'

const lead = 'Developers for marketing, buyers for sales, and a wall between them: no file for sales holds anybody of the user database.'

/** The two databases, what decides who is in them, and whether the definition is sound. */
export function DatabasesPage() {
  const { counts } = useWorkspace()
  const { view } = useRoute()
  if (counts.imports === 0) {
    return (
      <Page title="Databases">
        <Empty icon={<Database size={32} aria-hidden />} text="The two databases fill once contacts of the CRM or signals are imported.">
          <Button tone="primary" onClick={() => navigate({ page: 'import' })}>Import files</Button>
        </Empty>
      </Page>
    )
  }
  const part = view === 'rules' ? <RulesView /> : view === 'health' ? <HealthView /> : view === 'definition' ? <DefinitionView /> : view === 'log' ? <ExportLog /> : null
  if (part !== null) return <Page title="Databases" lead={lead} scroll><div className="databases-part"><Sections />{part}</div></Page>
  const place = view === 'buyer' ? 'buyer' : view === 'conflicts' ? 'both' : 'user'
  return (
    <Page title="Databases" lead={lead}>
      <div className="databases-head"><Sections /></div>
      <HumansGrid key={place} place={place} />
    </Page>
  )
}
