import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

// Whole processes on a busy machine.
vi.setConfig({ testTimeout: 240_000 })

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-process-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The real command line in a process of its own. */
async function bandstand(words: string[], atFirstNote?: (stop: (signal?: NodeJS.Signals) => void) => void): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), join(import.meta.dirname, 'cli.ts'), ...words], {
    cwd: folder,
    env: { ...process.env, BANDSTAND_DATA_DIRECTORY: join(folder, 'data') },
  })
  const written = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (written.err === '') atFirstNote?.((signal = 'SIGINT') => child.kill(signal))
    written.err += text
  })
  const [code] = (await once(child, 'close')) as unknown[]
  return { code, ...written }
}

test('demo does the main job: one JSON document on standard output, progress on standard error', async () => {
  const { code, out, err } = await bandstand(['demo', '--json', '--keep', 'sample'])
  expect(code, err).toBe(0)
  const found = JSON.parse(out) as { workspace: string; stages: { stage: string; accounts: number; active: number }[] }
  expect(found.workspace).toBe(join(folder, 'sample.bandstand'))
  expect(found.stages.map(({ stage }) => stage)).toEqual(['lead', 'opportunity', 'customer'])
  expect(err).toContain('done')
  expect((await readdir(folder)).sort()).toEqual(['sample.bandstand', 'sample.bandstand.files'])
  const again = await bandstand(['imports', 'sample', '--json'])
  expect(again.code, again.err).toBe(0)
  expect((JSON.parse(again.out) as { imports: unknown[] }).imports.length).toBeGreaterThan(5)
})

test('Ctrl-C cancels, leaves nothing behind and exits with 1', async () => {
  const { code, out, err } = await bandstand(['demo', '--keep', 'sample'], (stop) => stop())
  expect(err).toMatch(/\ncancelled\n$/)
  expect(out).toBe('')
  expect(code).toBe(1)
  expect(await readdir(folder)).toEqual([])
})

test('wrong use exits with 2, failure with 1, help with 0', async () => {
  expect(await bandstand(['analyse'])).toMatchObject({ code: 2, out: '', err: "error: missing required argument 'workspace'\n" })
  expect(await bandstand(['analyse', 'missing'])).toMatchObject({ code: 1, out: '' })
  const help = await bandstand(['--help'])
  expect(help).toMatchObject({ code: 0, err: '' })
  for (const command of ['new', 'mark', 'targets', 'completeness', 'formats', 'import', 'imports', 'undo-import', 'resolve', 'enrich', 'export-clay', 'verify', 'jobs', 'resume', 'cancel', 'score', 'analyse', 'explain', 'query', 'export', 'serve', 'demo']) {
    expect(help.out).toMatch(new RegExp(`^ {2}${command} `, 'm'))
  }
})
