import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'
import type { Wire } from './wire.ts'

/** Runs in the forked process: gives it Electron's `process.parentPort`, then loads the module it was forked for. */
class ForkedPort extends EventEmitter {
  private readonly id: number
  private readonly inbox = createInbox((event) => this.emit('message', event))

  constructor(id: number) {
    super()
    this.id = id
  }

  postMessage(data: unknown): void {
    tell({ kind: 'port', port: this.id, data })
  }

  /** As in Electron, nothing arrives before this, and what waited arrives afterwards. */
  start(): void {
    this.inbox.open()
  }

  arrive(data: unknown): void {
    this.inbox.put({ data, ports: [] })
  }

  close(): void {
    tell({ kind: 'closed', port: this.id })
  }
}

/** Keeps events back until it is opened; they are delivered after the opener's own work. */
function createInbox(deliver: (event: object) => void) {
  const waiting: object[] = []
  let opened = false
  return {
    put: (event: object) => {
      if (opened) deliver(event)
      else waiting.push(event)
    },
    open: () =>
      queueMicrotask(() => {
        opened = true
        for (const event of waiting.splice(0)) deliver(event)
      }),
  }
}

const tell = (wire: Wire) => process.send?.(wire)
const ports = new Map<number, ForkedPort>()
const parentPort = new EventEmitter()
const inbox = createInbox((event) => parentPort.emit('message', event))

process.on('message', (wire: Wire) => {
  if (wire.kind === 'port') ports.get(wire.port)?.arrive(wire.data)
  if (wire.kind === 'closed') ports.get(wire.port)?.emit('close')
  if (wire.kind === 'post') {
    const passed = wire.ports.map((id) => new ForkedPort(id))
    for (const [index, id] of wire.ports.entries()) ports.set(id, passed[index] ?? new ForkedPort(id))
    inbox.put({ data: wire.message, ports: passed })
  }
})
// As in Electron, messages wait for the first listener.
parentPort.once('newListener', () => inbox.open())
process.on('disconnect', () => process.exit(0))

Object.assign(process, { parentPort })
const [, , modulePath] = process.argv
if (!modulePath) throw new Error('No module to run was named.')
await import(pathToFileURL(modulePath).href)
