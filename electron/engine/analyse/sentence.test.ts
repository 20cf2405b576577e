import { expect, test } from 'vitest'
import { readScoreModel } from '../score/model.ts'
import { emptyWorkspace } from '../score/fixture.test-support.ts'
import { bandSentence, type Reasons } from './sentence.ts'

const reasons: Reasons = {
  band: 'High', score: 31.21, families: ['docs', 'own_oss', 'product'], developers: 4, anonymous: false, lastAt: '2025-12-30T10:00:00.000Z',
}

async function sentence(change: Partial<Reasons>, thresholds = { high: 12.4, medium: 5 }) {
  const model = await readScoreModel(await emptyWorkspace())
  return bandSentence({ ...reasons, ...change }, { asOf: '2026-01-01T00:00:00.000Z', model, thresholds })
}

test.each<[Partial<Reasons>, string]>([
  [{}, 'High because of 4 developers across 3 families (docs, own open source, product): score 31.2 is above the High threshold 12.4.'],
  [{ score: 12.4, developers: 1, families: ['web'] }, 'High because of 1 developer across 1 family (web): score 12.4 is at the High threshold 12.4.'],
  [
    { band: 'Medium', score: 12.38, anonymous: true },
    'Medium because of 4 developers and anonymous visitors across 3 families (docs, own open source, product): score 12.38 is above the Medium threshold 5.00 and below the High threshold 12.40.',
  ],
  [
    { band: 'Low', score: 1, developers: 0, anonymous: true, families: [] },
    'Low because of anonymous visitors with no activity in the last 180 days: score 1.0 is below the Medium threshold 5.0.',
  ],
  [{ band: 'None', lastAt: null }, 'None because no developer activity up to 2026-01-01 is attributed to it.'],
  [{ band: 'None', lastAt: '2024-02-03T00:00:00.000Z' }, 'None because its last activity, on 2024-02-03, is not within the 365 days before 2026-01-01.'],
])('%j', async (change, expected) => {
  expect(await sentence(change)).toBe(expected)
})
