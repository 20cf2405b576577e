import { expect, test } from 'vitest'
import { daysBefore, emptyWorkspace, fill, type Signal } from '../score/fixture.test-support.ts'
import { instantScores } from '../score/instant-scores.ts'
import { productModel } from '../score/model.ts'
import { scoreNow, scoresOf } from '../score/fixture.test-support.ts'
import { seededRandom } from '../random.ts'
import { readStages } from '../workspace/stages.ts'
import { drawnSets } from './back-test.ts'
import { concordance } from './concordance.ts'
import { readCandidates } from './wins.ts'

test('a case outscores, ties or is outscored by its controls', () => {
  expect(concordance([{ of: 3, controls: [1, 3, 5, 2] }, { of: 2, controls: [2 + 1e-12] }])).toMatchObject({ value: (2.5 / 4 + 0.5) / 2 })
  const { value, low, high } = concordance([{ of: 1, controls: [0] }, { of: 0, controls: [1] }, { of: 1, controls: [0] }])
  // Shares 1, 0, 1: mean 2/3, variance 1/3.
  expect(value).toBeCloseTo(2 / 3, 12)
  expect(low).toBeCloseTo(2 / 3 - 1.959964 * Math.sqrt(1 / 9), 10)
  expect(high).toBe(1)
  expect(concordance([{ of: 1, controls: [0] }])).toEqual({ value: null, low: null, high: null })
})

test('many accounts at many instants score as each would alone', async () => {
  const random = seededRandom('instants')
  const sources = Object.keys(productModel().sources)
  const connection = await emptyWorkspace()
  await fill(connection, {
    companies: Array.from({ length: 6 }, (_, index) => ({ id: index + 1, name: `c${index + 1}` })),
    accounts: [{ record: 'A', companies: [1, 2] }, { record: 'B', companies: [3] }, { record: 'C', companies: [] }],
    signals: Array.from({ length: 120 }, (): Signal => ({
      source: random.pick(sources), person: random.chance(0.2) ? null : random.integer(1, 9), company: random.integer(1, 6), at: daysBefore(random.integer(0, 500) + random.next()),
      confidence: random.pick([0.5, 0.95]),
    })),
  })
  const moments = ['A', 'B', 'C'].flatMap((record) => [0, 33.5, 200, 499].map((days) => ({ record, at: daysBefore(days) })))
  for (const policy of ['reliable', 'all'] as const) {
    const found = await instantScores(connection, moments, { policy, model: productModel() })
    for (const [index, { record, at }] of moments.entries()) {
      const alone = (await scoresOf(connection, await scoreNow(connection, { asOf: at, policy }))).get(`account:${record}`)
      expect(found[index]?.score, `${record} ${at}`).toBeCloseTo(alone?.score ?? NaN, 9)
      expect(found[index]?.active, `${record} ${at}`).toBe(alone?.active)
    }
  }
})

test('a win is the first dated entry into the last stage; nobody who ever won, or came later, is beside it', async () => {
  const connection = await emptyWorkspace()
  await fill(connection, {
    companies: [],
    signals: [],
    accounts: [
      { record: 'W', stage: 'customer', companies: [], entries: [{ stage: 'opportunity', at: daysBefore(90) }, { stage: 'customer', at: daysBefore(40) }] },
      { record: 'U', stage: 'customer', companies: [] },
      { record: 'L', stage: 'lead', companies: [] },
      { record: 'N', stage: 'lead', companies: [], created: daysBefore(10) },
    ],
  })
  const candidates = await readCandidates(connection, { asOf: daysBefore(0), stages: await readStages(connection) })
  expect(candidates.map(({ record, wonAt, isWon }) => [record, wonAt, isWon])).toEqual([['L', null, false], ['N', null, false], ['U', null, true], ['W', daysBefore(40), true]])
  expect(drawnSets(candidates, '1')).toEqual([{ at: daysBefore(41), of: 'W', controls: ['L'] }])
  // As of before the win there is none.
  expect(drawnSets(await readCandidates(connection, { asOf: daysBefore(50), stages: await readStages(connection) }), '1')).toEqual([])
})

test('the draw is that of its seed, without repetition', () => {
  const candidates = [
    { record: 'W', name: 'W', createdAt: null, wonAt: daysBefore(5), isWon: true },
    ...Array.from({ length: 40 }, (_, index) => ({ record: `L${index}`, name: 'L', createdAt: null, wonAt: null, isWon: false })),
  ]
  const [one] = drawnSets(candidates, 'a')
  expect(new Set(one?.controls).size).toBe(5)
  expect(drawnSets(candidates, 'a')).toEqual([one])
  expect(drawnSets(candidates, 'b')).not.toEqual([one])
})
