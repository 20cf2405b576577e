import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ensureBuilt } from '../../electron/hosts/build.ts'
import { createClient, type Client } from '../../electron/transports/client.ts'
import { messagePortTransport } from '../../electron/transports/message-port.ts'
import { channels, type WindowBridge } from '../../shared/window-bridge.ts'
import { standIn, type Seen } from './electron.ts'

// Every test starts processes: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })
const patience = { timeout: 60_000, interval: 20 }

const root = join(import.meta.dirname, '../..')
let folder: string

beforeAll(async () => {
  await ensureBuilt(root)
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-electron-'))
  vi.stubEnv('BANDSTAND_DATA_DIRECTORY', join(folder, 'data'))
})

const started: Seen[] = []
afterEach(async () => {
  for (const seen of started.splice(0)) {
    for (const { child } of seen.engines) child.kill('SIGKILL')
  }
  vi.unstubAllEnvs()
  vi.doUnmock('electron')
  await rm(folder, { recursive: true, force: true })
})
afterAll(() => vi.resetModules())

/** Loads the built main bundle, which runs the app. */
async function launch({ firstInstance = true, keyStore = 'gnome_libsecret', chosen = { files: [], save: '' } }: Partial<Parameters<typeof standIn>[0]> = {}) {
  const { electron, seen } = standIn({ firstInstance, keyStore, chosen, userData: join(folder, 'electron') })
  started.push(seen)
  vi.resetModules()
  vi.doMock('electron', () => electron)
  await import(join(root, 'out/main/index.js'))
  await vi.waitFor(() => expect(seen.windows.length).toBe(firstInstance ? 1 : 0), patience)
  return { electron, seen }
}

function pageOf(seen: Seen) {
  const [window] = seen.windows
  const page = window?.page
  if (!window || !page) throw new Error('No window was opened.')
  // The preload's own declaration of what it exposes.
  return { window, page, bridge: page.exposed['bandstand'] as WindowBridge }
}

/** What the page does: asks for a line, gets a port, speaks to the engine. */
async function connect(seen: Seen): Promise<Client> {
  const { page, bridge } = pageOf(seen)
  const port = new Promise<MessagePort>((resolve) =>
    page.onMessage((data, [received]) => {
      if (received && JSON.stringify(data) === '{"bandstand":"port"}') resolve(received)
    }),
  )
  bridge.connect()
  return createClient(messagePortTransport(await port))
}

