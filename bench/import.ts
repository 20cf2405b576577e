import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeEventsParquet } from './data-events.ts'
import { writeGhArchive } from './data-gh-archive.ts'
import { writeHubspotCompanies, writeHubspotContacts } from './data-hubspot.ts'

const run = promisify(execFile)

interface Comparison {
  name: string
  file: string
  rows: number
  repetitions: number
  write: (path: string, rows: number) => Promise<void>
  /** The plain statement that loads the same file into a durable table. */
  statement: (path: string) => string
}

const archiveColumns = `{id: 'VARCHAR', type: 'VARCHAR', actor: 'STRUCT(id BIGINT, login VARCHAR)', repo: 'STRUCT(name VARCHAR)', payload: 'STRUCT(action VARCHAR)', created_at: 'TIMESTAMP'}`

const comparisons: readonly Comparison[] = [
  { name: 'HubSpot companies, CSV', file: 'companies.csv', rows: 1_000_000, repetitions: 3, write: writeHubspotCompanies, statement: (path) => `CREATE TABLE accounts AS SELECT * FROM read_csv('${path}')` },
  { name: 'HubSpot contacts, CSV', file: 'contacts.csv', rows: 1_000_000, repetitions: 3, write: writeHubspotContacts, statement: (path) => `CREATE TABLE contacts AS SELECT * FROM read_csv('${path}')` },
  {
    name: 'GH Archive, NDJSON.gz',
    file: '2025-11-01-0.json.gz',
    rows: 10_000_000,
    repetitions: 3,
    write: writeGhArchive,
    statement: (path) =>
      `CREATE TABLE events AS SELECT id, type, actor.id AS actor_id, actor.login AS login, repo.name AS repo, payload.action AS action, created_at
       FROM read_json('${path}', format = 'newline_delimited', columns = ${archiveColumns})`,
  },
  { name: 'Generic events, Parquet', file: 'events.parquet', rows: 10_000_000, repetitions: 3, write: writeEventsParquet, statement: (path) => `CREATE TABLE events AS SELECT * FROM read_parquet('${path}')` },
]

interface Measured {
  ms: number
  /** Processor time over all threads: steadier than the clock on a busy machine. */
  cpuMs: number
  megabytes: number
  rows: number
}

/** Importing a file, staging and provenance included, against the plain statement that loads it; both end with a checkpoint, each in a process of its own. `BENCH_ROWS` sets the rows, `BENCH_FILE` keeps the files whose name contains it. */
export async function importBench(): Promise<void> {
  const asked = Number(process.env['BENCH_ROWS'] ?? 'NaN')
  console.log('file'.padEnd(26), 'rows'.padStart(11), 'size'.padStart(9), 'plain'.padStart(9), 'import'.padStart(9), 'ratio'.padStart(7), 'cpu ratio'.padStart(11), 'peak'.padStart(9))
  const onlyFile = process.env['BENCH_FILE'] ?? ''
  for (const comparison of comparisons.filter(({ file }) => file.includes(onlyFile))) {
    const folder = await mkdtemp(join(tmpdir(), 'bandstand-import-bench-'))
    try {
      await compare({ ...comparison, rows: Number.isNaN(asked) ? comparison.rows : asked }, folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

async function compare({ name, file, rows, repetitions, write, statement }: Comparison, folder: string): Promise<void> {
  const path = join(folder, file)
  await write(path, rows)
  const plain: Measured[] = []
  const ours: Measured[] = []
  for (let repetition = 0; repetition < repetitions; repetition++) {
    plain.push(await side('plain', path, statement(path)))
    ours.push(await side('import', path, ''))
  }
  const [plainMs, ourMs] = [median(plain.map(({ ms }) => ms)), median(ours.map(({ ms }) => ms))]
  const cpuRatio = median(ours.map(({ cpuMs }) => cpuMs)) / median(plain.map(({ cpuMs }) => cpuMs))
  const peak = Math.max(...ours.map(({ megabytes }) => megabytes))
  const wrong = [...plain, ...ours].find((measured) => measured.rows !== rows)
  if (wrong) throw new Error(`${name}: ${wrong.rows} rows instead of ${rows}.`)
  const size = (await stat(path)).size / 2 ** 20
  console.log(
    name.padEnd(26), rows.toLocaleString('en').padStart(11), `${size.toFixed(0)} MB`.padStart(9), `${(plainMs / 1000).toFixed(2)} s`.padStart(9),
    `${(ourMs / 1000).toFixed(2)} s`.padStart(9), (ourMs / plainMs).toFixed(2).padStart(7), cpuRatio.toFixed(2).padStart(11), `${peak.toFixed(0)} MB`.padStart(9),
  )
}

async function side(kind: 'plain' | 'import', path: string, statement: string): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-import-side-'))
  try {
    const { stdout } = await run(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'import-side.ts'), kind, path, folder, statement])
    // Printed by import-side.ts in exactly this shape.
    return JSON.parse(stdout) as Measured
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
