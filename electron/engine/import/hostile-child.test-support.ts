import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hostileFiles } from './hostile-files.test-support.ts'
import { runImport } from './run-import.ts'
import { contents, testSession } from './session.test-support.ts'
import { undoImport } from './undo-import.ts'

/** Imports every hostile file, one after another, into one workspace and prints a line for each: what became of it, what was left, and what it took. */
export interface HostileResult {
  name: string
  message: string | null
  rows: { taken: number; rejected: number } | null
  /** Tables, inbox and scratch are as before; an accepted import was undone first. */
  unchanged: boolean
  scratch: number
  /** Bytes written to files during the import; null where the system does not tell. */
  written: number | null
  megabytes: number
}

const written = async (): Promise<number | null> => {
  const text = await readFile('/proc/self/io', 'utf8').catch(() => null)
  return text === null ? null : Number(/wchar: (\d+)/.exec(text)?.[1])
}

/** Only these, where names are given. */
const only = process.argv.slice(2)
const session = await testSession()
const signal = new AbortController().signal
await session.imported('before.csv', 'Record ID,Company name\n77,Before\n')
const tables = async () => {
  const { tables: all, ...files } = (await contents(session)) as { tables: Record<string, unknown>; inbox: string[]; scratch: string[] }
  return { text: JSON.stringify([{ ...all, 'ops.audit': null, 'ops.settings': null }, files.inbox]), scratch: files.scratch.length }
}
const before = await tables()
for (const { name, content, settings = {} } of hostileFiles) {
  if (only.length > 0 && !only.includes(name)) continue
  const path = join(session.folder, name)
  await writeFile(path, content())
  const start = await written()
  let message: string | null = null
  let rows: HostileResult['rows'] = null
  try {
    const { import: record } = await runImport(session, { path, settings }, signal)
    rows = { taken: record.rows.taken, rejected: record.rows.rejected }
    await undoImport(session, record.importId, signal)
  } catch (thrown) {
    message = thrown instanceof Error && 'code' in thrown ? thrown.message : `Not worded: ${String(thrown)}`
  }
  const end = await written()
  const after = await tables()
  const result: HostileResult = {
    name, message, rows, unchanged: after.text === before.text, scratch: after.scratch,
    written: start === null || end === null ? null : end - start, megabytes: process.resourceUsage().maxRSS / 1024,
  }
  process.stdout.write(`${JSON.stringify(result)}\n`)
  await writeFile(path, '')
}
await session.dispose()
