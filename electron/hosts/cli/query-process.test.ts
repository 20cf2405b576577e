import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWorkspace } from '../../engine/db/workspace.ts'
import { runQuery } from './query-process.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-query-'))
})
afterEach(() => rm(folder, { recursive: true }))

const request = (sql: string) => ({ path: join(folder, 'test'), sql, limit: 10 })
const signal = new AbortController().signal

test('a process that dies is an error of its own', async () => {
  const dying = join(folder, 'dying.mjs')
  await writeFile(dying, `process.once('message', () => process.abort())`)
  await expect(runQuery(request('SELECT 1'), signal, dying)).rejects.toThrow('The workspace is unharmed')
})

test('an endless query ends when it is cancelled', async () => {
  await (await createWorkspace(join(folder, 'test'))).close()
  const controller = new AbortController()
  const running = runQuery(request('WITH RECURSIVE t AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM t) SELECT count(*) FROM t'), controller.signal)
  setTimeout(() => controller.abort(), 500)
  await expect(running).rejects.toThrow('abort')
})

test('a workspace that is open elsewhere is named as such', async () => {
  const workspace = await createWorkspace(join(folder, 'test'))
  try {
    await expect(runQuery(request('SELECT 1'), signal)).rejects.toMatchObject({ code: 'workspace_locked' })
  } finally {
    await workspace.close()
  }
})
