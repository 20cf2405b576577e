import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createGzip } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { openWorkspace } from '../db/workspace.ts'
import { importHandlers } from './handlers.ts'
import { usualSizes } from './load.ts'
import { runImport } from './run-import.ts'
import { contents, type TestSession, stoppedAt, testSession } from './session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

/** A GH Archive file large enough to be interrupted. */
const records = 600_000
let archive = ''
beforeAll(async () => {
  archive = await largeArchive(await mkdtemp(join(tmpdir(), 'bandstand-archive-')))
})
afterAll(() => rm(dirname(archive), { recursive: true, force: true }))

async function largeArchive(folder: string): Promise<string> {
  const path = join(folder, 'large.json.gz')
  const gzip = createGzip({ level: 1 })
  const done = once(gzip.pipe(createWriteStream(path)), 'finish')
  for (let from = 0; from < records; from += 10_000) {
    const lines = Array.from({ length: 10_000 }, (_, index) => {
      const id = from + index
      return `{"id":"${id}","type":"WatchEvent","actor":{"id":${id},"login":"user${(id * 7919) % 99_991}"},"repo":{"id":9,"name":"acme/sdk"},"payload":{"action":"started"},"public":true,"created_at":"2025-01-01T00:00:00Z"}\n`
    })
    if (!gzip.write(lines.join(''))) await once(gzip, 'drain')
  }
  gzip.end()
  await done
  return path
}

test('an import and its undo leave every table as before, but for the audit, the version and the settings', async () => {
  const handlers = importHandlers(session)
  const signal = new AbortController().signal
  await session.imported('accounts.csv', 'record_id,name,stage,customer_at\n1,Acme,customer,2025-01-01\n')
  const before = (await contents(session)) as { tables: Record<string, unknown[]>; inbox: string[] }
  const { import: record } = await session.imported('more.csv', 'record_id,name,stage,customer_at\n1,Acme 2,customer,2025-02-01\n,,,\n3,short\n')
  expect(record.rows).toMatchObject({ total: 3, taken: 1, rejected: 2 })
  const undone = await handlers['import.undo']({ importId: record.importId }, signal)
  expect(undone.import).toEqual(record)
  const after = (await contents(session)) as { tables: Record<string, unknown[]>; inbox: string[] }
  expect({ ...after.tables, 'ops.audit': [], 'ops.settings': [] }).toEqual({ ...before.tables, 'ops.audit': [], 'ops.settings': [] })
  expect(after.inbox).toEqual(before.inbox)
  expect(await rows(session.opened.reader, `SELECT action, CAST(detail->>'importId' AS INTEGER) AS import FROM ops.audit ORDER BY audit_id`)).toEqual([
    { action: 'import.run', import: 1 }, { action: 'import.run', import: 2 }, { action: 'import.undo', import: 2 },
  ])
  expect(await rows(session.opened.reader, `SELECT CAST(value AS INTEGER) AS version FROM ops.settings WHERE key = 'data_version'`)).toEqual([{ version: 3 }])
  expect(session.changes()).toBe(3)
  await expect(handlers['import.undo']({ importId: 2 }, signal)).rejects.toMatchObject({ code: 'not_found' })
})

test('the identical file changes nothing; other settings or another content are another import', async () => {
  const handlers = importHandlers(session)
  const signal = new AbortController().signal
  const text = JSON.stringify([{ starred_at: '2024-03-01T12:00:00Z', user: { login: 'octo', id: 1 } }])
  const first = await session.imported('stars.json', text, { settings: { repo: 'acme/sdk' } })
  const before = await contents(session)
  const again = await session.imported('copy of stars.json', text, { settings: { repo: ' Acme/SDK ' } })
  expect(again).toEqual({ import: first.import, alreadyImported: true })
  expect(await contents(session)).toEqual(before)
  expect(session.changes()).toBe(1)
  expect((await session.imported('stars.json', text, { settings: { repo: 'acme/cli' } })).alreadyImported).toBe(false)
  expect((await session.imported('stars.json', `${text} `, { settings: { repo: 'acme/sdk' } })).alreadyImported).toBe(false)
  expect((await handlers['import.list']({}, signal)).map((record) => record.importId)).toEqual([3, 2, 1])
  const path = await session.file('stars.json', text)
  expect(await handlers['import.preview']({ path, settings: { repo: 'acme/sdk' } }, signal)).toMatchObject({ sameAsImport: 2, needs: [] })
})

test('every format has its own id and says what it describes', async () => {
  const formats = await importHandlers(session)['import.formats']({}, new AbortController().signal)
  const ids = formats.map((format) => format.id)
  expect(ids).toEqual(expect.arrayContaining(['hubspot-companies', 'github-profiles', 'github-stargazers', 'github-forks', 'gh-archive', 'accounts', 'events']))
  expect(new Set(ids).size).toBe(ids.length)
  expect(formats.every((format) => format.describes.length > 20 && format.containers.length > 0)).toBe(true)
})

test('progress grows to the whole file and ends with done', async () => {
  await runImport(session, { path: archive, settings: {}, jobId: 'job-1' }, new AbortController().signal)
  const states = session.progress
  expect(states.at(-1)).toMatchObject({ jobId: 'job-1', kind: 'import', label: 'large.json.gz', state: 'done', unit: 'bytes' })
  expect(states.at(-1)?.done).toBe(states.at(-1)?.total)
  expect(states.map((state) => state.done)).toEqual(states.map((state) => state.done).sort((a, b) => a - b))
})

test.each(['SELECT 1 FROM ops.imports', 'CREATE TABLE staging', 'INSERT INTO staging', 'BEGIN', 'INSERT INTO dev.events', 'CREATE OR REPLACE TEMP TABLE event_numbers', 'INSERT INTO event_numbers', 'INSERT INTO ops.imports'])(
  'cancelled at “%s”, the import leaves no trace',
  async (statement) => {
    await session.imported('accounts.csv', 'record_id,name\n1,Acme\n')
    const before = await contents(session)
    const { stopping, signal } = stoppedAt(session, statement)
    await expect(runImport(stopping, { path: archive, settings: {} }, signal, { ...usualSizes, partBytes: 8 << 20 })).rejects.toThrow('stopped by the test')
    expect(session.progress.at(-1)).toMatchObject({ state: 'cancelled' })
    expect(await contents(session)).toEqual(before)
    expect((await session.imported('more.csv', 'record_id,name\n2,Beta\n')).import.rows.taken).toBe(1)
  },
)

test('killed at any moment, an import leaves the workspace as before', async () => {
  const path = archive
  await session.imported('accounts.csv', 'record_id,name\n1,Acme\n')
  const before = await contents(session)
  await session.opened.close()
  for (const delay of [0, 100, 200, 400]) {
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'import-and-wait.test-support.ts'), session.opened.path, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    const exited = once(child, 'exit')
    await once(child.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, delay))
    child.kill('SIGKILL')
    expect(await exited).toEqual([null, 'SIGKILL'])
    const opened = await openWorkspace(session.opened.path)
    expect(await contents({ opened })).toEqual(before)
    expect(await readdir(opened.scratch)).toEqual([])
    await opened.close()
  }
  session.opened = await openWorkspace(session.opened.path)
}, 120_000)
