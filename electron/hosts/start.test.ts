import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
/** The first start may have to bundle the window. */
const timeout = 240_000

let folder: string
let started: ChildProcessByStdio<null, Readable, null> | null = null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-start-'))
})
afterEach(async () => {
  started?.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

function start(environment: Record<string, string>): { process: ChildProcessByStdio<null, Readable, null>; lines: readonly string[] } {
  started = spawn(process.execPath, ['--import', 'tsx', 'electron/hosts/start.ts'], {
    cwd: root,
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', BANDSTAND_DATA_DIRECTORY: join(folder, 'data'), ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  createInterface(started.stdout).on('line', (line) => lines.push(line))
  return { process: started, lines }
}

/** A program that notes its arguments in `<name>.arguments`, then does as told. */
async function program(name: string, then: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\nprintf '%s\\n' "$@" > '${path}.arguments.part'\nmv '${path}.arguments.part' '${path}.arguments'\n${then}\n`)
  await chmod(path, 0o755)
  return path
}

async function argumentsOf(path: string): Promise<string[]> {
  for (;;) {
    const noted = await readFile(`${path}.arguments`, 'utf8').catch(() => null)
    if (noted !== null) return noted.trim().split('\n')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Waits for the line that matches; lines said before count. */
async function lineOf(lines: readonly string[], matching: RegExp): Promise<string> {
  for (;;) {
    const found = lines.find((line) => matching.test(line))
    if (found !== undefined) return found
    if (started?.exitCode !== null) throw new Error(`It ended without saying ${matching.source}: ${lines.join('\n')}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('without a display the workbench is served, the link works once, and Ctrl-C ends it cleanly', { timeout }, async () => {
  const { process: running, lines } = start({})
  const link = new URL((await lineOf(lines, /http:\/\//)).trim())
  expect(link.hostname).toBe('127.0.0.1')
  const page = await fetch(link.origin)
  expect(await page.text()).toContain('<title>Bandstand</title>')
  const body = JSON.stringify({ launch: link.hash.replace('#launch=', '') })
  const exchange = () => fetch(`${link.origin}/session`, { method: 'POST', headers: { Origin: link.origin, 'Content-Type': 'application/json' }, body })
  expect((await exchange()).status).toBe(200)
  expect((await exchange()).status).toBe(401)
  running.kill('SIGINT')
  expect(await once(running, 'exit')).toEqual([0, null])
})

test('Electron is tried first, and its end is the end', { timeout }, async () => {
  const electron = await program('electron', 'exit 0')
  const { process: running } = start({ DISPLAY: ':1', ELECTRON_OVERRIDE_DIST_PATH: folder })
  expect(await once(running, 'exit')).toEqual([0, null])
  expect((await argumentsOf(electron)).at(-1)).toBe(root)
})

test('where Electron cannot run, one line says so and a browser window opens without the token among its arguments', { timeout }, async () => {
  await program('electron', 'exit 1')
  const browser = await program('chrome', 'exec sleep 300')
  const { process: running, lines } = start({ DISPLAY: ':1', ELECTRON_OVERRIDE_DIST_PATH: folder, BANDSTAND_BROWSER: browser })
  await lineOf(lines, /^Electron cannot run on this machine/)
  const given = await argumentsOf(browser)
  expect(given.join(' ')).not.toContain('launch=')
  const page = given.find((argument) => argument.startsWith('--app='))?.replace('--app=', '') ?? ''
  expect(await readFile(fileURLToPath(page), 'utf8')).toMatch(/http:\/\/127\.0\.0\.1:\d+\/#launch=/)
  await lineOf(lines, /open in its own window/)
  running.kill('SIGINT')
  expect(await once(running, 'exit')).toEqual([0, null])
  expect(await readdir(join(folder, 'data', 'browser'))).toEqual([])
})
