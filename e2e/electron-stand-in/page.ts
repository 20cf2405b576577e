import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import type { MessagePort } from 'node:worker_threads'

/** What a page's script sees of the world: its address, its messages, and what the preload exposed. */
export interface Page {
  /** Names and values the preload put into the page's world. */
  exposed: Record<string, unknown>
  onMessage(listener: (data: unknown, ports: MessagePort[]) => void): void
}

/** The page's end of its web contents. */
interface Link {
  readonly mainFrame: { url: string }
  readonly fromMain: EventEmitter
  toMain(channel: string, values: unknown[]): void
  askMain(channel: string, values: unknown[]): Promise<unknown>
}

/** Runs a built preload as Electron's sandbox would: CommonJS, with `require` for nothing but `electron`. */
export function runPreload(path: string, contents: Link): Page {
  const exposed: Record<string, unknown> = {}
  const messages = new EventEmitter()
  const origin = () => {
    const { protocol, host } = new URL(contents.mainFrame.url)
    return `${protocol}//${host}`
  }
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, value: object) => {
        exposed[name] = Object.freeze({ ...value })
      },
    },
    ipcRenderer: {
      send: (channel: string, ...values: unknown[]) => contents.toMain(channel, values),
      invoke: (channel: string, ...values: unknown[]) => contents.askMain(channel, values),
      on: (channel: string, listener: (...values: unknown[]) => void) => contents.fromMain.on(channel, listener),
    },
    webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
  }
  const window = {
    location: {
      get origin() {
        return origin()
      },
    },
    postMessage: (data: unknown, target: string, ports: MessagePort[] = []) => {
      if (target === '*' || target === origin()) messages.emit('message', structuredClone(data), ports)
    },
  }
  const require = (name: string) => {
    if (name !== 'electron') throw new Error(`A sandboxed preload cannot require ${name}.`)
    return electron
  }
  runInNewContext(readFileSync(path, 'utf8'), { require, window, exports: {}, module: { exports: {} } }, { filename: path })
  return { exposed, onMessage: (listener) => void messages.on('message', listener) }
}
