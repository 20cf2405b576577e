import { BrowserWindow, session, shell, type WebContents } from 'electron'
import { appOrigin } from './protocol.ts'

/** The one window: no Node, isolated and sandboxed, and it stays on its own page. */
export function openWindow(preloadPath: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    title: 'Bandstand',
    show: false,
    webPreferences: {
      preload: preloadPath,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${appOrigin}/`)
  return window
}

/** Holds for every web contents there will ever be: no other page, no second window, no webview. */
export function limitNavigation(contents: WebContents): void {
  const stayHome = (event: { preventDefault: () => void }, url: string) => {
    if (!isOwnPage(url)) event.preventDefault()
  }
  contents.on('will-navigate', (event) => stayHome(event, event.url))
  contents.on('will-redirect', (event) => stayHome(event, event.url))
  // A report is shown in a frame without an address of its own.
  contents.on('will-frame-navigate', (event) => {
    if (event.url !== 'about:srcdoc') stayHome(event, event.url)
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    // A link in the window opens in the person's own browser, and only if it is a web page.
    if (/^https:\/\//.test(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
}

/** Copying text out of the own page is the one permission given; devices, notifications and the rest are refused unasked. */
export function denyPermissions(): void {
  const isAllowed = (permission: string, url: string) => permission === 'clipboard-sanitized-write' && isOwnPage(url)
  session.defaultSession.setPermissionRequestHandler((contents, permission, answer) => answer(isAllowed(permission, contents.getURL())))
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin))
  session.defaultSession.setDevicePermissionHandler(() => false)
}

export const isOwnPage = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === 'bandstand:' && new URL(url).host === 'app'
