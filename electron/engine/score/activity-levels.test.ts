import { expect, test } from 'vitest'
import type { ScoreModel, ScoreSource } from '../../../shared/score-model.ts'
import { seededRandom } from '../random.ts'
import { momentsOf, readActivityLevels, scoreOf } from './activity-levels.ts'
import { asOfDefault, daysBefore, emptyWorkspace, fill, type Signal } from './fixture.test-support.ts'
import { instantScores } from './instant-scores.ts'
import { productModel } from './model.ts'

test('kept levels give the scores that the events give, at any instant, under either policy and a model of many families', async () => {
  const random = seededRandom('levels')
  const sources = Object.keys(productModel().sources)
  const connection = await emptyWorkspace()
  await fill(connection, {
    companies: Array.from({ length: 8 }, (_, index) => ({ id: index + 1, name: `c${index + 1}` })),
    accounts: [{ record: 'A', companies: [1, 2] }, { record: 'B', companies: [3] }, { record: 'C', companies: [] }, { record: 'D', companies: [4] }],
    signals: Array.from({ length: 600 }, (): Signal => ({
      source: random.pick(sources), person: random.chance(0.2) ? null : random.integer(1, 9), company: random.integer(1, 6), at: daysBefore(random.integer(0, 500) + random.next()),
      confidence: random.pick([0.5, 0.95]), quantity: random.pick([0, 1, 2.5, 1e40, 1e200]),
    })),
  })
  const instants = [0, 0.25, 33.5, 200, 499, 600].map(daysBefore)
  const moments = ['A', 'B', 'C', 'D', 'nobody'].flatMap((record) => instants.map((at) => ({ record, at })))
  const product = productModel()
  const withSources = (entries: (readonly [string, ScoreSource])[]): ScoreModel => ({ ...product, sources: Object.fromEntries(entries) })
  const known = Object.entries(product.sources)
  // The greatest number of families, those that have events last: `y` comes after every name.
  const further = Array.from({ length: 60 - known.length }, (_, index) => [`a${index}`, { family: `a${index}`, weight: 1, halfLifeDays: 9 }] as const)
  const manyFamilies = withSources([...further, ...known.map(([name, source]) => [name, { ...source, family: `y_${name}` }] as const)])
  const shortLived = withSources(known.map(([name, source]) => [name, { ...source, halfLifeDays: 0.1 }] as const))
  for (const model of [product, shortLived, manyFamilies]) {
    for (const policy of ['reliable', 'all'] as const) {
      const levels = await readActivityLevels(connection, { asOf: asOfDefault, policy, model })
      const expected = await instantScores(connection, moments, { policy, model })
      expect(expected.some(({ score }) => score > 0)).toBe(true)
      for (const [index, { record, at }] of moments.entries()) {
        const found = scoreOf(levels, record, momentsOf(model, levels)(Date.parse(at)))
        expect(found.score, `${record} ${at}`).toBeCloseTo(expected[index]?.score ?? NaN, 9)
        expect(found.active, `${record} ${at}`).toBe(expected[index]?.active)
      }
    }
  }
})
