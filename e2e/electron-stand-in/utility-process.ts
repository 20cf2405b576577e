import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type { MessagePortMain } from './ports.ts'
import type { Wire } from './wire.ts'

/** A real child process that runs the given module with `process.parentPort`. */
export class UtilityProcess extends EventEmitter {
  readonly child: ChildProcess
  private readonly ports = new Map<number, MessagePortMain>()
  private lastPort = 0

  constructor(modulePath: string, parameters: readonly string[]) {
    super()
    this.child = fork(join(import.meta.dirname, 'utility-bootstrap.ts'), [modulePath, ...parameters], {
      serialization: 'advanced',
      execArgv: ['--import', 'tsx'],
    })
    this.child.once('spawn', () => this.emit('spawn'))
    this.child.on('message', (wire: Wire) => this.receive(wire))
    this.child.once('exit', (code) => {
      for (const port of this.ports.values()) port.close()
      this.emit('exit', code ?? 1)
    })
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    const ports = transfer.map((port) => this.adopt(port))
    this.send({ kind: 'post', message, ports })
  }

  kill(): boolean {
    return this.child.kill()
  }

  private adopt(port: MessagePortMain): number {
    const id = ++this.lastPort
    this.ports.set(id, port)
    port.on('message', ({ data }: { data: unknown }) => this.send({ kind: 'port', port: id, data }))
    port.on('close', () => {
      if (this.ports.delete(id)) this.send({ kind: 'closed', port: id })
    })
    port.start()
    return id
  }

  private receive(wire: Wire): void {
    if (wire.kind === 'port') this.ports.get(wire.port)?.postMessage(wire.data)
    if (wire.kind === 'closed') this.ports.get(wire.port)?.close()
    if (wire.kind === 'post') this.emit('message', wire.message)
  }

  private send(wire: Wire): void {
    if (this.child.connected) this.child.send(wire, ignoreFailure)
  }
}

/** Electron drops what is posted to a process that has ended; the pipe to a child may break while it still says it is connected. */
const ignoreFailure = (): void => undefined
