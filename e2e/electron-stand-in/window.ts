import { EventEmitter } from 'node:events'
import type { MessagePortMain } from './ports.ts'
import { runPreload, type Page } from './page.ts'

export interface Frame {
  url: string
}

export interface MainMessages {
  emitter: EventEmitter
  handlers: Map<string, (event: { senderFrame: Frame | null }, ...values: unknown[]) => unknown>
}

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }

export class WebContents extends EventEmitter {
  readonly mainFrame: Frame = { url: 'about:blank' }
  /** What the main process sent, as the preload receives it. */
  readonly fromMain = new EventEmitter()
  openHandler: OpenHandler | null = null
  private readonly main: MainMessages

  constructor(main: MainMessages) {
    super()
    this.main = main
  }

  getURL(): string {
    return this.mainFrame.url
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }

  send(channel: string, ...values: unknown[]): void {
    this.fromMain.emit(channel, { ports: [] }, ...values.map((value) => structuredClone(value)))
  }

  /** A port handed to a page is a plain one there. */
  postMessage(channel: string, message: unknown, ports: readonly MessagePortMain[]): void {
    this.fromMain.emit(channel, { ports: ports.map(({ port }) => port) }, structuredClone(message))
  }

  /** A message of this page, or of another frame. */
  toMain(channel: string, values: unknown[], senderFrame: Frame | null = this.mainFrame): void {
    this.main.emitter.emit(channel, { senderFrame }, ...structuredClone(values))
  }

  async askMain(channel: string, values: unknown[], senderFrame: Frame | null = this.mainFrame): Promise<unknown> {
    const handler = this.main.handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return structuredClone(await handler({ senderFrame }, ...structuredClone(values)))
  }
}

export interface WindowOptions {
  webPreferences: { preload: string } & Record<string, unknown>
}

export class BrowserWindow extends EventEmitter {
  readonly options: WindowOptions
  readonly webContents: WebContents
  readonly done: string[] = []
  page: Page | null = null
  minimized = false

  constructor(options: WindowOptions, webContents: WebContents) {
    super()
    this.options = options
    this.webContents = webContents
  }

  loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url
    this.page = runPreload(this.options.webPreferences.preload, this.webContents)
    this.emit('ready-to-show')
    return Promise.resolve()
  }

  isMinimized(): boolean {
    return this.minimized
  }

  show(): void {
    this.done.push('show')
  }

  focus(): void {
    this.done.push('focus')
  }

  restore(): void {
    this.minimized = false
    this.done.push('restore')
  }
}
