import { afterAll, beforeAll, expect, test } from 'vitest'
import { one, rows } from '../db/query.ts'
import { type FakeProvider, startFake } from '../enrich/fake-process.test-support.ts'
import { isKnown } from '../enrich/fake-answers.test-support.ts'
import { type JobsWorld, jobsWorld, peopleNumbered } from './jobs.test-support.ts'

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

let group = 0
/** People no other test has asked about. */
const someone = (count: number) => peopleNumbered(count, `group${++group}x`)

test('every person is asked about once, and what is found becomes claims', async () => {
  await fake.reset({})
  const people = someone(230)
  const { jobId } = await world.start(people)
  const job = await world.finished(jobId)
  expect(job).toMatchObject({ state: 'done', items: { total: 230, done: 230, failed: 0 }, requests: { sent: 230, reused: 0 }, errors: [] })
  const known = people.filter(({ login }) => isKnown(login ?? '')).length
  expect(job.cost).toBeCloseTo(known * 0.1, 6)
  expect(await fake.statistics()).toMatchObject({ received: 230, people: 230, mostAboutOne: 1 })
  expect(await one(world.workspace.reader, 'SELECT count(*) AS claims, count(DISTINCT login) AS people, count(claimed_at) AS dated, count(import_id) AS imports FROM evidence.claims WHERE job_id = $job', { job: jobId }))
    .toEqual({ claims: known, people: known, dated: known, imports: 0 })
  expect(await one(world.workspace.reader, `SELECT count(*) AS requests, count(DISTINCT request_id) AS ids, sum(cost)::DOUBLE AS cost, min(outcome) AS outcome FROM ops.egress WHERE job_id = $job`, { job: jobId }))
    .toEqual({ requests: 230, ids: 230, cost: job.cost, outcome: 'answered' })
})

test('asking again sends nothing and costs nothing', async () => {
  await fake.reset({})
  const people = someone(40)
  await world.finished((await world.start(people)).jobId)
  const again = await world.finished((await world.start(people)).jobId)
  expect(again).toMatchObject({ state: 'done', requests: { sent: 0, reused: 40 }, cost: 0 })
  expect((await fake.statistics()).received).toBe(40)
})

test('one person named twice in a job is asked about once', async () => {
  await fake.reset({ latency: 20 })
  const people = someone(10)
  expect(await world.finished((await world.start([...people, ...people], { concurrency: 20 })).jobId)).toMatchObject({ state: 'done', requests: { sent: 10, reused: 10 } })
  expect((await fake.statistics()).received).toBe(10)
})

test('faults are tried again until everyone has an answer, and nobody has two', async () => {
  await fake.reset({ faultShare: 0.3, seed: 7 })
  const job = await world.finished((await world.start(someone(300), { concurrency: 32 })).jobId)
  expect(job).toMatchObject({ state: 'done', items: { done: 300, failed: 0 } })
  const { received, people, mostAboutOne } = await fake.statistics()
  expect({ people, mostAboutOne }).toEqual({ people: 300, mostAboutOne: 1 })
  expect(job.requests.sent).toBe(received)
  const outcomes = await rows<{ outcome: string }>(world.workspace.reader, 'SELECT DISTINCT outcome FROM ops.egress WHERE job_id = $job ORDER BY outcome', { job: job.jobId })
  // A malformed answer arrived whole: its request was answered.
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['answered', 'connection', 'rate_limited', 'server_error'])
})

test('what keeps failing is set aside, grouped by cause, and tried again on resuming', async () => {
  await fake.reset({ always: 400 })
  const job = await world.finished((await world.start(someone(12))).jobId)
  expect(job).toMatchObject({ state: 'done', items: { done: 0, failed: 12 }, errors: [{ cause: 'rejected', items: 12 }] })
  expect(job.errors[0]?.example).toContain('answered 400')
  await world.jobs.resume(job.jobId, {})
  expect((await world.finished(job.jobId)).requests.sent).toBe(24)
})

test.each([[402, 'no credit is left'], [401, 'the key is missing or refused']])('%i stops the job, says why, and leaves the rest unasked', async (always, reason) => {
  await fake.reset({ always })
  const job = await world.finished((await world.start(someone(50), { concurrency: 4 })).jobId)
  expect(job).toMatchObject({ state: 'paused', items: { done: 0, failed: 0 } })
  expect(job.stopReason).toContain(reason)
  expect((await fake.statistics()).received).toBeLessThanOrEqual(4)
})

