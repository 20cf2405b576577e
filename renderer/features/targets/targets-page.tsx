import { Crosshair } from 'lucide-react'
import { targetRoles } from '../../../shared/model.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { useSayInStatusLine } from '../../lib/page-status.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { roleChoices } from '../../lib/target-words.ts'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { AskTargets } from '../../ui/ask-targets/ask-targets.tsx'
import { Button } from '../../ui/button.tsx'
import '../../ui/chart/chart.css'
import { SearchBox } from '../../ui/grid/search-box.tsx'
import { Keycaps } from '../../ui/keycaps.tsx'
import { Empty, Page, Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AddTarget } from './add-target.tsx'
import { MarkShown } from './mark-shown.tsx'
import { TargetTable } from './target-table.tsx'
import './targets.css'

/** Which repositories, packages and sites are own, a competitor's, or neither; it decides what their events mean. */
export function TargetsPage() {
  const { view, search } = useRoute()
  const role = targetRoles.find((each) => each === view)
  const { data, error, refetch } = useCall('targets.list', { search, ...(role ? { role } : {}) }, { keepPrevious: true })
  const narrowed = role !== undefined || search !== ''
  useSayInStatusLine(data ? `${countOf(data.found, 'target')}${narrowed ? ' shown' : ''}` : null)
  const total = data ? Object.values(data.counts).reduce((sum, count) => sum + count, 0) : null
  return (
    <Page
      title="Targets" scroll
      lead="What an event means depends on whose repository, package or site it is about. Marking one rescores everything."
    >
      <div className="targets-page">
        <AskTargets />
        <div className="targets-bar">
          <SearchBox value={search} label="Search targets" onChange={(next) => navigate({ search: next }, { replace: true })} />
          <div className="role-filter" role="group" aria-label="Role">
            <RoleFilter label="All" count={total} active={role === undefined} view={null} />
            {targetRoles.map((each) => <RoleFilter key={each} label={sentenceCase(each)} count={data?.counts[each] ?? null} active={role === each} view={each} />)}
          </div>
          {data && narrowed && <MarkShown targets={data.targets} />}
          <AddTarget />
        </div>
        {error && !data ? <Trouble error={error} onRetry={() => void refetch()} />
          : !data ? <Skeleton height={240} />
            : total === 0 ? (
              <Empty icon={<Crosshair size={32} aria-hidden />} text="Repositories, packages and sites appear here as soon as a file names one.">
                <Button tone="primary" onClick={() => navigate({ page: 'import' })}>Import files</Button>
              </Empty>
            ) : data.targets.length === 0 ? (
              <Empty icon={<Crosshair size={32} aria-hidden />} text="No target meets this.">
                <Button onClick={() => navigate({ view: null, search: '' })}>Show all targets</Button>
              </Empty>
            ) : (
              <>
                <KeyHints />
                <TargetTable targets={data.targets} />
                {data.found > data.targets.length && <p className="faint">{formatInteger(data.found - data.targets.length)} more with fewer events; search narrows the list.</p>}
              </>
            )}
      </div>
    </Page>
  )
}

function KeyHints() {
  return (
    <p className="target-keys" aria-label="Keys in the list">
      <span><Keycaps shortcut="↑ ↓" /> move</span>
      {roleChoices.map(({ role, label, key }) => <span key={role}><Keycaps shortcut={key} /> {label.toLowerCase()}</span>)}
      <span><Keycaps shortcut="0" /> unmarked</span>
    </p>
  )
}

function RoleFilter({ label, count, active, view }: { label: string; count: number | null; active: boolean; view: string | null }) {
  return (
    <button type="button" aria-pressed={active} onClick={() => navigate({ view })}>
      {label} <span className="numeric">{count === null ? '' : formatInteger(count)}</span>
    </button>
  )
}