describe('the window', () => {
  test('is isolated, sandboxed and without Node', async () => {
    const { seen } = await launch()
    const { window } = pageOf(seen)
    expect(window.options.webPreferences).toMatchObject({
      contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webSecurity: true, webviewTag: false,
    })
    expect(window.webContents.mainFrame.url).toBe('bandstand://app/')
    expect(window.done).toEqual(['show'])
  })

  test('is given the six functions of the bridge and nothing else', async () => {
    const { seen } = await launch()
    const { page, bridge } = pageOf(seen)
    expect(Object.keys(page.exposed)).toEqual(['bandstand'])
    expect(Object.keys(bridge).sort()).toEqual(['connect', 'keys', 'openFiles', 'pathForFile', 'saveFile', 'setKey'])
    expect(bridge.pathForFile({ path: '/files/stars.json' })).toBe('/files/stars.json')
  })

  test('is served by its own scheme, under a policy without eval, and nothing outside its folder is', async () => {
    const { seen } = await launch()
    expect(seen.schemes).toMatchObject([{ scheme: 'bandstand', privileges: { standard: true, secure: true } }])
    expect(seen.schemes[0]?.privileges).not.toHaveProperty('bypassCSP')
    const get = async (url: string) => await seen.served.get('bandstand')?.(new Request(url))
    const page = await get('bandstand://app/')
    expect(page?.status).toBe(200)
    expect(page?.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await page?.text()).toBe(await readFile(join(root, 'out/renderer/index.html'), 'utf8'))
    const policy = page?.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`default-src 'none'`)
    expect(policy).toContain(`script-src 'self'`)
    expect(policy).not.toMatch(/unsafe-eval|https?:|ws:|\*/)
    for (const url of ['bandstand://app/%2e%2e/main/index.js', 'bandstand://app/..%2fmain%2findex.js', 'bandstand://app/nothing.js', 'bandstand://app/assets', 'bandstand://other/index.html', 'bandstand://app/%']) {
      expect((await get(url))?.status, url).toBe(404)
    }
    const posted = await seen.served.get('bandstand')?.(new Request('bandstand://app/', { method: 'POST' }))
    expect(posted?.status).toBe(404)
  })

  test('stays on its page, and opens no other window', async () => {
    const { seen } = await launch()
    const { webContents } = pageOf(seen).window
    const isPrevented = (event: string, url: string) => {
      let prevented = false
      webContents.emit(event, { url, preventDefault: () => (prevented = true) })
      return prevented
    }
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      expect(isPrevented(event, 'bandstand://app/#/explore')).toBe(false)
      for (const url of ['https://example.com/', 'file:///etc/passwd', 'bandstand://other/', 'bandstand://app.evil/', 'javascript:alert(1)', 'data:text/html,x', '']) {
        expect(isPrevented(event, url), `${event} ${url}`).toBe(true)
      }
    }
    expect(isPrevented('will-attach-webview', 'bandstand://app/')).toBe(true)
    for (const url of ['https://example.com/docs', 'http://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'bandstand://app/']) {
      expect(webContents.openHandler?.({ url })).toEqual({ action: 'deny' })
    }
    expect(seen.openedOutside).toEqual(['https://example.com/docs'])
    expect(seen.windows).toHaveLength(1)
  })

  test('gets no permission but copying text', async () => {
    const { seen } = await launch()
    const { webContents } = pageOf(seen).window
    const isGranted = (permission: string) => {
      const answers: boolean[] = []
      seen.permissionRequest?.(webContents, permission, (allowed) => answers.push(allowed))
      return [answers, seen.permissionCheck?.(webContents, permission, 'bandstand://app/')]
    }
    for (const permission of ['media', 'geolocation', 'notifications', 'midi', 'clipboard-read', 'openExternal', 'fileSystem', 'hid', 'usb']) {
      expect(isGranted(permission), permission).toEqual([[false], false])
    }
    expect(isGranted('clipboard-sanitized-write')).toEqual([[true], true])
    expect(seen.permissionCheck?.(null, 'clipboard-sanitized-write', 'https://example.com')).toBe(false)
    expect(seen.devicePermission?.()).toBe(false)
    expect(JSON.stringify(seen.menu)).not.toContain('toggleDevTools')
  })
})

describe('messages to the main process', () => {
  test('are answered to the window’s own page in its top frame only', async () => {
    const { seen } = await launch({ chosen: { files: ['/files/a.csv'], save: '/files/b.csv' } })
    const { window, page } = pageOf(seen)
    const received: unknown[] = []
    page.onMessage((data) => received.push(data))
    const { webContents } = window
    const foreign = [null, { url: 'bandstand://app/' }, { url: 'https://example.com/' }]
    for (const frame of foreign) {
      webContents.toMain(channels.connect, [], frame)
      await expect(webContents.askMain(channels.openFiles, [{ kind: 'import' }], frame)).rejects.toThrow('not allowed')
      await expect(webContents.askMain(channels.saveFile, [{ kind: 'export', suggestedName: 'x' }], frame)).rejects.toThrow('not allowed')
      await expect(webContents.askMain(channels.keys, [], frame)).rejects.toThrow('not allowed')
      await expect(webContents.askMain(channels.setKey, ['BANDSTAND_PDL_KEY', 'key'], frame)).rejects.toThrow('not allowed')
    }
    webContents.mainFrame.url = 'https://example.com/'
    webContents.toMain(channels.connect, [])
    await expect(webContents.askMain(channels.openFiles, [{ kind: 'import' }])).rejects.toThrow('not allowed')
    expect(received).toEqual([])
    expect(seen.dialogs).toEqual([])
  })

  test('open the system’s dialogs', async () => {
    const { seen } = await launch({ chosen: { files: ['/files/a.csv', '/files/b.json'], save: '/files/out.csv' } })
    const { bridge } = pageOf(seen)
    expect(await bridge.openFiles({ kind: 'import' })).toEqual(['/files/a.csv', '/files/b.json'])
    expect(await bridge.saveFile({ kind: 'export', suggestedName: '../../companies.csv' })).toBe('/files/out.csv')
    expect(seen.dialogs).toMatchObject([
      { kind: 'open', options: { properties: ['openFile', 'multiSelections'] } },
      { kind: 'save', options: { defaultPath: 'companies.csv' } },
    ])
    const hostile = { kind: '__proto__', suggestedName: 1 } as unknown as Parameters<WindowBridge['saveFile']>[0]
    expect(await bridge.openFiles(hostile as unknown as Parameters<WindowBridge['openFiles']>[0])).toEqual([])
    expect(await bridge.saveFile(hostile)).toBeNull()
    expect(seen.dialogs).toHaveLength(2)
  })

  test('a cancelled dialog is an empty answer', async () => {
    const { seen } = await launch()
    const { bridge } = pageOf(seen)
    expect(await bridge.openFiles({ kind: 'workspace' })).toEqual([])
    expect(await bridge.saveFile({ kind: 'workspace', suggestedName: 'acme' })).toBeNull()
  })
})

