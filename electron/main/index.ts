import { app, session, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import { channels } from '../../shared/window-bridge.ts'
import { startEngineProcess } from './engine-process.ts'
import { openKeyStore } from './keys.ts'
import { setMenu } from './menu.ts'
import { answerMessages } from './messages.ts'
import { registerScheme, serveWindow } from './protocol.ts'
import { denyPermissions, limitNavigation, openWindow } from './window.ts'

const built = join(import.meta.dirname, '..')

function run(): void {
  let window: BrowserWindow | null = null

  registerScheme()
  app.on('web-contents-created', (_event, contents) => limitNavigation(contents))
  app.on('second-instance', () => {
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })

  const open = () => {
    window = openWindow(join(built, 'preload/index.cjs'))
    window.once('closed', () => {
      window = null
    })
  }

  void app.whenReady().then(() => {
    denyPermissions()
    serveWindow(session.defaultSession, join(built, 'renderer'))
    setMenu(app.isPackaged)
    const engine = startEngineProcess({
      modulePath: join(built, 'main/utility.js'),
      onCrash: (state) => window?.webContents.send(channels.engine, state),
    })
    const keys = openKeyStore({ path: join(app.getPath('userData'), 'keys.json'), onChange: engine.useKeys })
    answerMessages({ window: () => window, engine, keys })
    open()

    app.on('activate', () => {
      if (!window) open()
    })
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit()
    })
    let stopped = false
    app.on('before-quit', (event) => {
      if (stopped) return
      // The engine closes its workspace first, then the app quits for good.
      event.preventDefault()
      void engine.stop().then(() => {
        stopped = true
        app.quit()
      })
    })
  })
}

// A second start hands over to the first: two engines on one workspace file would lock each other out.
if (app.requestSingleInstanceLock()) run()
else app.quit()
