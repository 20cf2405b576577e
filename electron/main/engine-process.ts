import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import type { EngineState } from '../../shared/window-bridge.ts'

export interface EngineProcess {
  /** A new line to the engine. While the engine is restarting the line waits for it; once it has failed the line is closed. */
  connect: () => MessagePortMain
  /** Gives the engine the keys of providers, now and whenever it starts again. */
  useKeys: (keys: ReadonlyMap<string, string>) => void
  /** Ends the engine after it has closed its workspace. */
  stop: () => Promise<void>
}

interface EngineProcessOptions {
  /** The built `hosts/utility.ts`. */
  modulePath: string
  /** Told when the engine stopped unexpectedly. */
  onCrash: (state: EngineState) => void
}

/** Waits before the first, second, … restart in a row, in milliseconds; after the last the engine stays down. */
const restartDelays = [100, 500, 2_000, 5_000, 10_000]
/** An engine that ran this long starts the row anew. */
const HEALTHY_MILLISECONDS = 60_000
const STOP_MILLISECONDS = 5_000

/** Keeps one engine running in a utility process and hands out lines to it. */
export function startEngineProcess({ modulePath, onCrash }: EngineProcessOptions): EngineProcess {
  let child: UtilityProcess | null = null
  const waiting: MessagePortMain[] = []
  let keys: ReadonlyMap<string, string> = new Map()
  let crashes = 0
  let ended = false

  const end = () => {
    ended = true
    for (const port of waiting.splice(0)) port.close()
  }

  const recover = (ranFor: number) => {
    if (ranFor > HEALTHY_MILLISECONDS) crashes = 0
    const delay = restartDelays[crashes++]
    if (delay === undefined) {
      end()
      onCrash('failed')
    } else {
      setTimeout(start, delay)
      onCrash('restarting')
    }
  }

  const tellKeys = (engine: UtilityProcess) => engine.postMessage({ keys: [...keys] })

  const start = () => {
    if (ended) return
    const startedAt = Date.now()
    const starting = utilityProcess.fork(modulePath, [], { serviceName: 'Bandstand engine', stdio: 'inherit' })
    starting.once('spawn', () => {
      child = starting
      if (keys.size > 0) tellKeys(starting)
      for (const port of waiting.splice(0)) starting.postMessage('connect', [port])
    })
    starting.once('exit', () => {
      child = null
      if (!ended) recover(Date.now() - startedAt)
    })
  }
  start()

  return {
    connect: () => {
      const { port1, port2 } = new MessageChannelMain()
      if (child) child.postMessage('connect', [port2])
      else if (ended) port2.close()
      else waiting.push(port2)
      return port1
    },
    useKeys: (next) => {
      keys = next
      if (child) tellKeys(child)
    },
    stop: () => {
      end()
      const running = child
      if (!running) return Promise.resolve()
      return new Promise((resolve) => {
        const impatient = setTimeout(() => running.kill(), STOP_MILLISECONDS)
        running.once('exit', () => {
          clearTimeout(impatient)
          resolve()
        })
        running.postMessage('stop')
      })
    },
  }
}
