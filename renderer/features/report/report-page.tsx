import { FileText } from 'lucide-react'
import { useDeferredValue } from 'react'
import { useCall } from '../../lib/engine.ts'
import { navigate } from '../../lib/use-route.ts'
import { useRunParameters, useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Page, Trouble } from '../../ui/page.tsx'
import { useReportChoice } from './report-settings.ts'
import './report.css'
import { SettingsForm } from './settings-form.tsx'
import { Templates } from './templates.tsx'
import { WriteFiles } from './write-files.tsx'

/** The report for a customer: chosen on the left, seen on the right exactly as it will be written. */
export function ReportPage() {
  const { counts } = useWorkspace()
  if (counts.imports === 0) {
    return (
      <Page title="Report">
        <Empty icon={<FileText size={32} aria-hidden />} text="A report can be written once accounts and signals are imported.">
          <Button tone="primary" onClick={() => navigate({ page: 'import' })}>Import files</Button>
        </Empty>
      </Page>
    )
  }
  return <Composer />
}

function Composer() {
  const run = useRunParameters()
  const { settings, variant, audience } = useReportChoice()
  const request = useDeferredValue({ ...run, ...settings, variant, audience })
  const preview = useCall('report.preview', request, { keepPrevious: true })
  return (
    <Page title="Report" lead="What a customer gets: findings, charts with n and intervals, data and caveats, target lists and the method. Every number is that of Explore.">
      <div className="report-page">
        <div className="report-side">
          <Templates />
          <SettingsForm names={preview.data?.names ?? []} />
          <WriteFiles request={{ ...run, ...settings, variant, audience }} preview={preview.error ? undefined : preview.data} />
        </div>
        <div className="report-preview" aria-busy={preview.isFetching}>
          {preview.error && <Trouble error={preview.error} onRetry={() => void preview.refetch()} />}
          {/* No script may run in it, whatever a name holds; its own policy says so as well. */}
          {preview.data ? !preview.error && <iframe title="Preview of the report" sandbox="" srcDoc={preview.data.html} /> : !preview.error && <p className="soft" role="status">Making the report …</p>}
        </div>
      </div>
    </Page>
  )
}
