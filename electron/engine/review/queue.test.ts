import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { calls, type Input } from '../../../shared/contract.ts'
import { reviewedWorld, signal, type Reviewed } from './queue.test-support.ts'

let world: Reviewed
beforeAll(async () => {
  world = await reviewedWorld()
})
afterAll(() => world.remove())
beforeEach(async () => {
  for (;;) if (!(await world.review['review.undo']({ reviewer: 'ana' }, signal).catch(() => null))) break
})

const decide = (...decisions: Input<'review.decide'>['decisions']) => world.review['review.decide'](calls['review.decide'].input.parse({ decisions, reviewer: 'ana' }), signal)

const byProposal = async (input: Parameters<Reviewed['read']>[0] = {}) =>
  new Map((await world.read(input)).map((row) => [`${String(row['kind'])} ${String(row['name'])} ${String(row['provider'])} ${String(row['proposed'])}`, row]))

test('a queue holds claims, attributions by other evidence and likely accounts, with what speaks for and against them', async () => {
  const items = await byProposal()
  expect([...items.keys()].sort()).toEqual([
    'attribution ben null Acme', 'attribution cleo null Globex Robotiks', 'claim ann apollo Acme Inc.', 'claim ann hunter Umbrella', 'claim ann pdl Acme', 'claim ann pdl Initech', 'claim ben apollo Acme',
    'claim ben pdl Globex Robotics', 'match Globex Robotiks null Globex Robotics',
  ])
  expect(items.get('claim ann pdl Acme')).toMatchObject({ verdict: 'correct', confidence: 0.9, disagrees: false, account_record_id: '1', account: 'Acme', decided: false, unsure: false, current: true })
  expect(items.get('claim ben pdl Globex Robotics')).toMatchObject({ disagrees: true, disagreement: 'providers name different employers · profile or e-mail names another company' })
  expect(items.get('match Globex Robotiks null Globex Robotics')).toMatchObject({ account_record_id: '2', item_key: '["match","name:globexrobotiks","2"]' })
})

test('the weight is uncertainty times the points of the events of the active period, and nothing where a decision would change nothing', async () => {
  const items = await byProposal({ asOf: '2025-07-01' })
  const points = Math.log2(1 + 3)
  expect(items.get('claim ann pdl Acme')).toMatchObject({ events: 3, weight: expect.closeTo(4 * 0.9 * 0.1 * points, 3) as number })
  expect(items.get('claim ann apollo Acme Inc.')).toMatchObject({ confidence: 0.5, weight: points })
  expect(items.get('claim ann hunter Umbrella')).toMatchObject({ verdict: 'incorrect', confidence: expect.closeTo(0.2, 9) as number, weight: expect.closeTo(4 * 0.2 * 0.8 * points, 3) as number })
  expect(items.get('claim ann pdl Initech')).toMatchObject({ current: false, weight: 0 })
  expect(items.get('claim ben apollo Acme')).toMatchObject({ weight: 0 })
  expect(items.get('claim ben pdl Globex Robotics')).toMatchObject({ events: 1, weight: expect.closeTo(4 * 0.9 * 0.1, 3) as number })
  expect((await byProposal({ asOf: '2024-01-01' })).get('claim ann apollo Acme Inc.')).toMatchObject({ events: 0, weight: 0 })
})

test('an item that was decided says by whom and how; one a person was unsure of is found again', async () => {
  const [first, second] = [await world.claim('apollo', 'ann'), await world.claim('hunter', 'ann')]
  await decide({ kind: 'claim', subject: first, verdict: 'reject', queue: 'uncertain', note: 'a namesake' }, { kind: 'claim', subject: second, verdict: 'unsure', queue: 'uncertain' })
  await decide({ kind: 'attribution', subject: 'github:2', object: 'acme.com', verdict: 'unsure', queue: 'uncertain' }, { kind: 'match', subject: 'name:globexrobotiks', object: '2', verdict: 'accept', queue: 'uncertain' })
  const items = await byProposal()
  expect(items.get('claim ann apollo Acme Inc.')).toMatchObject({ decided: true, unsure: false, decision: 'reject', reviewer: 'ana', note: 'a namesake', weight: 0 })
  expect(items.get('match Globex Robotiks null Globex Robotics')).toMatchObject({ decided: true, decision: 'accept' })
  const unsure = await world.read({ filter: [{ column: 'unsure', operator: 'equals', values: [true] }] })
  expect(unsure.map(({ kind, decided }) => [kind, decided]).sort()).toEqual([['attribution', false], ['claim', false]])
})

test('a rejected attribution stays in the queue as decided, beside what takes its place', async () => {
  await decide({ kind: 'attribution', subject: 'github:2', object: 'acme.com', verdict: 'reject', queue: 'uncertain' })
  expect((await byProposal()).get('attribution ben null Acme')).toMatchObject({ decided: true, decision: 'reject' })
})

test('where a person contradicts the verifier the item disagrees', async () => {
  await decide({ kind: 'claim', subject: await world.claim('hunter', 'ann'), verdict: 'accept', queue: 'uncertain' })
  expect((await byProposal()).get('claim ann hunter Umbrella')).toMatchObject({ disagrees: true, disagreement: 'providers name different employers · a person said otherwise than the verifier', company_key: 'name:umbrella' })
})

test('an opened queue goes on in its order while decisions land', async () => {
  const { gridId, dataVersion } = await world.grid['grid.open'](calls['grid.open'].input.parse({ dataset: 'review_items', columns: ['item_key', 'name'], filter: [{ column: 'decided', operator: 'equals', values: [false] }] }), signal)
  const before = await world.window(gridId)
  const key = await world.claim('apollo', 'ann')
  await decide({ kind: 'claim', subject: key, verdict: 'accept', queue: 'uncertain' })
  expect(await world.read({ filter: [{ column: 'decided', operator: 'equals', values: [false] }] })).toHaveLength(before.length - 1)
  expect(await world.window(gridId)).toEqual(before)
  expect((await world.review['review.since']({ dataVersion }, signal)).items.map(({ itemKey }) => itemKey)).toEqual([JSON.stringify(['claim', key, null])])
})
