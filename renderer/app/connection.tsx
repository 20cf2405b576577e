import { useQueryClient } from '@tanstack/react-query'
import { RotateCw, Unplug } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { type Client, createClient } from '../../electron/transports/client.ts'
import { type Connection, ConnectionContext } from '../lib/engine.ts'
import type { Host } from '../lib/host.ts'
import { Button } from '../ui/button.tsx'
import { Trouble } from '../ui/page.tsx'
import { Mark } from './mark.tsx'
import './welcome.css'
import { ConnectedContext } from './connected.ts'

/** Keeps the line to the engine; what is on screen stays there while the line is down. */
export function ConnectionKeeper({ host, children }: { host: Host; children: ReactNode }) {
  const [connection, setConnection] = useState<Connection | null>(null)
  const [connected, setConnected] = useState(false)
  const [trouble, setTrouble] = useState<unknown>(null)
  const queries = useQueryClient()

  const accept = useEffectEvent((client: Client) => {
    client.onClose(() => setConnected(false))
    setConnection({ client, host })
    setConnected(true)
    setTrouble(null)
    void queries.invalidateQueries()
  })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    host.connect().then((transport) => accept(createClient(transport)), setTrouble)
  }, [host, attempt])
  const retry = () => setAttempt((count) => count + 1)

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
