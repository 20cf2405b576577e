import { expect, test } from 'vitest'
import { run } from '../db/query.ts'
import { emptyWorkspace } from './fixture.test-support.ts'
import { familiesOf } from '../../../shared/score-model.ts'
import { parseScoreModel, parseScoreModelText, readScoreModel } from './model.ts'

const defaultModel = async () => readScoreModel(await emptyWorkspace())

test('the default model holds the weights and half-lives of the method', async () => {
  const model = await defaultModel()
  expect(Object.keys(model.sources)).toHaveLength(17)
  expect(model.sources['package_install']).toEqual({ family: 'package', weight: 0.2, halfLifeDays: 30 })
  expect(model).toMatchObject({ active_days: 365, family_days: 180, family_bonus: 0.15, reliable_min: 0.85, quantiles: { high: 0.8, medium: 0.5 } })
  expect(familiesOf(model.sources)).toEqual(['commits', 'community', 'competitor_oss', 'dependency', 'docs', 'own_oss', 'package', 'product', 'web'])
})

test('the version chosen last is the model of the workspace, and a wrong one names itself', async () => {
  const connection = await emptyWorkspace()
  const product = await readScoreModel(connection)
  const store = (version: number, model: object) =>
    run(connection, `INSERT INTO ops.score_models VALUES ($version, 'v' || $version, NULL, 'me', '2026-01-01', $model::JSON)`, { version, model: JSON.stringify(model) })
  const choose = (version: number) => run(connection, `INSERT INTO ops.score_model_choices SELECT count(*), $version, 'me', '2026-01-01', NULL FROM ops.score_model_choices`, { version })
  await store(1, { ...product, active_days: 90 })
  await store(2, { ...product, active_days: -1 })
  expect(await readScoreModel(connection)).toEqual(product)
  await choose(1)
  expect((await readScoreModel(connection)).active_days).toBe(90)
  await choose(2)
  await expect(readScoreModel(connection)).rejects.toThrow(/version 2[\s\S]*active_days/)
  await choose(0)
  expect(await readScoreModel(connection)).toEqual(product)
})

test('the order of sources in a file makes no other model', async () => {
  const model = await defaultModel()
  const reversed = { ...model, sources: Object.fromEntries(Object.entries(model.sources).reverse()) }
  expect(JSON.stringify(parseScoreModel(reversed, 'given'))).toBe(JSON.stringify(model))
})

test.each([
  ['an unknown field', { decay: 2 }, /decay/],
  ['a negative weight', { sources: { repo_star: { family: 'own_oss', weight: -2, halfLifeDays: 120 } } }, /sources\.repo_star\.weight/],
  ['a half-life of nothing', { sources: { repo_star: { family: 'own_oss', weight: 2, halfLifeDays: 0 } } }, /halfLifeDays/],
  ['no source', { sources: {} }, /at least one source/],
  ['more families than bits', { sources: Object.fromEntries(Array.from({ length: 61 }, (_, n) => [`s${n}`, { family: `f${n}`, weight: 1, halfLifeDays: 1 }])) }, /60 families/],
  ['quantiles the wrong way round', { quantiles: { high: 0.5, medium: 0.8 } }, /high must not be below medium/],
  ['cut-offs the wrong way round', { thresholds: { mode: 'absolute', high: 1, medium: 2 } }, /high must not be below medium/],
  ['an unknown mode', { thresholds: { mode: 'magic' } }, /thresholds/],
])('%s is refused, by name', async (_what, fields, message) => {
  const model = await defaultModel()
  expect(() => parseScoreModel({ ...model, ...fields }, 'given')).toThrow(message)
  expect(() => parseScoreModel({ ...model, ...fields }, 'given')).toThrow(expect.objectContaining({ code: 'bad_usage' }))
})

test('a file that is not JSON, or leaves fields out, is refused', () => {
  expect(() => parseScoreModelText('{')).toThrow('not JSON')
  expect(() => parseScoreModelText('{}')).toThrow(/family_bonus/)
})
