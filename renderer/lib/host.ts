import type { Transport } from '../../shared/frame.ts'
import type { KeysState } from '../../shared/window-bridge.ts'

/** What the page needs from whatever it runs in: Electron's window or a browser on the loopback host. */
export interface Host {
  kind: 'electron' | 'loopback'
  /** A fresh line to the engine. Rejects with AppError `unauthorised` or `disconnected`. */
  connect(): Promise<Transport>
  /** Calls back when a fresh link arrives in this very window; null where a window needs none. */
  onFreshLink: ((listener: () => void) => void) | null
  /** A path the engine can read this file at. */
  pathOf(file: File): Promise<string>
  /** Null where the host has none; the page then asks for a path. */
  dialogs: FileDialogs | null
  /** Null where the host keeps none; keys then come from the environment it was started in. */
  keys: KeySafe | null
  /** Fetches what `grid.export` left in the download area and hands it to the person. */
  download(download: string): Promise<void>
}

/** The system's key store: keys go in and never come out again. */
export interface KeySafe {
  state(): Promise<KeysState>
  set(name: string, key: string | null): Promise<KeysState>
}

/** Each answers null when the person cancels. */
export interface FileDialogs {
  openWorkspace(): Promise<string | null>
  newWorkspace(suggestedName: string): Promise<string | null>
  saveExport(suggestedName: string): Promise<string | null>
  chooseFolder(): Promise<string | null>
}
