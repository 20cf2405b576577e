import { ipcMain, type BrowserWindow, type WebFrameMain } from 'electron'
import { channels } from '../../shared/window-bridge.ts'
import { askForFiles, askWhereToSave } from './dialogs.ts'
import type { EngineProcess } from './engine-process.ts'
import { isOwnPage } from './window.ts'

interface Message {
  senderFrame: WebFrameMain | null
}

interface Parties {
  window: () => BrowserWindow | null
  engine: EngineProcess
}

/** Answers the preload's messages, if they come from the window's own page in its top frame. */
export function answerMessages({ window, engine }: Parties): void {
  const ownWindow = ({ senderFrame }: Message): BrowserWindow | null => {
    const current = window()
    const isOwn = senderFrame !== null && current !== null && senderFrame === current.webContents.mainFrame && isOwnPage(senderFrame.url)
    return isOwn ? current : null
  }

  ipcMain.on(channels.connect, (event) => {
    ownWindow(event)?.webContents.postMessage(channels.port, null, [engine.connect()])
  })
  ipcMain.handle(channels.openFiles, (event, choice: unknown) => {
    const own = ownWindow(event)
    if (!own) throw new Error('This sender is not allowed.')
    return askForFiles(own, choice)
  })
  ipcMain.handle(channels.saveFile, (event, choice: unknown) => {
    const own = ownWindow(event)
    if (!own) throw new Error('This sender is not allowed.')
    return askWhereToSave(own, choice)
  })
}
