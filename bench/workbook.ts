import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeHubspotCompanies } from './data-hubspot.ts'
import { writeWorkbook } from './data-workbook.ts'

const run = promisify(execFile)
const rows = Number(process.env['BENCH_ROWS'] ?? '100000')

/** Importing a workbook against importing the same table as CSV, each in a process of its own. */
export async function workbookBench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-workbook-bench-'))
  try {
    const table = await measured(folder, 'companies.csv', writeHubspotCompanies)
    const book = await measured(folder, 'companies.xlsx', writeWorkbook)
    console.log(`ratio ${(book.ms / table.ms).toFixed(2)}, processor time ${(book.cpuMs / table.cpuMs).toFixed(2)}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Measured {
  ms: number
  cpuMs: number
  megabytes: number
  rows: number
}

async function measured(folder: string, name: string, write: (path: string, rows: number) => Promise<void>): Promise<Measured> {
  const path = join(folder, name)
  await write(path, rows)
  const own = await mkdtemp(join(folder, 'workspace-'))
  const { stdout } = await run(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'import-side.ts'), 'import', path, own, ''])
  // Printed by import-side.ts in exactly this shape.
  const found = JSON.parse(stdout) as Measured
  if (found.rows !== rows) throw new Error(`${name}: ${found.rows} rows instead of ${rows}.`)
  const size = `${((await stat(path)).size / 2 ** 20).toFixed(1)} MB`
  console.log(name.padEnd(16), `${rows.toLocaleString('en')} × 20`.padStart(12), size.padStart(8), `${(found.ms / 1000).toFixed(2)} s`.padStart(9), `${(found.cpuMs / 1000).toFixed(2)} s of processor time`.padStart(28), `${found.megabytes.toFixed(0)} MB at its peak`.padStart(18))
  return found
}