test('a budget of money is never exceeded, and raising it goes on', async () => {
  await fake.reset({ latency: 5 })
  const { jobId } = await world.start(someone(60), { moneyLimit: 1.05, concurrency: 16 })
  const stopped = await world.finished(jobId)
  expect(stopped.state).toBe('paused')
  expect(stopped.stopReason).toContain('$1.05')
  expect(stopped.cost).toBeLessThanOrEqual(1.05)
  expect(stopped.items.done).toBeLessThan(60)
  await world.jobs.resume(jobId, { moneyLimit: 100 })
  expect(await world.finished(jobId)).toMatchObject({ state: 'done', items: { done: 60 }, moneyLimit: 100 })
  expect(await fake.statistics()).toMatchObject({ received: 60, mostAboutOne: 1 })
})

test('a budget of requests counts every attempt', async () => {
  await fake.reset({ always: 500 })
  const job = await world.finished((await world.start(someone(5), { requestLimit: 7, concurrency: 2 })).jobId)
  expect(job).toMatchObject({ state: 'paused', requests: { sent: 7 } })
  expect((await fake.statistics()).received).toBe(7)
})

test('pausing lets what is under way finish; resuming asks only about the rest', async () => {
  await fake.reset({ latency: 30 })
  const { jobId } = await world.start(someone(80), { concurrency: 8 })
  await expect.poll(async () => (await fake.statistics()).received).toBeGreaterThan(10)
  const paused = await world.jobs.pause(jobId)
  expect(paused.state).toBe('paused')
  const { received, answered } = await fake.statistics()
  expect(answered).toBe(received)
  expect(paused.items.done).toBe(received)
  await world.jobs.resume(jobId, {})
  expect((await world.finished(jobId)).state).toBe('done')
  expect((await fake.statistics()).received).toBe(80)
})

test.each([
  ['never begins', { latency: 60_000 }],
  ['begins and never ends', { faultShare: 1, faults: ['hang'] }],
] as const)('cancelling ends what is under way although every answer %s, and keeps what was done', async (_how, options) => {
  await fake.reset(options)
  const { jobId } = await world.start(someone(80), { concurrency: 8 })
  await expect.poll(async () => (await fake.statistics()).received).toBe(8)
  const job = await world.jobs.cancel(jobId)
  expect(job).toMatchObject({ state: 'cancelled', items: { done: 0, failed: 0 } })
  expect(await one(world.workspace.reader, 'SELECT count(*) AS requests, min(outcome) AS outcome, max(outcome) AS other FROM ops.egress WHERE job_id = $job', { job: jobId })).toEqual({ requests: 8, outcome: 'cancelled', other: 'cancelled' })
  expect((await fake.statistics()).received).toBe(8)
})

test('a long Retry-After does not delay a cancellation', async () => {
  await fake.reset({ always: 429 })
  const { jobId } = await world.start(someone(8), { concurrency: 8 })
  await expect.poll(async () => (await fake.statistics()).received).toBeGreaterThan(0)
  expect((await world.jobs.cancel(jobId)).state).toBe('cancelled')
})

test('an advertised limit is kept with hardly a refusal', async () => {
  await fake.reset({ perSecond: 60, advertise: true, latency: 10 })
  expect((await world.finished((await world.start(someone(200), { concurrency: 32 })).jobId)).state).toBe('done')
  const { received, refused } = await fake.statistics()
  expect(received - refused).toBe(200)
  expect(refused).toBeLessThan(40)
}, 60_000)

test('nothing is sent before every host is confirmed', async () => {
  await fake.reset({})
  await expect(world.start(someone(3), { hosts: ['api.example.com'], jobId: 'unconfirmed' })).rejects.toThrow(`Confirm ${fake.host} first`)
  expect((await fake.statistics()).received).toBe(0)
  expect(await rows(world.workspace.reader, 'SELECT * FROM ops.jobs WHERE job_id = $job', { job: 'unconfirmed' })).toEqual([])
})

test('keys reach the provider’s header and nothing that is kept', async () => {
  await fake.reset({})
  await world.finished((await world.start(someone(5))).jobId)
  for (const table of ['ops.jobs', 'ops.job_items', 'ops.answers', 'ops.egress', 'evidence.claims', 'ops.settings']) {
    expect(JSON.stringify(await rows(world.workspace.reader, `SELECT t::VARCHAR AS row FROM ${table} t`))).not.toContain('secret-of')
  }
})

test('a workspace is not closed while the end of a job is still being told', async () => {
  await fake.reset({})
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let reach = (): void => undefined
  const reached = new Promise<void>((resolve) => {
    reach = resolve
  })
  const slow = await jobsWorld(fake.origin, {
    told: () => {
      reach()
      return held
    },
  })
  await slow.start(someone(1))
  await reached
  let isStopped = false
  const stopped = slow.jobs.stopAll().then(() => {
    isStopped = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(isStopped).toBe(false)
  release()
  await stopped
  await slow.close()
})
