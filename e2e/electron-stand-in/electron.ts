import { EventEmitter } from 'node:events'
import { MessageChannelMain } from './ports.ts'
import { UtilityProcess } from './utility-process.ts'
import { BrowserWindow, WebContents, type MainMessages, type WindowOptions } from './window.ts'

type PermissionRequest = (contents: WebContents, permission: string, answer: (allowed: boolean) => void) => void
type PermissionCheck = (contents: WebContents | null, permission: string, origin: string) => boolean

/** Everything the main process did with Electron, for tests to look at. */
export interface Seen {
  windows: BrowserWindow[]
  engines: UtilityProcess[]
  schemes: { scheme: string; privileges: Record<string, boolean> }[]
  served: Map<string, (request: Request) => Promise<Response>>
  openedOutside: string[]
  dialogs: { kind: 'open' | 'save'; options: Record<string, unknown> }[]
  permissionRequest: PermissionRequest | null
  permissionCheck: PermissionCheck | null
  devicePermission: (() => boolean) | null
  menu: { role?: string; label?: string }[]
  quitDone: boolean
}

interface StandInOptions {
  firstInstance: boolean
  /** Electron's folder of the app. */
  userData: string
  /** The system's key store; without one Chromium falls back to a password that everybody knows. */
  keyStore: 'gnome_libsecret' | 'basic_text'
  /** What the person chooses in the next dialogs. */
  chosen: { files: string[]; save: string }
}

const mark = Buffer.from('v11')
const flipped = (byte: number) => byte ^ 0x5a

/** The part of the `electron` module that the main process uses, with real processes and real ports behind it. */
export function standIn({ firstInstance, userData, keyStore, chosen }: StandInOptions) {
  const seen: Seen = {
    windows: [], engines: [], schemes: [], served: new Map(), openedOutside: [], dialogs: [], permissionRequest: null, permissionCheck: null, devicePermission: null, menu: [],
    quitDone: false,
  }
  const messages: MainMessages = { emitter: new EventEmitter(), handlers: new Map() }
  let ready = false

  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    getPath: (name: string) => {
      if (name !== 'userData') throw new Error(`The stand-in has no folder ${name}.`)
      return userData
    },
    requestSingleInstanceLock: () => firstInstance,
    whenReady: async () => {
      await Promise.resolve()
      ready = true
    },
    quit: () => {
      let prevented = false
      app.emit('before-quit', { preventDefault: () => (prevented = true) })
      seen.quitDone = !prevented
    },
  })

  class Window extends BrowserWindow {
    constructor(options: WindowOptions) {
      const contents = new WebContents(messages)
      super(options, contents)
      seen.windows.push(this)
      app.emit('web-contents-created', {}, contents)
    }
  }

  const electron = {
    app,
    BrowserWindow: Window,
    MessageChannelMain,
    ipcMain: {
      on: (channel: string, listener: (...values: unknown[]) => void) => messages.emitter.on(channel, listener),
      handle: (channel: string, handler: (...values: unknown[]) => unknown) => messages.handlers.set(channel, handler),
    },
    utilityProcess: {
      fork: (modulePath: string, parameters: string[]) => {
        const engine = new UtilityProcess(modulePath, parameters)
        seen.engines.push(engine)
        return engine
      },
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: Seen['schemes']) => {
        if (ready) throw new Error('Schemes are registered before the app is ready.')
        seen.schemes.push(...schemes)
      },
    },
    session: {
      defaultSession: {
        protocol: { handle: (scheme: string, handler: (request: Request) => Promise<Response>) => seen.served.set(scheme, handler) },
        setPermissionRequestHandler: (handler: PermissionRequest) => (seen.permissionRequest = handler),
        setPermissionCheckHandler: (handler: PermissionCheck) => (seen.permissionCheck = handler),
        setDevicePermissionHandler: (handler: () => boolean) => (seen.devicePermission = handler),
      },
    },
    dialog: {
      showOpenDialog: (_window: unknown, options: Record<string, unknown>) => {
        seen.dialogs.push({ kind: 'open', options })
        return Promise.resolve({ canceled: chosen.files.length === 0, filePaths: chosen.files })
      },
      showSaveDialog: (_window: unknown, options: Record<string, unknown>) => {
        seen.dialogs.push({ kind: 'save', options })
        return Promise.resolve({ canceled: chosen.save === '', filePath: chosen.save })
      },
    },
    // Not encryption, but nothing a search for the key would find.
    safeStorage: {
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      getSelectedStorageBackend: () => keyStore,
      encryptStringAsync: (text: string) => Promise.resolve(Buffer.concat([mark, Buffer.from(text).map(flipped)])),
      decryptStringAsync: (bytes: Buffer) =>
        bytes.subarray(0, mark.length).equals(mark) ? Promise.resolve({ shouldReEncrypt: false, result: Buffer.from(bytes.subarray(mark.length).map(flipped)).toString() }) : Promise.reject(new Error('It was encrypted elsewhere.')),
    },
    shell: { openExternal: (url: string) => Promise.resolve(seen.openedOutside.push(url)) },
    Menu: {
      buildFromTemplate: (template: Seen['menu']) => template,
      setApplicationMenu: (menu: Seen['menu']) => (seen.menu = menu),
    },
  }
  return { electron, seen }
}
