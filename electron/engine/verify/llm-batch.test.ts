import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { one, rows } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import { type FakeProvider, startFake } from '../enrich/fake-process.test-support.ts'
import { jobsAt, type JobsWorld, jobsWorld } from '../jobs/jobs.test-support.ts'
import { faultPoints } from '../jobs/probe.ts'
import { batchPeople, batchSettings } from './llm-batch.test-support.ts'

let fake: FakeProvider
let world: JobsWorld
beforeAll(async () => {
  fake = await startFake()
  world = await jobsWorld(fake.origin)
})
afterAll(async () => {
  await world.close()
  await fake.stop()
})

const settings = (changes = {}) => batchSettings(fake.origin, changes)

const verdicts = ({ reader }: Workspace, group: string) =>
  rows<{ key: string; verdict: string; cost: number; tokens: number }>(reader, `SELECT claim_key AS key, verdict, cost, tokens_in AS tokens FROM evidence.verdicts WHERE verifier = 'llm' AND starts_with(claim_key, $group) ORDER BY claim_key`, { group })

test('people are asked about in batches at half the price; every person has a verdict, and asking again sends nothing', async () => {
  await fake.reset({ batchPolls: 2 })
  const people = batchPeople(25, 'plain')
  const { jobId } = await world.startVerify(people, settings())
  const job = await world.finished(jobId)
  expect(job).toMatchObject({ state: 'done', items: { total: 25, done: 25, failed: 0 }, requests: { reused: 0 } })
  const found = await verdicts(world.workspace, 'plain')
  expect(found.map(({ verdict, tokens }) => [verdict, tokens])).toEqual(people.map(() => ['correct', 400]))
  expect(found[0]?.cost).toBeCloseTo((400 * 1 + 60 * 2) / 1e6 / 2, 12)
  expect(job.cost).toBeCloseTo(25 * (found[0]?.cost ?? 0), 12)
  expect(await one(world.workspace.reader, 'SELECT sum(cost)::DOUBLE AS cost, list(DISTINCT purpose) AS purposes FROM ops.egress WHERE job_id = $jobId', { jobId })).toEqual({ cost: expect.closeTo(job.cost, 12) as number, purposes: ['verify in a batch: fake'] })
  expect(await fake.statistics()).toMatchObject({ batches: 3, people: 25, mostAboutOne: 1 })
  const again = await world.finished((await world.startVerify(people, settings())).jobId)
  expect(again).toMatchObject({ state: 'done', cost: 0, requests: { sent: 0, reused: 25 } })
  // One at a time it is the same question.
  const single = await world.finished((await world.startVerify(people, settings({ batch: false }))).jobId)
  expect(single).toMatchObject({ state: 'done', cost: 0, requests: { sent: 0 } })
})

test('fields of the people stand with the request that carries them, and no key anywhere', async () => {
  await fake.reset({})
  const { jobId } = await world.startVerify(batchPeople(3, 'ledger'), settings())
  await world.finished(jobId)
  const sent = await rows<{ fields: string[]; bytes: number }>(world.workspace.reader, 'SELECT fields, bytes_sent AS bytes FROM ops.egress WHERE job_id = $jobId AND len(fields) > 0', { jobId })
  expect(sent.find(({ bytes }) => bytes > 3000)?.fields.toSorted()).toEqual(['claims', 'company', 'login', 'name'])
  expect(JSON.stringify(await rows(world.workspace.reader, 'SELECT a::VARCHAR AS row FROM ops.answers a'))).not.toContain('secret-of')
})

test.each([
  ['expired', { batchEnd: 'expired' }, 'could not be executed in time'],
  ['cancelled', { batchEnd: 'cancelled' }, 'could not be executed in time'],
  ['partly failed', { batchErrorEvery: 3 }, 'status 500'],
  ['partly unreadable', { batchTornEvery: 4 }, 'without an answer about this person'],
  ['failed', { batchEnd: 'failed' }, 'Enqueued token limit reached'],
] as const)('a batch that is %s keeps what it answered; resuming asks about the rest alone', async (what, options, reason) => {
  await fake.reset(options)
  const people = batchPeople(10, what)
  const { jobId } = await world.startVerify(people, settings())
  const job = await world.finished(jobId)
  expect(job.state).toBe('done')
  expect(job.items.failed).toBeGreaterThan(0)
  expect(job.errors.map(({ cause, example }) => [cause, example.includes(reason)])).toEqual([['rejected', true]])
  const kept = (await verdicts(world.workspace, what)).length
  expect(kept).toBe(10 - job.items.failed)
  await fake.reset({})
  await world.jobs.resume(jobId, {})
  expect(await world.finished(jobId)).toMatchObject({ state: 'done', items: { done: 10, failed: 0 } })
  expect(await fake.statistics()).toMatchObject({ batches: 1, people: 10 - kept, mostAboutOne: 1 })
})

