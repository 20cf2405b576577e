import { ipcMain, type BrowserWindow, type WebFrameMain } from 'electron'
import { channels } from '../../shared/window-bridge.ts'
import { askForFiles, askWhereToSave } from './dialogs.ts'
import type { EngineProcess } from './engine-process.ts'
import type { KeyStore } from './keys.ts'
import { isOwnPage } from './window.ts'

interface Message {
  senderFrame: WebFrameMain | null
}

interface Parties {
  window: () => BrowserWindow | null
  engine: EngineProcess
  keys: KeyStore
}

/** Answers the preload's messages, if they come from the window's own page in its top frame. */
export function answerMessages({ window, engine, keys }: Parties): void {
  const ownWindow = ({ senderFrame }: Message): BrowserWindow | null => {
    const current = window()
    const isOwn = senderFrame !== null && current !== null && senderFrame === current.webContents.mainFrame && isOwnPage(senderFrame.url)
    return isOwn ? current : null
  }

  ipcMain.on(channels.connect, (event) => {
    ownWindow(event)?.webContents.postMessage(channels.port, null, [engine.connect()])
  })
  const assertOwn = (event: Message): BrowserWindow => {
    const own = ownWindow(event)
    if (!own) throw new Error('This sender is not allowed.')
    return own
  }
  ipcMain.handle(channels.openFiles, (event, choice: unknown) => askForFiles(assertOwn(event), choice))
  ipcMain.handle(channels.saveFile, (event, choice: unknown) => askWhereToSave(assertOwn(event), choice))
  ipcMain.handle(channels.keys, (event) => {
    assertOwn(event)
    return keys.state()
  })
  ipcMain.handle(channels.setKey, (event, name: unknown, key: unknown) => {
    assertOwn(event)
    return keys.set(name, key)
  })
}
