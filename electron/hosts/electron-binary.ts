import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const REACH_MILLISECONDS = 4_000
const DOWNLOAD_MILLISECONDS = 5 * 60_000

const programs: Partial<Record<NodeJS.Platform, string>> = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }
const program = programs[process.platform] ?? 'electron'

/**
 * Electron's program, or null where it is neither present nor to be had. A download is tried once for each version: a closed
 * network is remembered in `.cache/`, so that later starts do not wait for it again.
 */
export async function findElectron(root: string): Promise<string | null> {
  const folder = electronFolder(root)
  if (!folder) return null
  const present = presentProgram(folder)
  if (present || process.env['ELECTRON_OVERRIDE_DIST_PATH'] || process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return present
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  const remembered = join(root, '.cache', 'electron-not-downloadable')
  if ((await readFile(remembered, 'utf8').catch(() => '')) === version) return null
  if ((await isReachable(version)) && (await download(folder))) return presentProgram(folder)
  await mkdir(dirname(remembered), { recursive: true })
  await writeFile(remembered, version)
  return null
}

function electronFolder(root: string): string | null {
  try {
    return dirname(createRequire(join(root, 'package.json')).resolve('electron/package.json'))
  } catch {
    return null
  }
}

function presentProgram(folder: string): string | null {
  const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] || join(folder, 'dist'), program)
  return existsSync(path) ? path : null
}

/** A closed network answers slowly or never: it is asked briefly before the downloader, which would wait long, is started. */
async function isReachable(version: string): Promise<boolean> {
  const mirror = process.env['ELECTRON_MIRROR'] || process.env['npm_config_electron_mirror'] || 'https://github.com/electron/electron/releases/download/'
  try {
    const answer = await fetch(`${mirror}v${version}/SHASUMS256.txt`, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MILLISECONDS) })
    return answer.ok
  } catch {
    return false
  }
}

function download(folder: string): Promise<boolean> {
  console.log('Downloading Electron (about 120 MB, once) …')
  const installer = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD_MILLISECONDS })
  return new Promise((resolve) => {
    installer.once('error', () => resolve(false))
    installer.once('exit', (code) => resolve(code === 0))
  })
}
