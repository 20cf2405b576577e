import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '../electron/engine/db/connection.ts'
import { one } from '../electron/engine/db/query.ts'
import { transaction } from '../electron/engine/db/transaction.ts'
import { createWorkspace, type Workspace } from '../electron/engine/db/workspace.ts'
import { makeLifecycle, readLifecycleParameters } from '../electron/engine/lifecycle/ensure-lifecycle.ts'
import { readScoreModel } from '../electron/engine/score/model.ts'
import type { Run } from '../electron/engine/score/run-store.ts'
import { scoreRun } from '../electron/engine/score/score-run.ts'

const signals = Number(process.env['BANDSTAND_BENCH_SIGNALS'] ?? 10_000_000)
const companies = signals / 100
const people = companies * 5
const signal = new AbortController().signal

/** Section 9 for every Monday of three years, against one pass that counts distinct people per company and week without any window. */
export async function lifecycleBench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-lifecycle-bench-'))
  const workspace = await createWorkspace(join(folder, 'bench'))
  try {
    const model = await readScoreModel(workspace.reader)
    await fillSignals(workspace.writer, Object.keys(model.sources))
    const run = await transaction(workspace.writer, () => scoreRun(workspace.writer, { asOf: '2026-01-01T00:00:00.000Z', policy: 'reliable', model }, { dataVersion: 0, signal }))
    await compare(workspace, run)
  } finally {
    await workspace.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Activity spread over three years; a fifth of the companies are accounts, every fourth of which has had an open opportunity for a year. */
async function fillSignals(connection: Connection, sources: readonly string[]): Promise<void> {
  await connection.run(`
    INSERT INTO evidence.companies SELECT i, 'c' || i || '.com', 'Company ' || i, 'c' || i || '.com' FROM range(${companies}) t(i);
    INSERT INTO ops.imports VALUES (1, 'accounts', 'f', 'f', '', 0, '{}', '2026-01-01', '2026-01-01', 1, 1, 0, 0, 0, NULL, NULL, []);
    INSERT INTO crm.accounts (import_id, source_row, record_id, name, domain, further_domains, aliases, stage_raw, stage) SELECT 1, i, i::VARCHAR, 'Company ' || i, 'c' || i || '.com', [], [],
      'x', CASE WHEN i % 4 = 0 THEN 'opportunity' ELSE 'lead' END FROM range(${companies / 5}) t(i);
    INSERT INTO crm.stage_history (import_id, source_row, record_id, stage_raw, stage, entered_at) SELECT 1, i, i::VARCHAR, 'x', 'opportunity', TIMESTAMP '2025-01-01' FROM range(0, ${companies / 5}, 4) t(i);
    INSERT INTO result.subjects SELECT i, 'subject:' || i, CASE WHEN i < ${companies / 5} THEN 'account' ELSE 'company' END, CASE WHEN i < ${companies / 5} THEN i::VARCHAR END, 'Company ' || i, 'c' || i || '.com'
      FROM range(${companies}) t(i);
    INSERT INTO result.subject_companies SELECT i, i FROM range(${companies}) t(i);
    INSERT INTO result.signals (source, person_id, company_id, confidence, occurred_at, dated, quantity, import_id, source_row)
    SELECT ([${sources.map((source) => `'${source}'`).join(', ')}])[1 + ((person * 7 + hash(i * 2) % 4) % ${sources.length})::INTEGER],
      CASE WHEN hash(i * 3) % 20 > 0 THEN person END, person % ${companies}, CASE WHEN hash(person) % 10 = 0 THEN 0.5 ELSE 0.95 END,
      TIMESTAMP '2026-01-01' - to_microseconds((hash(i * 17) % (1095 * 86400000000))::BIGINT), true, 1, 1, i
    FROM (SELECT i, (hash(i) % ${people})::INTEGER AS person FROM range(${signals}) t(i))`)
  await connection.run('CHECKPOINT')
}

const plainPass = `
  CREATE OR REPLACE TEMP TABLE plain_pass AS
  SELECT company_id, date_trunc('week', occurred_at) AS week, count(*) AS events, count(DISTINCT coalesce(person_id, -1 - company_id)) AS people
  FROM result.signals WHERE confidence >= 0.85 GROUP BY ALL`

async function compare({ writer }: Workspace, run: Run): Promise<void> {
  const parameters = await readLifecycleParameters(writer)
  const plain = await cost(() => writer.run(plainPass))
  const made = await cost(() => transaction(writer, () => makeLifecycle(writer, run, { parameters, signal })))
  const { subjects, stages } = await one<{ subjects: number; stages: string }>(
    writer,
    `SELECT sum(n)::INTEGER AS subjects, string_agg(stage || ' ' || n, ', ' ORDER BY stage) AS stages FROM (SELECT coalesce(stage, 'none') AS stage, count(*) AS n FROM result.lifecycle GROUP BY ALL)`,
  )
  if (subjects !== companies) throw new Error(`${subjects} of ${companies} companies have a lifecycle.`)
  console.log(`${signals.toLocaleString('en')} events, ${companies.toLocaleString('en')} companies, 157 Mondays: ${stages}`)
  console.log(`one pass, people per company and week  ${words(plain)}`)
  console.log(`lifecycle, stored                      ${words(made)}`)
  console.log(`ratio of processor seconds             ${(made.processor / plain.processor).toFixed(2)}`)
  console.log(`largest resident size                  ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB (at most 2,000 wanted)`)
}

interface Cost {
  seconds: number
  processor: number
}

const words = ({ seconds, processor }: Cost): string => `${seconds.toFixed(2)} s (${processor.toFixed(2)} s of processors)`

/** Seconds by the clock and by the processors; the latter hold on a machine that others use too. */
async function cost(work: () => Promise<unknown>): Promise<Cost> {
  const start = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - start) / 1000, processor: (user + system) / 1e6 }
}
