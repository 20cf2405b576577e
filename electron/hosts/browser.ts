import { spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

type Environment = Record<string, string | undefined>

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable']
const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

/** Where a Chromium-like browser may stand, best first. BANDSTAND_BROWSER names one outright. */
export function browserCandidates(platform: NodeJS.Platform, environment: Environment): string[] {
  const chosen = environment['BANDSTAND_BROWSER']
  if (chosen) return [chosen]
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(environment['HOME'] ? [join(environment['HOME'], 'Applications')] : [])]
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

const hasDisplay = () =>
  process.platform === 'darwin' || process.platform === 'win32' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

/** A profile of its own: no extension sees the page, and nothing of it lands in the person's history. */
export const browserArguments = (link: string, profile: string, isRoot: boolean): string[] => [
  `--app=${link}`,
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

/** Opens the link in an app window. False where there is no display, no browser, or it ends at once with an error. */
export async function openInBrowser(link: string, dataDirectory: string): Promise<boolean> {
  const path = hasDisplay() ? await findBrowser() : null
  if (path === null) return false
  const browser = spawn(path, browserArguments(link, join(dataDirectory, 'browser'), process.getuid?.() === 0), { stdio: 'ignore', detached: true })
  browser.unref()
  return new Promise((resolve) => {
    const settled = setTimeout(() => resolve(true), 1500)
    const end = (opened: boolean) => {
      clearTimeout(settled)
      resolve(opened)
    }
    browser.once('error', () => end(false))
    // A running window of the same profile takes the link over, and the new process ends with 0.
    browser.once('exit', (code) => end(code === 0))
  })
}
