import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from './build-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('work under one lock never overlaps, and the lock is given back even by work that fails', async () => {
  const path = join(folder, 'deep', 'build.lock')
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setImmediate(resolve))
    inside--
  }
  await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)])
  await expect(withLock(path, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(most).toBe(1)
  expect(await readdir(join(folder, 'deep'))).toEqual([])
})

test('the lock of a process that died is taken over', async () => {
  const path = join(folder, 'build.lock')
  const { pid } = spawnSync(process.execPath, ['--version'])
  await writeFile(path, String(pid))
  expect(await withLock(path, () => Promise.resolve('done'))).toBe('done')
})
