import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { rows } from '../engine/db/query.ts'
import { openWorkspace } from '../engine/db/workspace.ts'

// Whole processes on a busy machine.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 240_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-cancel-'))
  const people = 60_000
  const line = (index: number) => `2026-0${(index % 6) + 1}-03T10:00:00Z,docs_view,user${index % people},user${index % people}@company${index % 9_000}.com,https://docs.acme.dev/${index % 50}\n`
  await writeFile(join(folder, 'first.csv'), `occurred_at,source,login,email,target\n${Array.from({ length: 150_000 }, (_, index) => line(index)).join('')}`)
  await writeFile(join(folder, 'second.csv'), `occurred_at,source,login,email,target\n${Array.from({ length: 400_000 }, (_, index) => line(index + 7)).join('')}`)
  for (const words of [['new', 'acme', '--own-repo', 'acme/sdk'], ['import', 'acme', 'first.csv'], ['resolve', 'acme']]) expect(await bandstand(words).ended).toMatchObject({ code: 0 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function bandstand(words: readonly string[]) {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), join(import.meta.dirname, 'cli.ts'), ...words], {
    cwd: folder,
    env: { ...process.env, BANDSTAND_DATA_DIRECTORY: join(folder, 'data') },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code, err }))
  return { child, ended }
}

/** Every table of the workspace, but for runs of scores, and the files beside it. */
async function contents() {
  const workspace = await openWorkspace(join(folder, 'acme'))
  try {
    const tables = await rows<{ name: string }>(workspace.reader, `SELECT schema_name || '.' || table_name AS name FROM duckdb_tables() WHERE database_name = current_database() AND NOT temporary ORDER BY name`)
    const found: Record<string, string> = {}
    for (const { name } of tables) {
      const all = await rows(workspace.reader, `SELECT count(*) AS rows, sum(hash(t)::HUGEINT)::VARCHAR AS contents FROM ${name} t`)
      found[name] = createHash('sha256').update(JSON.stringify(all)).digest('hex')
    }
    return { tables: found, inbox: (await readdir(workspace.inbox)).sort(), scratch: await readdir(workspace.scratch), files: (await readdir(folder)).filter((name) => !name.endsWith('.wal')).sort() }
  } finally {
    await workspace.close()
  }
}

/** Milliseconds after which the command is stopped: early, in the middle and late; a command that ended before is no cancellation. */
const moments = [600, 1500, 3000, 6000]

test.each([
  { words: ['resolve', 'acme'] },
  { words: ['export', 'acme', 'events', '--out', 'events.csv'] },
  { words: ['import', 'acme', 'second.csv'] },
  { words: ['undo-import', 'acme', '1'] },
])('$words.0: Ctrl-C or SIGTERM at any moment leaves the workspace as before and exits with 1', async ({ words }) => {
  const before = await contents()
  for (const [index, moment] of moments.entries()) {
    const { child, ended } = bandstand(words)
    await Promise.race([ended, wait(moment)])
    if (child.exitCode !== null) break
    child.kill(index % 2 === 0 ? 'SIGINT' : 'SIGTERM')
    const { code, err } = await ended
    // A command that was past its commit when the signal came is done.
    if (code === 0) break
    expect([code, err], `${words.join(' ')} stopped after ${moment} ms`).toEqual([expect.toSatisfy((ending) => ending === 1 || ending === null), expect.stringMatching(/cancelled\n$|^$/)])
    expect(await contents(), `${words.join(' ')} stopped after ${moment} ms`).toEqual(before)
  }
})
