import { ArrowLeft } from 'lucide-react'
import { useId, useState } from 'react'
import type { Portfolio } from '../../../shared/contract-portfolio.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { cancel, isCancellation } from '../../lib/running.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { useProgress, useRunParameters, useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Trouble } from '../../ui/page.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { ForestPlot } from './forest-plot.tsx'
import { OrganisationsTable } from './organisations-table.tsx'
import './portfolio.css'
import { type Candidate, WorkspaceChoice } from './workspace-choice.tsx'

/** Several organisations side by side: which workspaces, and what they have in common. */
export function PortfolioPage() {
  const route = useRoute()
  const { path: openPath, organisation } = useWorkspace()
  const parameters = useRunParameters()
  const { data: recent } = useCall('workspace.recent', {})
  const [added, setAdded] = useState<readonly Candidate[]>([])
  const candidates = distinct([{ path: openPath, organisation }, ...(recent ?? []), ...added])
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const paths = chosen ?? candidates.map(({ path }) => path)
  const [pseudonymous, setPseudonymous] = useState(false)
  const [jobId] = useState(() => crypto.randomUUID())
  const compare = useCommand('portfolio.run')
  const add = (path: string) => {
    setAdded([...added, { path, organisation: nameOf(path) }])
    setChosen([...paths.filter((each) => each !== path), path])
  }
  return (
    <Page
      title="Portfolio" scroll lead="Does the relation hold in every organisation? Workspaces are only read, each at its own date unless one is chosen above."
      tools={<a className="button" href={linkTo(route, { view: null })}><ArrowLeft size={14} aria-hidden /> Explore</a>}
    >
      <div className="portfolio">
        <div className="portfolio-choice">
          <WorkspaceChoice candidates={candidates} chosen={paths} onChange={setChosen} onAdd={add} />
          <label className="portfolio-check"><input type="checkbox" checked={pseudonymous} onChange={({ target }) => setPseudonymous(target.checked)} /> Letters instead of names</label>
          {compare.isPending
            ? <Running jobId={jobId} />
            : <div><Button tone="primary" disabled={paths.length === 0} onClick={() => compare.mutate({ ...parameters, paths: [...paths], pseudonymous, jobId })}>Compare {paths.length}</Button></div>}
        </div>
        <div className="portfolio-figures">
          {compare.error && !isCancellation(compare.error) && <Trouble error={compare.error} />}
          {compare.data ? <Figures portfolio={compare.data} /> : !compare.error && <p className="soft">Tick the organisations to compare. The lift of each stage is pooled over them, and a plot shows how far they agree.</p>}
        </div>
      </div>
    </Page>
  )
}

function Figures({ portfolio }: { portfolio: Portfolio }) {
  const [baseline, ...stages] = portfolio.stages
  return (
    <>
      {stages.toReversed().map((stage) => <ForestPlot key={stage.stage} stage={stage} baseline={baseline?.label ?? 'first stage'} />)}
      <OrganisationsTable portfolio={portfolio} />
    </>
  )
}

function Running({ jobId }: { jobId: string }) {
  const current = useProgress().find((each) => each.jobId === jobId)
  const id = useId()
  return (
    <div className="portfolio-running">
      <p id={id} role="status">{current?.label ?? 'Starting …'}</p>
      <ProgressBar share={current?.total ? current.done / current.total : null} label="Reading organisations" />
      <div><Button onClick={() => cancel(jobId)} aria-describedby={id}>Cancel</Button></div>
    </div>
  )
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1)?.replace(/\.bandstand$/, '') ?? path

function distinct(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ path }, index) => candidates.findIndex((each) => each.path === path) === index)
}
