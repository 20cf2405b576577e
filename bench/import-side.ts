import { DuckDBInstance } from '@duckdb/node-api'
import { join } from 'node:path'
import { runImport } from '../electron/engine/import/run-import.ts'
import { createWorkspace } from '../electron/engine/db/workspace.ts'

/** One side of one comparison in a process of its own: `import-side.ts <side> <file> <folder> <plain statement>`. Prints `{ ms, cpuMs, megabytes, rows }`. */
const [, , side = '', file = '', folder = '', statement = ''] = process.argv

const begin = () => {
  const [started, used] = [performance.now(), process.cpuUsage()]
  return () => {
    const { user, system } = process.cpuUsage(used)
    return { ms: performance.now() - started, cpuMs: (user + system) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }
  }
}

if (side === 'plain') {
  // The same memory, temporary folder and storage version as a workspace has.
  const instance = await DuckDBInstance.create(join(folder, 'plain.duckdb'), { storage_compatibility_version: 'latest', memory_limit: '1200MB', temp_directory: join(folder, 'temp') })
  const connection = await instance.connect()
  const end = begin()
  await connection.run(statement)
  await connection.run('CHECKPOINT')
  const measured = end()
  const table = /^CREATE TABLE (\w+)/.exec(statement)?.[1] ?? ''
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)
  console.log(JSON.stringify({ ...measured, rows: Number(counted.getRows()[0]?.[0]) }))
  connection.closeSync()
  instance.closeSync()
} else {
  const workspace = await createWorkspace(join(folder, 'bench.bandstand'))
  const session = { workspace: () => workspace, dataDirectory: folder, report: () => undefined, changed: () => workspace.settle() }
  const end = begin()
  const { import: record } = await runImport(session, { path: file, settings: {} }, new AbortController().signal)
  await workspace.writer.run('CHECKPOINT')
  console.log(JSON.stringify({ ...end(), rows: record.rows.total }))
  await workspace.close()
}
