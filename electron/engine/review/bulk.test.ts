import { afterEach, beforeEach, expect, test } from 'vitest'
import { calls, type Input } from '../../../shared/contract.ts'
import { rows } from '../db/query.ts'
import { bumpDataVersion } from '../db/settings.ts'
import { type Reviewed, reviewedWorld, signal } from './queue.test-support.ts'

let world: Reviewed
beforeEach(async () => {
  world = await reviewedWorld()
})
afterEach(() => world.remove())

const preview = async (input: Input<'review.previewBulk'>) => calls['review.previewBulk'].output.parse(await world.review['review.previewBulk'](calls['review.previewBulk'].input.parse(input), signal))
const decide = (input: Input<'review.decideBulk'>) => world.review['review.decideBulk'](calls['review.decideBulk'].input.parse(input), signal)
const claimsOf = (provider: string) => ({ filter: [{ column: 'provider', operator: 'equals' as const, values: [provider] }] })

test('a preview counts what a filter shows, by kind and provider, and what people decided is left alone', async () => {
  const claim = await world.claim('pdl', 'ben')
  await world.review['review.decide'](calls['review.decide'].input.parse({ reviewer: 'eve', decisions: [{ kind: 'claim', subject: claim, verdict: 'reject', queue: 'uncertain' }] }), signal)
  const found = await preview({ ...claimsOf('pdl'), verdict: 'accept' })
  expect(found).toMatchObject({ shown: 3, decides: 2, kinds: [{ kind: 'claim', items: 2 }], providers: [{ provider: 'pdl', items: 2 }], leftAlone: [{ reviewer: 'eve', items: 1 }] })
  expect(found.examples.map(({ name }) => name)).toEqual(['ann', 'ann'])
})

test('everything shown is decided in one stroke that one undo takes back; nobody else’s word is touched', async () => {
  const claim = await world.claim('pdl', 'ben')
  await world.review['review.decide'](calls['review.decide'].input.parse({ reviewer: 'eve', decisions: [{ kind: 'claim', subject: claim, verdict: 'reject', queue: 'uncertain' }] }), signal)
  const made = calls['review.decideBulk'].output.parse(await decide({ ...claimsOf('pdl'), verdict: 'accept', expected: 2, queue: 'provider', note: 'checked', reviewer: 'mia' }))
  expect(made.count).toBe(2)
  const decided = async () => (await world.read(claimsOf('pdl'))).map(({ decision, reviewer, note }) => [decision, reviewer, note]).sort()
  expect(await decided()).toEqual([['accept', 'mia', 'checked'], ['accept', 'mia', 'checked'], ['reject', 'eve', null]])
  const undone = await world.review['review.undo']({ decisionId: made.batch, reviewer: 'mia' }, signal)
  expect(undone.count).toBe(2)
  expect((await decided()).filter(([decision]) => decision === 'accept')).toEqual([])
  expect(await decided()).toContainEqual(['reject', 'eve', null])
})

test('it decides every kind as the queue names it', async () => {
  const all = await preview({ verdict: 'reject' })
  await decide({ verdict: 'reject', expected: all.decides, queue: 'everything', reviewer: 'mia' })
  const kept = await rows<{ kind: string; subject: string; object: string | null }>(world.workspace.reader, 'SELECT kind, subject, object FROM evidence.decisions ORDER BY ALL')
  expect(kept).toHaveLength(all.decides)
  expect(kept.filter(({ kind }) => kind === 'claim').every(({ object }) => object === null)).toBe(true)
  expect(kept).toContainEqual({ kind: 'match', subject: 'name:globexrobotiks', object: '2' })
  expect((await preview({ verdict: 'accept' })).decides).toBe(0)
})

test('“unsure” leaves what somebody was unsure about, and a later verdict decides it', async () => {
  await decide({ ...claimsOf('hunter'), verdict: 'unsure', expected: 1, queue: 'provider' })
  expect(await preview({ ...claimsOf('hunter'), verdict: 'unsure' })).toMatchObject({ shown: 1, decides: 0 })
  expect(await preview({ ...claimsOf('hunter'), verdict: 'reject' })).toMatchObject({ shown: 1, decides: 1 })
})

test('another number than the preview promised records nothing; after an import it is counted anew', async () => {
  await expect(decide({ ...claimsOf('pdl'), verdict: 'accept', expected: 2, queue: 'provider' })).rejects.toMatchObject({ code: 'bad_usage', message: expect.stringContaining('3 are undecided') as string })
  await expect(preview({ filter: [{ column: 'no_such', operator: 'blank', values: [] }], verdict: 'accept' })).rejects.toMatchObject({ code: 'invalid_input' })
  expect(await rows(world.workspace.reader, 'SELECT * FROM evidence.decisions')).toEqual([])
  await bumpDataVersion(world.workspace.writer)
  expect((await preview({ ...claimsOf('pdl'), verdict: 'accept' })).decides).toBe(3)
})
