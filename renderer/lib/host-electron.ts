import { messagePortTransport } from '../../electron/transports/message-port.ts'
import { AppError } from '../../shared/errors.ts'
import type { WindowBridge, WindowMessage } from '../../shared/window-bridge.ts'
import type { Host } from './host.ts'

declare global {
  interface Window {
    readonly bandstand?: WindowBridge
  }
}

const patience = 20_000

/** The next message of the preload with a port in it. */
const nextPort = (): Promise<MessagePort> =>
  new Promise((resolve, reject) => {
    const settle = (outcome: () => void) => {
      window.clearTimeout(timer)
      window.removeEventListener('message', listener)
      outcome()
    }
    const fail = () => settle(() => reject(new AppError('disconnected', 'The engine stopped and does not start again. Restart Bandstand.')))
    const listener = ({ source, data, ports }: MessageEvent<WindowMessage | null>) => {
      if (source !== window || typeof data !== 'object' || data === null) return
      const [port] = ports
      if (data.bandstand === 'port' && port) settle(() => resolve(port))
      if (data.bandstand === 'engine' && data.state === 'failed') fail()
    }
    const timer = window.setTimeout(fail, patience)
    window.addEventListener('message', listener)
  })

/** Electron's window: the preload passes a port, the main process shows its dialogs. */
export function electronHost(bridge: WindowBridge): Host {
  return {
    kind: 'electron',
    onFreshLink: null,
    connect: async () => {
      const port = nextPort()
      bridge.connect()
      return messagePortTransport(await port)
    },
    pathOf: (file) => {
      const path = bridge.pathForFile(file)
      return path ? Promise.resolve(path) : Promise.reject(new AppError('unreadable_file', `${file.name} is not a file on disk.`))
    },
    dialogs: {
      openWorkspace: async () => (await bridge.openFiles({ kind: 'workspace' }))[0] ?? null,
      newWorkspace: (suggestedName) => bridge.saveFile({ kind: 'workspace', suggestedName }),
      saveExport: (suggestedName) => bridge.saveFile({ kind: 'export', suggestedName }),
      chooseFolder: async () => (await bridge.openFiles({ kind: 'folder' }))[0] ?? null,
    },
    keys: { state: () => bridge.keys(), set: (name, key) => bridge.setKey(name, key) },
    download: () => Promise.reject(new AppError('bad_usage', 'An export is saved where the dialog says.')),
  }
}
