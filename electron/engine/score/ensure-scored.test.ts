import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { calls } from '../../../shared/contract.ts'
import { analyseHandlers } from '../analyse/handlers.ts'
import { one, run } from '../db/query.ts'
import { bumpDataVersion } from '../db/settings.ts'
import { createWorkspace, type Workspace } from '../db/workspace.ts'
import type { Session } from '../session.ts'
import { ensureScored, withRun } from './ensure-scored.ts'
import { scoreHandlers } from './handlers.ts'
import { readScoreModel } from './model.ts'

let folder: string
let workspace: Workspace
const signal = new AbortController().signal
const reliable = { policy: 'reliable' } as const

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-scored-'))
  workspace = await createWorkspace(join(folder, 'test'))
  await run(
    workspace.writer,
    `INSERT INTO ops.imports VALUES (1, 'events', 'f', 'f', '', 0, '{}', '2026-01-01', '2026-01-01', 1, 1, 0, 0, 0, NULL, NULL, [])`,
  )
  await run(
    workspace.writer,
    `INSERT INTO crm.accounts (import_id, source_row, record_id, name, domain, further_domains, aliases, stage_raw, stage, owner, industry, employees, country, created_at, extra) VALUES (1, 1, '7', 'Acme Inc', 'acme.com', [], [], 'customer', 'customer', 'Kim', NULL, NULL, NULL, NULL, NULL)`,
  )
  await addEvent('octo', 'octo@acme.com')
})

afterEach(async () => {
  await workspace.close()
  await rm(folder, { recursive: true, force: true })
})

/** A fresh product usage on 2025-12-31, as an import would add it. */
async function addEvent(login: string, email: string) {
  await run(workspace.writer, `INSERT INTO dev.events (import_id, source_row, source_event_id, source, target, occurred_at, github_id, login, actor_type, email, domain, company, quantity) VALUES (1, 1, NULL, 'product_usage', NULL, '2025-12-31', NULL, $login, NULL, $email, NULL, NULL, 1)`, { login, email })
  await bumpDataVersion(workspace.writer)
}

test('scores are made once for the same request on the same data', async () => {
  const first = await ensureScored(workspace, reliable, signal)
  expect(first).toMatchObject({ asOf: '2026-01-01T00:00:00.000Z', policy: 'reliable', thresholds: { high: expect.any(Number) as number } })
  expect(await ensureScored(workspace, { asOf: '2026-01-01', policy: 'reliable' }, signal)).toEqual(first)
  expect((await ensureScored(workspace, { policy: 'all' }, signal)).runId).not.toBe(first.runId)
  expect((await ensureScored(workspace, { ...reliable, asOf: '2025-12-31T12:00:00Z' }, signal)).runId).not.toBe(first.runId)
})

test('calls at the same time share one run', async () => {
  const made = await Promise.all([1, 2, 3].map(() => ensureScored(workspace, reliable, signal)))
  expect(new Set(made.map(({ runId }) => runId)).size).toBe(1)
})

test('new data, or another model, is another run', async () => {
  const first = await ensureScored(workspace, reliable, signal)
  await addEvent('ada', 'ada@acme.com')
  const second = await ensureScored(workspace, reliable, signal)
  expect(second.runId).not.toBe(first.runId)
  expect(second.thresholds.high).toBeCloseTo(2 * (first.thresholds.high ?? NaN), 9)
  const model = { ...(await readScoreModel(workspace.reader)), family_bonus: 0.5 }
  await run(workspace.writer, `INSERT INTO ops.score_models VALUES (1, 'own', NULL, 'me', '2026-01-01', $model::JSON)`, { model: JSON.stringify(model) })
  await run(workspace.writer, `INSERT INTO ops.score_model_choices VALUES (1, 1, 'me', '2026-01-01', NULL)`)
  expect((await ensureScored(workspace, reliable, signal)).model.family_bonus).toBe(0.5)
})

test('a cancelled call stores nothing', async () => {
  await expect(ensureScored(workspace, reliable, AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled')
  expect(await one(workspace.reader, 'SELECT count(*) AS runs FROM result.runs')).toEqual({ runs: 0 })
})

test('work on a run is repeated where the data changed under it', async () => {
  const seen: number[] = []
  const result = await withRun(workspace, reliable, {
    signal,
    work: async ({ runId }) => {
      seen.push(runId)
      if (seen.length === 1) await addEvent('ada', 'ada@acme.com')
      return runId
    },
  })
  expect(seen).toHaveLength(2)
  expect(result).toBe(seen[1])
  expect(seen[0]).not.toBe(seen[1])
})

test('data that never rests is reported as busy', async () => {
  const restless = withRun(workspace, reliable, { signal, work: () => bumpDataVersion(workspace.writer) })
  await expect(restless).rejects.toMatchObject({ code: 'busy' })
})

test('the calls answer as the contract says', async () => {
  const session: Session = { dataDirectory: folder, workspace: () => workspace, report: () => undefined, changed: () => Promise.resolve() }
  const handlers = { ...scoreHandlers(session), ...analyseHandlers(session) }
  const summary = calls['score.run'].output.parse(await handlers['score.run'](reliable, signal))
  expect(summary.counts).toEqual({ High: 1, Medium: 0, Low: 0, None: 0 })
  const figures = calls['analyse.run'].output.parse(await handlers['analyse.run']({ ...reliable, filter: [] }, signal))
  expect(figures.runId).toBe(summary.runId)
  expect(figures.stages.map(({ accounts, active }) => [accounts, active])).toEqual([[0, 0], [0, 0], [1, 1]])
  const reason = calls['explain.subject'].output.parse(await handlers['explain.subject']({ ...reliable, subject: 'acme.com' }, signal))
  expect(reason.contributions.map(({ personLabel, source }) => [personLabel, source])).toEqual([['octo', 'product_usage']])

  const model = { ...(await readScoreModel(workspace.reader)), thresholds: { mode: 'absolute', high: 99, medium: 98 } }
  const given = await handlers['score.run']({ ...reliable, model: JSON.stringify(model) }, signal)
  expect(given).toMatchObject({ thresholds: { high: 99, medium: 98 }, counts: { Low: 1 } })
  await expect(handlers['score.run']({ ...reliable, model: '{"sources": 1}' }, signal)).rejects.toMatchObject({ code: 'bad_usage' })
})
