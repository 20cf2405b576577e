import { resolve } from 'node:path'
import type { WorkspaceStatus } from '../../../shared/contract-workspace.ts'
import { createEngine } from '../../engine/engine.ts'
import { createClient, type Client } from '../../transports/client.ts'
import { inProcessPair } from '../../transports/in-process.ts'
import { serve } from '../../transports/serve.ts'
import { networkFromEnvironment } from '../network.ts'
import { progressLine } from './progress.ts'
import type { Terminal } from './terminal.ts'

export interface Engaged {
  client: Client
  /** For every call: Ctrl-C cancels it, and what was done by then counts as done. */
  options: { signal: AbortSignal; patient: true }
}

/** Runs `work` on an engine of its own, spoken to over the same boundary as the window's; closes it whatever happens. */
export async function withClient<T>(terminal: Terminal, work: (engaged: Engaged) => Promise<T>): Promise<T> {
  const engine = createEngine({ dataDirectory: await terminal.dataDirectory(), network: networkFromEnvironment(terminal.environment) })
  const [near, far] = inProcessPair()
  const stop = serve(far, engine)
  const client = createClient(near)
  const line = progressLine(terminal)
  client.on('progress', line.show)
  try {
    return await work({ client, options: { signal: terminal.signal, patient: true } })
  } finally {
    line.clear()
    stop()
    client.close()
    await engine.close()
  }
}

/** The same with the workspace at `path` open. */
export async function withWorkspace<T>(terminal: Terminal, path: string, work: (engaged: Engaged & { status: WorkspaceStatus }) => Promise<T>): Promise<T> {
  return withClient(terminal, async (engaged) => {
    const status = await engaged.client.call('workspace.open', { path: resolve(terminal.folder, path) }, engaged.options)
    return work({ ...engaged, status })
  })
}