describe('the engine', () => {
  test('answers through the port, from a process of its own', async () => {
    const { seen } = await launch()
    const client = await connect(seen)
    const path = join(folder, 'acme')
    const changed = new Promise((resolve) => client.on('workspace.changed', resolve))
    expect(await client.call('workspace.create', { path, organisation: 'Acme' })).toMatchObject({ organisation: 'Acme' })
    expect(await client.call('workspace.status', {})).toMatchObject({ path: `${path}.bandstand` })
    expect(await changed).toMatchObject({ organisation: 'Acme' })
    await expect(client.call('workspace.open', { path: join(folder, 'missing') })).rejects.toMatchObject({ name: 'AppError' })
    expect(seen.engines).toHaveLength(1)
    expect(seen.engines[0]?.pid).not.toBe(process.pid)
  })

  test('may be connected to before it has started, and by a page that was reloaded', async () => {
    const { seen } = await launch()
    const clients = [await connect(seen), await connect(seen), await connect(seen)]
    expect(await Promise.all(clients.map((client) => client.call('workspace.status', {})))).toEqual([null, null, null])
  })

  test('killed, it leaves the window alive, says so, restarts, and the workspace opens again', async () => {
    const { seen } = await launch()
    const { page } = pageOf(seen)
    const told: unknown[] = []
    page.onMessage((data, ports) => {
      if (ports.length === 0) told.push(data)
    })
    const client = await connect(seen)
    const path = join(folder, 'acme')
    await client.call('workspace.create', { path, organisation: 'Acme' })
    const gone = new Promise<void>((resolve) => client.onClose(resolve))
    seen.engines[0]?.child.kill('SIGKILL')
    await gone
    await expect(client.call('workspace.status', {})).rejects.toMatchObject({ code: 'disconnected' })
    await vi.waitFor(() => expect(told).toEqual([{ bandstand: 'engine', state: 'restarting' }]), patience)
    const again = await connect(seen)
    expect(await again.call('workspace.open', { path: `${path}.bandstand` })).toMatchObject({ organisation: 'Acme' })
    expect(seen.engines).toHaveLength(2)
    expect(seen.quitDone).toBe(false)
  })

  test('that keeps stopping is given up after a growing row of waits, and lines to it are closed', async () => {
    const { seen } = await launch()
    const { page } = pageOf(seen)
    const states: unknown[] = []
    page.onMessage((data, ports) => {
      if (ports.length === 0) states.push(data)
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      for (const delay of [100, 500, 2_000, 5_000, 10_000, null]) {
        const before = seen.engines.length
        const stopped = new Promise((resolve) => seen.engines.at(-1)?.once('exit', resolve))
        seen.engines.at(-1)?.child.kill('SIGKILL')
        await stopped
        if (delay === null) break
        vi.advanceTimersByTime(delay - 1)
        expect(seen.engines).toHaveLength(before)
        vi.advanceTimersByTime(1)
        expect(seen.engines).toHaveLength(before + 1)
      }
      vi.advanceTimersByTime(60_000)
    } finally {
      vi.useRealTimers()
    }
    expect(seen.engines).toHaveLength(6)
    expect(states.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => ({ bandstand: 'engine', state: 'restarting' })))
    expect(states.slice(5)).toEqual([{ bandstand: 'engine', state: 'failed' }])
    const client = await connect(seen)
    await expect(client.call('workspace.status', {})).rejects.toMatchObject({ code: 'disconnected' })
  })

  test('closes its workspace before the app quits', async () => {
    const { electron, seen } = await launch()
    const client = await connect(seen)
    const path = join(folder, 'acme')
    await client.call('workspace.create', { path, organisation: 'Acme' })
    electron.app.quit()
    expect(seen.quitDone).toBe(false)
    await vi.waitFor(() => expect(seen.quitDone).toBe(true), patience)
    expect(seen.engines[0]?.child.exitCode).toBe(0)
    expect(seen.engines).toHaveLength(1)
  })
})

