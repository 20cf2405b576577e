import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { hasDisplay } from './browser.ts'
import { ensureBuilt } from './build.ts'
import { ensureDataDirectory } from './data-directory.ts'
import { findElectron } from './electron-binary.ts'
import { collectByOneThread, giveWayToWindow } from './priority.ts'
import { startWebHost, type WebHost, type WebHostOptions } from './web.ts'
import { offerLinks } from './web/offer-links.ts'

/** `npm start`: builds what is out of date, then opens the workbench in Electron or, without it, in a browser's app window. */
const root = join(import.meta.dirname, '../..')
/** The window's layout is kept by address, so the address stays the same from one start to the next where it can. */
const USUAL_PORT = 41_720
/** An Electron that cannot run on this machine ends within this time. */
const FAILED_START_MILLISECONDS = 5_000

async function start(): Promise<number> {
  await ensureBuilt(root)
  const electron = hasDisplay() ? await findElectron(root) : null
  if (electron) {
    const code = await runElectron(electron)
    if (code !== null) return code
    console.log('Electron cannot run on this machine; opening Bandstand in a browser window instead.')
  } else {
    console.log(
      hasDisplay()
        ? 'Electron is neither installed nor downloadable here; opening Bandstand in a browser window instead.'
        : 'There is no display here; Bandstand is served to a browser instead.',
    )
  }
  return runLoopback()
}

/** Electron's exit code, or null where it could not start. */
async function runElectron(path: string): Promise<number | null> {
  const startedAt = Date.now()
  const environment = { ...process.env }
  delete environment['ELECTRON_RUN_AS_NODE']
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  const child = spawn(path, [...(isRoot ? ['--no-sandbox'] : []), root], { stdio: 'inherit', env: environment })
  // Ctrl-C reaches Electron by itself; this process waits for it to close its workspace.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', (exitCode, signal) => resolve(signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : exitCode))
  })
  return code !== 0 && Date.now() - startedAt < FAILED_START_MILLISECONDS ? null : (code ?? 1)
}

async function runLoopback(): Promise<number> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')])
  const host = await startOnUsualPort({
    dataDirectory: await ensureDataDirectory(),
    open: true,
    onReady: ({ link, opened }) => {
      if (opened) console.log('Bandstand is open in its own window. Press Enter for a link to open it elsewhere, Ctrl-C to end it.')
      else console.log(`Open this link in a browser on this machine; it works once:\n\n  ${link}\n\nPress Enter for another link, Ctrl-C to end Bandstand.`)
    },
  })
  // After the browser has been started: it would inherit the priority.
  giveWayToWindow()
  collectByOneThread()
  offerLinks(host, (text) => process.stdout.write(text))
  await stopped
  await host.close()
  return 0
}

async function startOnUsualPort(options: WebHostOptions): Promise<WebHost> {
  try {
    return await startWebHost({ ...options, port: USUAL_PORT })
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'bad_usage') return startWebHost(options)
    throw thrown
  }
}

start().then(
  (code) => process.exit(code),
  (thrown: unknown) => {
    console.error(thrown instanceof Error ? thrown.message : String(thrown))
    process.exit(1)
  },
)
