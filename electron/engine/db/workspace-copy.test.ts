import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bumpDataVersion, readDataVersion } from './settings.ts'
import { withWorkspaceCopy } from './workspace-copy.ts'
import { createWorkspace } from './workspace.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-copy-'))
  path = join(folder, 'acme.bandstand')
  await (await createWorkspace(path)).close()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const versionOfCopy = () => withWorkspaceCopy({ dataDirectory: folder, path, work: (copy) => readDataVersion(copy.reader) })
const copies = () => readdir(join(folder, 'copies'))

/** Leaves three committed changes in the write-ahead log. */
async function killedOwner(): Promise<void> {
  const child = fork(join(import.meta.dirname, 'change-and-die.test-support.ts'), [path], { execArgv: ['--import', 'tsx'] })
  await once(child, 'exit')
}

test('what a killed owner committed is in the copy; its log is neither lost nor written', async () => {
  await killedOwner()
  const log = await readFile(`${path}.wal`)
  expect(await versionOfCopy()).toBe(3)
  expect(await readFile(`${path}.wal`)).toEqual(log)
})

test('a log that was cut off is refused as at opening, by the name of the workspace', async () => {
  await killedOwner()
  expect((await stat(`${path}.wal`)).size).toBeGreaterThan(0)
  await truncate(`${path}.wal`, 40)
  await expect(versionOfCopy()).rejects.toMatchObject({ code: 'workspace_damaged', message: expect.stringContaining(`${path}.files`) as string })
  expect(await copies()).toEqual([])
})

test('what is done to a copy is not done to the workspace, and a failure leaves no copy', async () => {
  await expect(withWorkspaceCopy({
    dataDirectory: folder, path,
    work: async (copy) => {
      await bumpDataVersion(copy.writer)
      expect(await copies()).toHaveLength(1)
      throw new Error('stop')
    },
  })).rejects.toThrow('stop')
  expect(await copies()).toEqual([])
  expect(await versionOfCopy()).toBe(0)
})

test('a copy that a killed process left is removed by the next, one of a running process is kept', async () => {
  const left = fork(join(import.meta.dirname, 'change-and-die.test-support.ts'), [path], { execArgv: ['--import', 'tsx'] })
  await once(left, 'exit')
  await mkdir(join(folder, 'copies', `${left.pid}-left`), { recursive: true })
  await mkdir(join(folder, 'copies', `${process.pid}-mine`))
  await versionOfCopy()
  expect(await copies()).toEqual([`${process.pid}-mine`])
})
