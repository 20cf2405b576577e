import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

type Environment = Record<string, string | undefined>

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable']
const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

/** Where a Chromium-like browser may stand, best first. BANDSTAND_BROWSER names one outright. */
export function browserCandidates(platform: NodeJS.Platform, environment: Environment): string[] {
  const chosen = environment['BANDSTAND_BROWSER']
  if (chosen) return [chosen]
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(environment['HOME'] ? [`${environment['HOME']}/Applications`] : [])]
    return macApplications.flatMap((name) => roots.map((root) => `${root}/${name}.app/Contents/MacOS/${name}`))
  }
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? [])
    return windowsPrograms.flatMap((program) => roots.map((root) => `${root}\\${program}`))
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return commands.flatMap((command) => [...folders, '/snap/bin'].map((folder) => join(folder, command)))
}

/** The first browser that is there, or null. */
export async function findBrowser(): Promise<string | null> {
  for (const path of browserCandidates(process.platform, process.env)) {
    const found = await access(path, constants.X_OK).then(() => true, () => false)
    if (found) return path
  }
  return null
}

export const hasDisplay = (platform: NodeJS.Platform = process.platform, environment: Environment = process.env): boolean =>
  platform === 'darwin' || platform === 'win32' || Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])

/** A profile of its own: no extension sees the page, and nothing of it lands in the person's history. */
export const browserArguments = (page: string, profile: string, isRoot: boolean): string[] => [
  `--app=${page}`,
  `--user-data-dir=${profile}`,
  '--window-size=1440,900',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  // Chromium's sandbox refuses to run as root.
  ...(isRoot ? ['--no-sandbox'] : []),
]

export interface OpenedBrowser {
  close(): Promise<void>
}

/** Time in which a browser that cannot start has ended. */
const SETTLE_MILLISECONDS = 1_500

/** Where the browser may keep its profile: a snap sees no hidden folder of the home. */
export const browserFolder = (browser: string, dataDirectory: string, home: string): string =>
  browser.startsWith('/snap/') ? join(home, 'snap', 'chromium', 'common', 'bandstand') : join(dataDirectory, 'browser')

/** Opens the link in an app window. Null where there is no display or no browser, or it ends at once with an error. */
export async function openInBrowser(link: string, dataDirectory: string): Promise<OpenedBrowser | null> {
  const path = hasDisplay() ? await findBrowser() : null
  if (path === null) return null
  const folder = browserFolder(path, dataDirectory, homedir())
  const page = await writeLaunchPage(folder, link)
  // Detached: Ctrl-C in the terminal ends the host, which then closes the window in order.
  const parameters = browserArguments(pathToFileURL(page).href, join(folder, 'profile'), process.getuid?.() === 0)
  const browser = spawn(path, parameters, { stdio: 'ignore', detached: true })
  browser.unref()
  const opened = await new Promise<boolean>((resolve) => {
    const settled = setTimeout(() => resolve(true), SETTLE_MILLISECONDS)
    const end = (isOpen: boolean) => {
      clearTimeout(settled)
      resolve(isOpen)
    }
    browser.once('error', () => end(false))
    // A running window of the same profile takes the link over, and the new process ends with 0.
    browser.once('exit', (code) => end(code === 0))
  })
  const tidy = () => rm(page, { force: true })
  if (!opened) {
    await tidy()
    return null
  }
  return {
    close: async () => {
      browser.kill()
      await tidy()
    },
  }
}

/** A page of this account only that leads on to the link: every account of the machine may read the arguments of a process. */
export async function writeLaunchPage(folder: string, link: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const page = join(folder, `open-${randomUUID()}.html`)
  const script = `location.replace(${JSON.stringify(link)})`
  await writeFile(page, `<!doctype html><meta charset="utf-8"><title>Bandstand</title><script>${script}</script>`, { mode: 0o600, flag: 'wx' })
  return page
}
