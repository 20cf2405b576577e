import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { calls, type Handlers } from '../../../shared/contract.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import { analyseHandlers } from '../analyse/handlers.ts'
import { rows, run } from '../db/query.ts'
import { bumpDataVersion, readDataVersion, writeSetting } from '../db/settings.ts'
import { createWorkspace, type Workspace } from '../db/workspace.ts'
import { asOfDefault, daysBefore, fill, type World } from '../score/fixture.test-support.ts'
import { scoreHandlers } from '../score/handlers.ts'
import { productModel } from '../score/model.ts'
import type { Session } from '../session.ts'
import { tryingAreaOf } from './area.ts'
import { modelHandlers } from './handlers.ts'
import { holdSourceSums } from './source-sums.ts'

let folder: string
let workspace: Workspace
let handlers: Pick<Handlers, 'models.list' | 'models.save' | 'models.use' | 'models.preview' | 'score.run' | 'analyse.run'>
const signal = new AbortController().signal
const at = { asOf: asOfDefault, policy: 'reliable' as const }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-models-'))
  workspace = await createWorkspace(join(folder, 'test'))
  const session: Session = { workspace: () => workspace, dataDirectory: folder, report: () => undefined, changed: () => workspace.settle() }
  handlers = { ...modelHandlers(session), ...scoreHandlers(session), ...analyseHandlers(session) }
  await fillAsResolved(world)
})
afterEach(async () => {
  await workspace.close()
  await rm(folder, { recursive: true, force: true })
})

/** What resolution would leave, marked as resolved. */
async function fillAsResolved(made: World) {
  await fill(workspace.writer, made)
  await bumpDataVersion(workspace.writer)
  await writeSetting(workspace.writer, 'resolved_version', await readDataVersion(workspace.writer))
}

const sources = Object.keys(productModel().sources)

/** Forty companies, thirty of them accounts, one account of two companies; people of several sources, visitors without a name, old and unreliable signals. */
const world: World = {
  companies: Array.from({ length: 40 }, (_, index) => ({ id: index + 1, name: `c${index + 1}` })),
  accounts: Array.from({ length: 30 }, (_, index) => ({
    record: `A${index}`, stage: ['lead', 'opportunity', 'customer', 'lost'][index % 4] ?? 'lead', companies: index === 0 ? [1, 31] : [index + 1],
    ...(index === 5 ? { created: '2027-01-01T00:00:00Z' } : {}),
  })),
  signals: Array.from({ length: 400 }, (_, index) => ({
    source: sources[(index * 7) % sources.length] ?? 'repo_star', person: index % 9 === 0 ? null : (index * 5) % 90, company: 1 + (index * 11) % 37,
    at: daysBefore((index * 37) % 500), quantity: 1 + (index % 4), confidence: index % 8 === 0 ? 0.5 : 0.95,
  })),
}

const changed = (fields: Partial<ScoreModel>): ScoreModel => ({ ...productModel(), ...fields })
const withSource = (source: string, part: Partial<ScoreModel['sources'][string]>): ScoreModel => {
  const model = productModel()
  const before = model.sources[source]
  if (!before) throw new Error(source)
  return { ...model, sources: { ...model.sources, [source]: { ...before, ...part } } }
}

/** What storing the draft and scoring by it gives. */
async function scoredFor(model: ScoreModel) {
  const { counts, thresholds, runId } = await handlers['score.run']({ ...at, model: JSON.stringify(model) }, signal)
  const scores = await rows<{ subject_id: number; score: number; band: string; active: boolean }>(
    workspace.reader, 'SELECT subject_id, score, band, active FROM result.scores WHERE run_id = $run ORDER BY subject_id', { run: runId },
  )
  return { counts, thresholds, scores }
}

const draftScores = async () => {
  const { area, serial } = await tryingAreaOf(workspace)
  return rows<{ subject_id: number; score: number; band: string; active: boolean }>(serial.connection, `SELECT subject_id, score, band, active FROM ${area}.draft ORDER BY subject_id`)
}

const withoutStars = Object.fromEntries(Object.entries(productModel().sources).filter(([source]) => source !== 'repo_star'))

test.each<[string, ScoreModel]>([
  ['the model in force itself', productModel()],
  ['a weight', withSource('product_usage', { weight: 0.5 })],
  ['a family', withSource('repo_star', { family: 'stars' })],
  ['a half-life', withSource('docs_view', { halfLifeDays: 7 })],
  ['the windows', changed({ active_days: 60, family_days: 20 })],
  ['the family bonus', changed({ family_bonus: 1 })],
  ['what is reliable', changed({ reliable_min: 0.4 })],
  ['a source less', changed({ sources: withoutStars })],
  ['quantiles', changed({ quantiles: { high: 0.9, medium: 0.2 } })],
  ['absolute cut-offs', changed({ thresholds: { mode: 'absolute', high: 12, medium: 3 } })],
])('a draft that changes %s has the figures it would have in force', async (_what, model) => {
  // What an earlier draft left behind does not show.
  await handlers['models.preview']({ ...at, model: withSource('docs_view', { halfLifeDays: 400 }) }, signal)
  const preview = calls['models.preview'].output.parse(await handlers['models.preview']({ ...at, model }, signal))
  const draft = await draftScores()
  const wanted = await scoredFor(model)
  expect(draft.map(({ subject_id, band, active }) => ({ subject_id, band, active }))).toEqual(wanted.scores.map(({ subject_id, band, active }) => ({ subject_id, band, active })))
  draft.forEach(({ score }, index) => expect(score).toBeCloseTo(wanted.scores[index]?.score ?? NaN, 9))
  expect(preview.draft.counts).toEqual(wanted.counts)
  await handlers['models.save']({ name: 'draft', note: null, author: 'ann', model, use: true }, signal).catch(() => undefined)
  const analysis = await handlers['analyse.run']({ ...at, filter: [] }, signal)
  for (const key of ['stages', 'trend', 'intensityTrend', 'highAtBottom', 'sensitivity'] as const) expect(preview.draft[key], key).toEqual(analysis[key])
  const { corrected, ...hidden } = analysis.hidden
  expect(preview.draft.hidden).toEqual(hidden)
  expect(corrected).toBeNull()
})