test('faults at every step are tried again, and a creation whose answer was lost is found again', async () => {
  await fake.reset({ faultShare: 0.15, seed: 3, faults: ['torn', 'reset', '500', 'malformed', '429-later'], batchPolls: 3 })
  const job = await world.finished((await world.startVerify(batchPeople(40, 'faulty'), settings())).jobId)
  expect(job.stopReason).toBeNull()
  expect(job).toMatchObject({ state: 'done', items: { done: 40, failed: 0 } })
  expect(await fake.statistics()).toMatchObject({ batches: 4, people: 40, mostAboutOne: 1 })
})

test('402 stops the job before anything is created', async () => {
  await fake.reset({ always: 402 })
  const job = await world.finished((await world.startVerify(batchPeople(5, 'unpaid'), settings())).jobId)
  expect(job).toMatchObject({ state: 'paused', items: { done: 0, failed: 0 } })
  expect(job.stopReason).toContain('no credit is left')
})

test('paused while a batch runs, resuming waits for the same batch', async () => {
  await fake.reset({ batchPolls: 1000 })
  const { jobId } = await world.startVerify(batchPeople(5, 'paused'), settings())
  await expect.poll(async () => (await fake.statistics()).requests.filter((request) => request.startsWith('GET /v1/batches/')).length).toBeGreaterThan(0)
  expect((await world.jobs.pause(jobId)).state).toBe('paused')
  expect(await fake.statistics()).toMatchObject({ batches: 1, people: 0 })
})

test('cancelling takes the batch back; resuming keeps what it had done and asks about the rest', async () => {
  await fake.reset({ batchPolls: 2 })
  const { jobId } = await world.startVerify(batchPeople(6, 'taken back'), settings())
  await expect.poll(async () => (await fake.statistics()).requests.filter((request) => request.startsWith('GET /v1/batches/')).length).toBeGreaterThan(0)
  expect((await world.jobs.cancel(jobId)).state).toBe('cancelled')
  expect((await fake.statistics()).requests.at(-1)).toContain('POST /v1/batches/batch-1/cancel')
  await world.jobs.resume(jobId, {})
  expect(await world.finished(jobId)).toMatchObject({ state: 'done', items: { done: 3, failed: 3 } })
  await world.jobs.resume(jobId, {})
  expect(await world.finished(jobId)).toMatchObject({ state: 'done', items: { done: 6, failed: 0 } })
  expect(await fake.statistics()).toMatchObject({ batches: 2, people: 6, mostAboutOne: 1 })
})

test('a budget that does not allow a batch stops the job before it is created', async () => {
  await fake.reset({})
  const job = await world.finished((await world.startVerify(batchPeople(5, 'dear'), settings({ priceIn: 1e6 }), { moneyLimit: 1 })).jobId)
  expect(job).toMatchObject({ state: 'paused', cost: 0 })
  expect(job.stopReason).toContain('$1')
  expect(await fake.statistics()).toMatchObject({ batches: 0, received: 0 })
})

/** Runs a batch job whose process is killed at a place, if it comes there, and resumes it to its end. */
async function killedAt(point: string, time: number): Promise<{ kills: number; left: unknown }> {
  await fake.reset({ batchPolls: 1 })
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-batch-'))
  try {
    const path = join(folder, 'acme.bandstand')
    const child = fork(join(import.meta.dirname, 'batch-and-die.test-support.ts'), [JSON.stringify({ path, origin: fake.origin, point, time })], { execArgv: ['--import', 'tsx'] })
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
    const resumed = await jobsAt(path, fake.origin)
    await resumed.jobs.resume('job', {})
    const { state, items, cost } = await resumed.finished('job')
    const found = await verdicts(resumed.workspace, 'killed')
    await resumed.close()
    const { batches, people, mostAboutOne } = await fake.statistics()
    return { kills: signal === 'SIGKILL' ? 1 : 0, left: { state, items, cost, found, batches, people, mostAboutOne } }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('killed at any step, a resumed batch job pays for nobody twice and ends like one that was not', async () => {
  const { left: expected } = await killedAt('nowhere', 1)
  expect(expected).toMatchObject({ state: 'done', items: { done: 12, failed: 0 }, batches: 2, people: 12, mostAboutOne: 1 })
  let kills = 0
  // Two batches of four or five requests each: listed, uploaded, created, looked at, read.
  for (const point of faultPoints) {
    for (const time of point === 'sending' || point === 'received' || point === 'journaled' ? [1, 4, 7] : [1]) {
      const { kills: more, left } = await killedAt(point, time)
      kills += more
      expect(left, `killed at ${point} ${time}`).toEqual(expected)
    }
  }
  expect(kills).toBeGreaterThan(8)
}, 240_000)
