import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { one } from '../electron/engine/db/query.ts'
import { transaction } from '../electron/engine/db/transaction.ts'
import { createWorkspace, type Workspace } from '../electron/engine/db/workspace.ts'
import { readScoreModel } from '../electron/engine/score/model.ts'
import type { ScoreModel } from '../shared/score-model.ts'
import { scoreRun } from '../electron/engine/score/score-run.ts'
import { fillSignals, scale } from './score-data.ts'

const repetitions = 5
const asOf = '2026-01-01T00:00:00.000Z'

/** Scoring 10,000,000 signals of 100,000 companies against one hand-written statement that makes the same table. */
export async function scoreBench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-score-bench-'))
  const workspace = await createWorkspace(join(folder, 'bench'))
  try {
    const model = await readScoreModel(workspace.reader)
    await fillSignals(workspace.writer, Object.keys(model.sources))
    await compare(workspace, model)
  } finally {
    await workspace.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function handWritten(model: ScoreModel): string {
  const values = Object.entries(model.sources).map(([source, { family, weight, halfLifeDays }]) => `('${source}', '${family}', ${weight}::DOUBLE, ${halfLifeDays}::DOUBLE)`)
  const t = `TIMESTAMP '${asOf.slice(0, 10)}'`
  return `
    CREATE OR REPLACE TABLE hand_written AS
    WITH sources(source, family, w, h) AS (VALUES ${values.join(', ')}),
    quantities AS (
      SELECT sc.subject_id, coalesce(person_id, -1 - company_id) AS person, family, source, w, count(*) AS events, max(occurred_at) AS last_at,
        sum(quantity * pow(2.0::DOUBLE, -((epoch_us(${t}) - epoch_us(occurred_at)) / 86400e6) / h)) AS n
      FROM result.signals JOIN sources USING (source) JOIN result.subject_companies sc USING (company_id)
      WHERE confidence >= 0.85 AND occurred_at <= ${t} GROUP BY ALL),
    totals AS (
      SELECT subject_id, sum(w * log2(1 + n)) AS c, max(last_at) AS last_at, sum(events)::BIGINT AS events, count(DISTINCT person) AS people,
        count(DISTINCT person) FILTER (last_at > ${t} - INTERVAL 30 DAY) AS people_30, count(DISTINCT person) FILTER (last_at > ${t} - INTERVAL 90 DAY) AS people_90,
        coalesce(list(DISTINCT family) FILTER (last_at > ${t} - INTERVAL 180 DAY), []) AS families
      FROM quantities GROUP BY subject_id),
    scored AS (
      SELECT subject_id, coalesce(c * (1 + 0.15 * (greatest(len(families), 1) - 1)), 0) AS score, coalesce(last_at > ${t} - INTERVAL 365 DAY, false) AS active,
        families, people_30, people_90, people, events, last_at
      FROM result.subjects LEFT JOIN totals USING (subject_id)),
    cut AS (SELECT quantile_cont(score, 0.8) AS high, quantile_cont(score, 0.5) AS medium FROM scored WHERE active)
    SELECT 1 AS run_id, scored.*, CASE WHEN NOT active THEN 'None' WHEN score >= high THEN 'High' WHEN score >= medium THEN 'Medium' ELSE 'Low' END AS band
    FROM scored, cut`
}

async function compare({ writer }: Workspace, model: ScoreModel): Promise<void> {
  const engine: number[] = []
  const plain: number[] = []
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    plain.push(await seconds(() => writer.run(handWritten(model))))
    engine.push(
      await seconds(() =>
        // A new data version each time, as after an import: the run is made, stored, and the one before it dropped.
        transaction(writer, () => scoreRun(writer, { asOf, policy: 'reliable', model }, { dataVersion: repetition, signal: new AbortController().signal })),
      ),
    )
  }
  const { differing } = await one<{ differing: number }>(
    writer,
    `SELECT count(*) AS differing FROM result.scores s FULL JOIN hand_written h USING (subject_id)
     WHERE s.band IS DISTINCT FROM h.band OR coalesce(abs(s.score - h.score) > 1e-9, true)
       OR s.people_90 <> h.people_90 OR len(s.families) <> len(h.families)`,
  )
  if (differing > 0) throw new Error(`${differing} subjects differ between the engine and the hand-written statement.`)
  const spread = (times: readonly number[]) => `median ${median(times).toFixed(2)} s (${times.map((time) => time.toFixed(2)).join(', ')})`
  console.log(`${scale}; equal results`)
  console.log(`one hand-written statement  ${spread(plain)}`)
  console.log(`engine, run stored          ${spread(engine)}`)
  console.log(`ratio of medians            ${(median(engine) / median(plain)).toFixed(2)} (at most 1.5 wanted)`)
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

const median = (values: readonly number[]): number => [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? NaN
