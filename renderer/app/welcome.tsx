import { FlaskConical, FolderOpen, Plus } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useAction } from '../lib/actions.ts'
import { useCall, useCommand, useConnection } from '../lib/engine.ts'
import { formatDay } from '../lib/formats.ts'
import { Trouble } from '../ui/page.tsx'
import { forgetPage, goToFirstPageOnce } from './first-page.ts'
import { CreateDialog, OpenDialog } from './workspace-dialogs.tsx'
import { Mark } from './mark.tsx'
import './welcome.css'

interface WelcomeProps {
  onSample: () => void
  sampleError: Error | null
}

/** What stands here while no workspace is open. */
export function Welcome({ onSample, sampleError }: WelcomeProps) {
  const { host } = useConnection()
  const [asking, setAsking] = useState<'create' | 'open' | null>(null)
  const recent = useCall('workspace.recent', {})
  const open = useCommand('workspace.open', { onSuccess: goToFirstPageOnce })
  const trouble = sampleError ?? open.error

  useEffect(() => {
    document.title = 'Bandstand'
    forgetPage()
  }, [])

  const askToOpen = () => {
    if (host.dialogs) void host.dialogs.openWorkspace().then((path) => path !== null && open.mutate({ path }))
    else setAsking('open')
  }
  useAction({ id: 'sample', label: 'Try the sample organisation', group: 'Workspace', run: onSample })
  useAction({ id: 'create', label: 'Create a workspace', group: 'Workspace', shortcut: 'n', run: () => setAsking('create') })
  useAction({ id: 'open', label: 'Open a workspace', group: 'Workspace', shortcut: 'o', run: askToOpen })

  return (
    <main className="welcome">
      <div className="welcome-card">
        <Mark size={36} />
        <h1 className="welcome-title">Bandstand</h1>
        <p className="welcome-question">
          Does developer activity tell who is ready to buy, and whom are we not seeing? Bring your CRM export and your developer signals; the answer is
          worked out on this machine, and every figure opens its rows.
        </p>
        {trouble && <Trouble error={trouble} />}
        <div className="welcome-choices">
          <Choice icon={<FlaskConical size={20} />} title="Try the sample organisation" onClick={onSample} first>
            A synthetic company with 1,300 accounts, ready in a few seconds.
          </Choice>
          <Choice icon={<Plus size={20} />} title="Create a workspace" onClick={() => setAsking('create')}>One file per organisation, kept on this machine.</Choice>
          <Choice icon={<FolderOpen size={20} />} title="Open a workspace" onClick={askToOpen}>A file ending in .bandstand.</Choice>
        </div>
        {recent.data && recent.data.length > 0 && (
          <section className="welcome-recent">
            <h2>Opened lately</h2>
            {recent.data.slice(0, 6).map(({ path, organisation, openedAt }) => (
              <button key={path} type="button" disabled={open.isPending} onClick={() => open.mutate({ path })} title={path}>
                <span className="truncate">{organisation}</span>
                <span className="truncate faint">{path}</span>
                <span className="faint numeric">{formatDay(openedAt)}</span>
              </button>
            ))}
          </section>
        )}
      </div>
      <CreateDialog open={asking === 'create'} onClose={() => setAsking(null)} />
      <OpenDialog open={asking === 'open'} onClose={() => setAsking(null)} />
    </main>
  )
}

function Choice({ icon, title, onClick, first = false, children }: { icon: ReactNode; title: string; onClick: () => void; first?: boolean; children: ReactNode }) {
  return (
    <button type="button" className={`welcome-choice ${first ? 'welcome-choice-first' : ''}`} onClick={onClick}>
      {icon}
      <span><strong>{title}</strong><span className="soft">{children}</span></span>
    </button>
  )
}
