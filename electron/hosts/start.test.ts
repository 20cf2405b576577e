import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

test('without a display the workbench is served, the link works once, and Ctrl-C ends it cleanly', { timeout: 180_000 }, async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'bandstand-start-'))
  const started = spawn(process.execPath, ['--import', 'tsx', 'electron/hosts/start.ts'], {
    cwd: root,
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', BANDSTAND_DATA_DIRECTORY: dataDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    const said: string[] = []
    let link: URL | null = null
    for await (const line of createInterface(started.stdout)) {
      said.push(line)
      const found = /http:\/\/\S+/.exec(line)?.[0]
      if (!found) continue
      link = new URL(found)
      break
    }
    expect(said[0]).toBe('There is no display here; Bandstand is served to a browser instead.')
    if (!link) throw new Error('No link was printed.')
    expect(link.hostname).toBe('127.0.0.1')
    const page = await fetch(link.origin)
    expect(await page.text()).toContain('<title>Bandstand</title>')
    const { origin } = link
    const body = JSON.stringify({ launch: link.hash.replace('#launch=', '') })
    const exchange = () => fetch(`${origin}/session`, { method: 'POST', headers: { Origin: origin, 'Content-Type': 'application/json' }, body })
    expect((await exchange()).status).toBe(200)
    expect((await exchange()).status).toBe(401)
    started.kill('SIGINT')
    expect(await once(started, 'exit')).toEqual([0, null])
  } finally {
    started.kill('SIGKILL')
    await rm(dataDirectory, { recursive: true, force: true })
  }
})