describe('keys of providers', () => {
  const key = 'canary-key-4711'
  const hasKey = async (client: Client) => (await client.call('enrich.providers', {})).find(({ name }) => name === 'pdl')?.keyPresent

  test('go into the system’s key store and to the engine, and never come back to the page', async () => {
    vi.stubEnv('BANDSTAND_PDL_KEY', '')
    const { seen } = await launch()
    const { bridge } = pageOf(seen)
    const client = await connect(seen)
    expect(await bridge.keys()).toEqual({ stored: [], available: true })
    expect(await hasKey(client)).toBe(false)
    expect(await bridge.setKey('BANDSTAND_PDL_KEY', key)).toEqual({ stored: ['BANDSTAND_PDL_KEY'], available: true })
    await vi.waitFor(async () => expect(await hasKey(client)).toBe(true), patience)
    const path = join(folder, 'electron/keys.json')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readFile(path, 'utf8')).not.toContain(key)
    expect(await readFile(path, 'utf8')).not.toContain(Buffer.from(key).toString('base64').slice(0, 12))
    const gone = new Promise<void>((resolve) => client.onClose(resolve))
    seen.engines[0]?.child.kill('SIGKILL')
    await gone
    // A restarted engine is given them again.
    expect(await hasKey(await connect(seen))).toBe(true)
    expect(await bridge.setKey('BANDSTAND_PDL_KEY', null)).toEqual({ stored: [], available: true })
    await vi.waitFor(async () => expect(await hasKey(await connect(seen))).toBe(false), patience)
    expect(await readFile(path, 'utf8')).toBe('{}')
  })

  test('are there after a restart of the app; one that cannot be read any more is missing', async () => {
    const first = await launch()
    await pageOf(first.seen).bridge.setKey('BANDSTAND_PDL_KEY', key)
    const path = join(folder, 'electron/keys.json')
    await writeFile(path, JSON.stringify({ ...(JSON.parse(await readFile(path, 'utf8')) as object), BANDSTAND_HUNTER_KEY: 'bm90IG91cnM=', 'no name': 'x', BANDSTAND_APOLLO_KEY: 7 }))
    const { seen } = await launch()
    expect(await pageOf(seen).bridge.keys()).toEqual({ stored: ['BANDSTAND_PDL_KEY'], available: true })
    await vi.waitFor(async () => expect(await hasKey(await connect(seen))).toBe(true), patience)
  })

  test('are refused where the system has no key store, and nothing is written', async () => {
    const { seen } = await launch({ keyStore: 'basic_text' })
    const { bridge } = pageOf(seen)
    if (process.platform === 'linux') {
      expect(await bridge.keys()).toEqual({ stored: [], available: false })
      await expect(bridge.setKey('BANDSTAND_PDL_KEY', key)).rejects.toThrow('Set BANDSTAND_PDL_KEY in the environment instead.')
    }
    for (const [name, value] of [['PATH TO', key], ['__proto__', key], ['BANDSTAND_PDL_KEY', ''], ['BANDSTAND_PDL_KEY', 'two\nlines'], ['BANDSTAND_PDL_KEY', 'ключ']] as const) {
      await expect(bridge.setKey(name, value)).rejects.toThrow(/name of a key|A key is one line/)
    }
    expect(await readdir(join(folder, 'electron')).catch(() => [])).toEqual([])
  })
})

describe('a second start', () => {
  test('quits at once without a window or an engine', async () => {
    const { seen } = await launch({ firstInstance: false })
    expect(seen.quitDone).toBe(true)
    expect(seen.engines).toHaveLength(0)
  })

  test('brings the first window back', async () => {
    const { electron, seen } = await launch()
    const { window } = pageOf(seen)
    window.minimized = true
    electron.app.emit('second-instance')
    expect(window.done).toEqual(['show', 'restore', 'focus'])
  })
})
