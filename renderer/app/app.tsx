import { lazy, Suspense, use, useEffect } from 'react'
import { isCancellation } from '../lib/running.ts'
import { useAction } from '../lib/actions.ts'
import { useCall, useCommand } from '../lib/engine.ts'
import { ResumeOffer } from '../features/jobs/jobs-tray.tsx'
import { keepDroppedFiles } from '../lib/dropped-files.ts'
import { listenForShortcuts } from '../lib/keyboard.ts'
import { say, sayError } from '../lib/notices.ts'
import type { Page as PageName } from '../lib/route.ts'
import { navigate, useRoute } from '../lib/use-route.ts'
import { useEngineEvents, useWorkspace, WorkspaceContext } from '../lib/workspace.ts'
import { Notices } from '../ui/notices.tsx'
import { ConnectedContext } from './connected.ts'
import { goToFirstPageOnce, usePlace } from './first-page.ts'
import { Header } from './header.tsx'
import { Palette } from './palette.tsx'
import { pageEntries } from './pages.ts'
import { Rail } from './rail.tsx'
import './shell.css'
import { SampleProgress } from './sample-progress.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { StatusLine } from './status-line.tsx'
import { Welcome } from './welcome.tsx'

const loadPage: Record<PageName, () => Promise<{ default: React.ComponentType }>> = {
  import: async () => ({ default: (await import('../features/import/import-page.tsx')).ImportPage }),
  people: async () => ({ default: (await import('../features/people/people-page.tsx')).PeoplePage }),
  companies: async () => ({ default: (await import('./companies.tsx')).Companies }),
  enrich: async () => ({ default: (await import('../features/enrich/enrich-page.tsx')).EnrichPage }),
  verify: async () => ({ default: (await import('../features/verify/verify-page.tsx')).VerifyPage }),
  review: async () => ({ default: (await import('../features/review/review-page.tsx')).ReviewPage }),
  explore: async () => ({ default: (await import('./explore.tsx')).Explore }),
  databases: async () => ({ default: (await import('../features/databases/databases-page.tsx')).DatabasesPage }),
  lists: async () => ({ default: (await import('./lists.tsx')).Lists }),
  targets: async () => ({ default: (await import('../features/targets/targets-page.tsx')).TargetsPage }),
  report: async () => ({ default: (await import('../features/report/report-page.tsx')).ReportPage }),
}

const pageContent: Record<PageName, React.ComponentType> = {
  import: lazy(loadPage.import),
  people: lazy(loadPage.people),
  companies: lazy(loadPage.companies),
  enrich: lazy(loadPage.enrich),
  verify: lazy(loadPage.verify),
  review: lazy(loadPage.review),
  explore: lazy(loadPage.explore),
  databases: lazy(loadPage.databases),
  lists: lazy(loadPage.lists),
  targets: lazy(loadPage.targets),
  report: lazy(loadPage.report),
}

/** The first page comes alone; the others follow while nobody waits for them. */
function usePagesAhead(): void {
  useEffect(() => {
    const waiting = window.requestIdleCallback(() => void Promise.all(Object.values(loadPage).map((load) => load())))
    return () => window.cancelIdleCallback(waiting)
  }, [])
}

export function App() {
  useEngineEvents()
  usePagesAhead()
  useEffect(() => listenForShortcuts(), [])
  useEffect(() => keepDroppedFiles(), [])
  const { data: status, isPending } = useCall('workspace.status', {})
  const sample = useCommand('workspace.createSample', { onSuccess: goToFirstPageOnce })
  return (
    <>
      {sample.isPending ? <SampleProgress />
        : status ? <WorkspaceContext value={status}><Shell /></WorkspaceContext>
          : !isPending && <Welcome onSample={() => sample.mutate({ jobId: crypto.randomUUID() })} sampleError={isCancellation(sample.error) ? null : sample.error} />}
      <Palette />
      <ShortcutSheet />
      <Notices />
    </>
  )
}

function Shell() {
  const { page } = useRoute()
  const status = useWorkspace()
  const { organisation, path } = status
  usePlace(status)
  const Content = pageContent[page]
  useAction({ id: 'copy-link', label: 'Copy a link to this view', group: 'View', shortcut: 'l', keywords: 'url address share', run: copyLink })
  useAction({ id: 'score-model', label: 'Score model: weights, half-lives, cut-offs, versions', group: 'Pages', shortcut: 'g s', keywords: 'edit weight family threshold back-test compare', run: () => navigate({ page: 'companies', view: 'model' }) })
  useAction({ id: 'hidden-companies', label: 'Hidden companies and their nearest accounts', group: 'Pages', shortcut: 'g h', keywords: 'missing CRM match account candidates', run: () => navigate({ page: 'explore', view: 'hidden' }) })
  useAction({ id: 'portfolio', label: 'Portfolio: several organisations side by side', group: 'Pages', shortcut: 'g o', keywords: 'forest pooled compare organisations workspaces', run: () => navigate({ page: 'explore', view: 'portfolio' }) })
  const label = pageEntries.find((entry) => entry.page === page)?.label ?? ''
  useEffect(() => {
    document.title = `${label} · ${organisation} · Bandstand`
  }, [label, organisation])
  return (
    <div className="shell">
      <a className="button skip" href="#main" onClick={skipToMain}>Skip to the page</a>
      <Rail />
      <Header />
      <main className="main" id="main" tabIndex={-1}>
        <Suspense><Content key={path} /></Suspense>
        <ResumeOffer key={`offer ${path}`} />
      </main>
      <StatusLine connected={use(ConnectedContext)} />
    </div>
  )
}

const copyLink = () => void navigator.clipboard.writeText(window.location.href).then(() => say('Link copied'), sayError)

// The address carries the route, so the link may not change it.
function skipToMain(event: React.MouseEvent) {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
