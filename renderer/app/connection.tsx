import { useQueryClient } from '@tanstack/react-query'
import { RotateCw, Unplug } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useEffectEvent, useState } from 'react'
import type { WorkspaceStatus } from '../../shared/contract-workspace.ts'
import type { Transport } from '../../shared/frame.ts'
import { type Client, createClient } from '../../electron/transports/client.ts'
import { type Connection, ConnectionContext } from '../lib/engine.ts'
import type { Host } from '../lib/host.ts'
import { Button } from '../ui/button.tsx'
import { Trouble } from '../ui/page.tsx'
import { Mark } from './mark.tsx'
import './welcome.css'
import { ConnectedContext } from './connected.ts'

const stable = 3000
const pause = 500

/** A restarted engine has no workspace open: it is given back the one that was on screen. */
async function reopen(client: Client, before: WorkspaceStatus | null | undefined): Promise<void> {
  if (before && (await client.call('workspace.status', {})) === null) await client.call('workspace.open', { path: before.path })
}

/** Keeps the line to the engine; what is on screen stays there while the line is down. */
export function ConnectionKeeper({ host, children }: { host: Host; children: ReactNode }) {
  const [connection, setConnection] = useState<Connection | null>(null)
  const [connected, setConnected] = useState(false)
  const [trouble, setTrouble] = useState<unknown>(null)
  const queries = useQueryClient()

  const [attempt, setAttempt] = useState(0)
  const [reconnections, setReconnections] = useState(0)
  const retry = useCallback(() => setAttempt((count) => count + 1), [])

  const lost = useEffectEvent((since: number) => {
    setConnected(false)
    // An engine that was restarted answers again soon; one that keeps stopping waits for a person.
    if (Date.now() - since > stable) window.setTimeout(retry, pause)
  })
  const accept = useEffectEvent(async (transport: Transport) => {
    const client = createClient(transport)
    const since = Date.now()
    client.onClose(() => lost(since))
    if (connection) await reopen(client, queries.getQueryData<WorkspaceStatus>(['workspace.status', {}]))
    setConnection({ client, host })
    setConnected(true)
    setTrouble(null)
    setReconnections((count) => (connection ? count + 1 : count))
  })
  useEffect(() => {
    host.connect().then(accept).catch(setTrouble)
  }, [host, attempt])
  useEffect(() => host.onFreshLink?.(retry), [host, retry])
  // Only once everything on screen holds the new client; what failed meanwhile is asked again.
  useEffect(() => {
    if (reconnections > 0) void queries.invalidateQueries()
  }, [reconnections, queries])

  if (!connection) {
    return (
      <main className="welcome">
        <div className="welcome-card">
          <Mark size={32} />
          {trouble === null ? <p className="soft" role="status">Connecting to the engine…</p> : <Trouble error={trouble} onRetry={retry} />}
        </div>
      </main>
    )
  }
  return (
    <ConnectionContext value={connection}>
      <ConnectedContext value={connected}>
        {!connected && <Banner onRetry={retry} />}
        {children}
      </ConnectedContext>
    </ConnectionContext>
  )
}

function Banner({ onRetry }: { onRetry: () => void }) {
  return (
    <div className="banner" role="alert">
      <Unplug size={16} aria-hidden />
      <span>The engine disconnected. What you see stays; nothing is lost.</span>
      <Button onClick={onRetry}><RotateCw size={14} aria-hidden /> Reconnect</Button>
    </div>
  )
}
