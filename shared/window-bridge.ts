/**
 * What the preload gives the page in Electron, as `window.bandstand`. A line to the engine is asked for with `connect`; the page then receives
 * a window message whose data is `{ bandstand: 'port' }` and whose `ports[0]` is the line (for `messagePortTransport`).
 * When the engine stops unexpectedly, the line closes and a message `{ bandstand: 'engine', state }` follows: after `restarting`
 * the page may connect at once (the line waits for the new engine); `failed` means that it kept stopping and is not started again.
 */
export interface WindowBridge {
  connect(): void
  /** Asks for existing files, or for a folder; empty when the person cancels. */
  openFiles(choice: OpenChoice): Promise<string[]>
  /** Asks where to save; null when the person cancels. */
  saveFile(choice: SaveChoice): Promise<string | null>
  /** Which keys of providers the system's key store holds; their values never reach the page. */
  keys(): Promise<KeysState>
  /** Hands a key to the system's key store, or takes it out where `key` is null. */
  setKey(name: string, key: string | null): Promise<KeysState>
  /** The path of a dropped or chosen File; empty for one that is not on disk. */
  pathForFile(file: object): string
}

export interface KeysState {
  /** Names of the keys that are stored and can be read. */
  stored: string[]
  /** False where the system has no key store: keys then come from the environment only. */
  available: boolean
}

export interface OpenChoice {
  kind: 'workspace' | 'import' | 'folder'
}

export interface SaveChoice {
  kind: 'workspace' | 'export'
  suggestedName: string
}

export type WindowMessage = { bandstand: 'port' } | { bandstand: 'engine'; state: EngineState }
export type EngineState = 'restarting' | 'failed'

/** IPC channels between the preload and the main process. */
export const channels = {
  connect: 'bandstand:connect',
  port: 'bandstand:port',
  engine: 'bandstand:engine',
  openFiles: 'bandstand:open-files',
  saveFile: 'bandstand:save-file',
  keys: 'bandstand:keys',
  setKey: 'bandstand:set-key',
} as const
