import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rows, run } from './query.ts'
import { bumpDataVersion, readDataVersion, readSetting, writeSetting } from './settings.ts'
import { transaction } from './transaction.ts'
import { createWorkspace, filesFolder, openWorkspace } from './workspace.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const failure = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'no error', (thrown: unknown) => thrown)

describe('create and open', () => {
  test('a new workspace is private, keeps its settings and gets its suffix', async () => {
    const created = await createWorkspace(join(folder, 'acme'))
    expect(created.path).toBe(join(folder, 'acme.bandstand'))
    await created.writer.run('CHECKPOINT')
    await writeSetting(created.writer, 'organisation', 'Acme "quoted" 🎸')
    expect((await stat(`${created.path}.wal`)).mode & 0o777).toBe(0o600)
    await created.close()
    expect((await stat(created.path)).mode & 0o777).toBe(0o600)
    expect((await stat(filesFolder(created.path))).mode & 0o777).toBe(0o700)
    const opened = await openWorkspace(join(folder, 'acme'))
    expect(await readSetting(opened.reader, 'organisation')).toBe('Acme "quoted" 🎸')
    await opened.close()
  })

  test('creating over an existing workspace is refused', async () => {
    await (await createWorkspace(join(folder, 'acme'))).close()
    expect(await failure(createWorkspace(join(folder, 'acme')))).toMatchObject({ code: 'workspace_exists' })
  })

  test.each(['/proc/bandstand', '/dev/null/bandstand'])('a place that cannot hold a workspace is refused at once: %s', async (path) => {
    expect(await failure(createWorkspace(path))).toMatchObject({ code: 'not_writable' })
  })

  test('a missing file, a foreign file and a foreign DuckDB file are told apart', async () => {
    expect(await failure(openWorkspace(join(folder, 'none')))).toMatchObject({ code: 'not_found' })
    await writeFile(join(folder, 'text.bandstand'), 'hello, this is not a database')
    expect(await failure(openWorkspace(join(folder, 'text')))).toMatchObject({ code: 'not_a_workspace' })
  })

  test('a workspace of a later version is refused and left alone', async () => {
    const workspace = await createWorkspace(join(folder, 'acme'))
    await writeSetting(workspace.writer, 'schema_version', 999)
    await workspace.close()
    expect(await failure(openWorkspace(workspace.path))).toMatchObject({ code: 'workspace_newer' })
  })

  test('a second process is told who owns the file', async () => {
    const workspace = await createWorkspace(join(folder, 'acme'))
    const child = fork(join(import.meta.dirname, 'open-in-child.test-support.ts'), [workspace.path], { execArgv: ['--import', 'tsx'] })
    const [message] = (await once(child, 'message')) as [{ code: string; message: string }]
    expect(message.code).toBe('workspace_locked')
    expect(message.message).toContain(String(process.pid))
    await workspace.close()
  })
})

describe('lock-down', () => {
  test.each([
    ["SELECT * FROM read_csv('/etc/passwd')", /disabled by configuration/],
    ["COPY (SELECT 1) TO '/tmp/bandstand-escape.csv'", /disabled by configuration/],
    ["ATTACH '/tmp/bandstand-other.db'", /disabled by configuration|Cannot access/],
    ['INSTALL httpfs', /disabled|not allowed|Cannot access/],
    ['SET enable_external_access = true', /locked|Cannot/],
    ["SET allowed_directories = ['/']", /locked|Cannot/],
  ])('%s is refused', async (sql, reason) => {
    const workspace = await createWorkspace(join(folder, 'acme'))
    const thrown = await failure(workspace.writer.run(sql))
    await workspace.close()
    expect(String(thrown)).toMatch(reason)
  })

  test('the inbox and the scratch folder are readable, and stray copies go at the next opening', async () => {
    const workspace = await createWorkspace(join(folder, 'acme'))
    const path = join(workspace.inbox, 'a.csv')
    await writeFile(path, 'a\n1\n')
    expect(await rows(workspace.reader, `SELECT * FROM read_csv('${path}')`)).toEqual([{ a: 1 }])
    await workspace.close()
    await (await openWorkspace(workspace.path)).close()
    expect(existsSync(path)).toBe(false)
  })
})

describe('durability', () => {
  const changed = async (path: string, changes: number) => {
    const workspace = await openWorkspace(path)
    for (let change = 0; change < changes; change++) {
      await transaction(workspace.writer, async () => {
        await run(workspace.writer, `INSERT INTO ops.audit SELECT nextval('ops.audit_ids'), now()::TIMESTAMP, 'test', '{}'`)
        await bumpDataVersion(workspace.writer)
      })
      await workspace.settle()
    }
    return workspace
  }

  test('a write-ahead log that was cut off is noticed', async () => {
    const path = join(folder, 'acme.bandstand')
    await (await createWorkspace(path)).close()
    const child = fork(join(import.meta.dirname, 'change-and-die.test-support.ts'), [path], { execArgv: ['--import', 'tsx'] })
    await once(child, 'exit')
    const log = `${path}.wal`
    expect((await stat(log)).size).toBeGreaterThan(0)
    await truncate(log, 40)
    expect(await failure(openWorkspace(path))).toMatchObject({ code: 'workspace_damaged' })
  })

  test('a killed owner loses nothing that was committed', async () => {
    const path = join(folder, 'acme.bandstand')
    await (await createWorkspace(path)).close()
    const child = fork(join(import.meta.dirname, 'change-and-die.test-support.ts'), [path], { execArgv: ['--import', 'tsx'] })
    await once(child, 'exit')
    const workspace = await openWorkspace(path)
    expect(await readDataVersion(workspace.reader)).toBe(3)
    await workspace.close()
  })

  test('a transaction that throws changes nothing', async () => {
    const workspace = await createWorkspace(join(folder, 'acme'))
    const thrown = await failure(
      transaction(workspace.writer, async () => {
        await bumpDataVersion(workspace.writer)
        throw new Error('stop')
      }),
    )
    expect(thrown).toMatchObject({ message: 'stop' })
    expect(await readDataVersion(workspace.reader)).toBe(0)
    await workspace.close()
  })

  test('changes survive closing and opening', async () => {
    const path = join(folder, 'acme.bandstand')
    await (await createWorkspace(path)).close()
    await (await changed(path, 2)).close()
    const workspace = await openWorkspace(path)
    expect(await readDataVersion(workspace.reader)).toBe(2)
    expect(JSON.parse(await readFile(join(filesFolder(path), 'manifest.json'), 'utf8'))).toMatchObject({ dataVersion: 2 })
    await workspace.close()
  })

  test('exclusive work runs one after the other, also after a failure', async () => {
    const workspace = await createWorkspace(join(folder, 'acme'))
    const order: string[] = []
    const first = workspace.exclusive(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      order.push('first')
      throw new Error('first fails')
    })
    const second = workspace.exclusive(() => {
      order.push('second')
      return Promise.resolve()
    })
    expect(await failure(first)).toMatchObject({ message: 'first fails' })
    await second
    expect(order).toEqual(['first', 'second'])
    await workspace.close()
  })
})
