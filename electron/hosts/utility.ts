import { createEngine } from '../engine/engine.ts'
import { messagePortTransport, type EmitterPort } from '../transports/message-port.ts'
import { serve } from '../transports/serve.ts'
import { ensureDataDirectory } from './data-directory.ts'
import { networkFromEnvironment, withKeys } from './network.ts'
import { giveWayToWindow } from './priority.ts'

/**
 * The engine in Electron's utility process. The message `connect` brings lines to serve, `keys` the keys of providers out of the system's
 * key store, `stop` closes the workspace and ends the process.
 */
interface ParentPort {
  on(type: 'message', listener: (event: { data: unknown; ports: EmitterPort[] }) => void): void
}

// Electron adds `parentPort` to the process; importing its types would tie the engine's hosts to Electron.
const { parentPort } = process as unknown as { parentPort?: ParentPort }
if (!parentPort) throw new Error('This module runs in a utility process.')

giveWayToWindow()
let keys: ReadonlyMap<string, string> = new Map()
const starting = ensureDataDirectory().then((dataDirectory) => createEngine({ dataDirectory, network: withKeys(networkFromEnvironment(), () => keys) }))

const connect = async (ports: EmitterPort[]) => {
  const engine = await starting
  for (const port of ports) serve(messagePortTransport(port), engine)
}

const stop = async () => {
  const engine = await starting
  await engine.close()
  process.exit(0)
}

// Listened to at once: a message that came before would be lost. A failure ends the process, which the main process sees.
parentPort.on('message', ({ data, ports }) => {
  if (typeof data === 'object' && data !== null && 'keys' in data) keys = new Map(data.keys as [string, string][])
  if (data === 'connect') void connect(ports)
  if (data === 'stop') void stop()
})