test('figures of the version stand beside, and every subject moves from one band to one', async () => {
  const before = await handlers['analyse.run']({ ...at, filter: [] }, signal)
  const { against, moves } = await handlers['models.preview']({ ...at, model: changed({ active_days: 30 }) }, signal)
  expect(against).toMatchObject({ version: 0, name: 'Method default' })
  expect(against.figures.stages).toEqual(before.stages)
  expect(moves.reduce((sum, { subjects }) => sum + subjects, 0)).toBe(Object.values(against.figures.counts).reduce((sum, count) => sum + count, 0))
  expect(moves.some(({ from, to }) => from !== 'None' && to === 'None')).toBe(true)
  // Nothing was stored but the run of the version.
  expect(await rows(workspace.reader, 'SELECT DISTINCT (model->>\'active_days\')::INTEGER AS days FROM result.runs')).toEqual([{ days: 365 }])
})

test('only another half-life, or other events, are a pass over events', async () => {
  const trying = await tryingAreaOf(workspace)
  const hold = async (model: ScoreModel) => holdSourceSums(trying, { model, ...at, dataVersion: await readDataVersion(workspace.reader) }, signal)
  expect(await hold(productModel())).toEqual(sources)
  expect(await hold(withSource('repo_star', { weight: 99, family: 'other' }))).toEqual([])
  expect(await hold(changed({ active_days: 1, family_days: 1, family_bonus: 9, quantiles: { high: 1, medium: 0 } }))).toEqual([])
  expect(await hold(withSource('repo_star', { halfLifeDays: 3 }))).toEqual(['repo_star'])
  expect(await hold(changed({ reliable_min: 0.5 }))).toEqual(sources)
  await bumpDataVersion(workspace.writer)
  expect(await hold(changed({ reliable_min: 0.5 }))).toEqual(sources)
})

test('versions are appended, one is in force, and each says which runs used it', async () => {
  await handlers['score.run'](at, signal)
  const saved = calls['models.save'].output.parse(await handlers['models.save']({ name: 'Short memory', note: 'for the pilot', author: 'ann', model: changed({ active_days: 90 }), use: true }, signal))
  expect(saved).toMatchObject({ inForce: 1, versions: [{ version: 1, name: 'Short memory', note: 'for the pilot', author: 'ann', inForce: true, runs: 0, model: { active_days: 90 } }, { version: 0, runs: 1, inForce: false }] })
  await handlers['score.run'](at, signal)
  const listed = await handlers['models.use']({ version: 0, note: 'back', author: 'bob' }, signal)
  expect(listed).toMatchObject({ inForce: 0, choices: [{ version: 0, author: 'bob', note: 'back' }, { version: 1, author: 'ann', note: null }], versions: [{ runs: 1 }, { runs: 1 }] })
  expect((await handlers['analyse.run']({ ...at, filter: [] }, signal)).activeDays).toBe(365)
})

test('what cannot be a version is refused, by field', async () => {
  const save = (name: string, model: ScoreModel) => handlers['models.save']({ name, note: null, author: 'ann', model, use: false }, signal)
  await save('One', changed({ active_days: 90 }))
  await expect(save('one', changed({ active_days: 91 }))).rejects.toThrow('name: version 1 is called “One” already')
  await expect(save('Two', changed({ active_days: 90 }))).rejects.toThrow('Version 1 (One) is this very model')
  await expect(save('Two', productModel())).rejects.toThrow('Version 0 (Method default) is this very model')
  await expect(save('Two', changed({ thresholds: { mode: 'frozen', run: 77 } }))).rejects.toThrow('no such run')
  await expect(handlers['models.use']({ version: 9, note: null }, signal)).rejects.toMatchObject({ code: 'not_found' })
  expect((await handlers['models.list']({}, signal)).versions).toHaveLength(2)
  expect(await rows(workspace.reader, 'SELECT count(*)::INTEGER AS n FROM ops.score_model_choices')).toEqual([{ n: 0 }])
})

test('a cancelled preview leaves the next one right', async () => {
  await expect(handlers['models.preview']({ ...at, model: withSource('docs_view', { halfLifeDays: 9 }) }, AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled')
  await run(workspace.writer, 'SELECT 1')
  const model = withSource('docs_view', { halfLifeDays: 9 })
  const { draft } = await handlers['models.preview']({ ...at, model }, signal)
  expect(draft.counts).toEqual((await scoredFor(model)).counts)
})
