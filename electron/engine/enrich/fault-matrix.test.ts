import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enrichSettings } from '../../../shared/contract-enrich.ts'
import { llmSettings } from '../../../shared/contract-verify.ts'
import { one } from '../db/query.ts'
import { describedFake, type JobsWorld, jobsWorld, peopleNumbered } from '../jobs/jobs.test-support.ts'
import type { Claim } from '../verify/subject.ts'
import { type FakeProvider, startFake } from './fake-process.test-support.ts'

/** How each thing that is asked starts a job about `count` people, and what one finished item leaves. */
interface Asked {
  start: (world: JobsWorld, origin: string, group: string, count: number) => Promise<string>
  /** Whether an unknown person is answered with 404. */
  mayNotKnow: boolean
  /** People a job, so that one request follows the other. */
  atOnce: number
}

const provider = (name: string): Asked => ({
  mayNotKnow: true,
  atOnce: 4,
  start: async (world, origin, group, count) => {
    const people = peopleNumbered(count, group).map((person) => ({ ...person, name: person.login, company: 'Somewhere' }))
    const settings = enrichSettings.parse({ providers: [name], described: [describedFake(origin)], endpoints: Object.fromEntries(['github', 'pdl', 'apollo', 'hunter'].map((each) => [each, origin])) })
    return (await world.start(people, { settings, concurrency: 1 })).jobId
  },
})

const chat: Asked = {
  mayNotKnow: false,
  atOnce: 1,
  start: async (world, origin, group, count) => {
    const settings = llmSettings.parse({ model: 'fake', endpoint: `${origin}/v1`, key: 'FAKE_KEY', priceIn: 1, priceOut: 2 })
    const inputs = Array.from({ length: count }, (_, index) => {
      const login = `${group}${index}`
      const claim: Claim = { claimKey: login, provider: 'pdl', name: 'Ann', title: null, company: 'Globex', domain: null, profileUrl: null, location: null, email: null, confidence: null, current: true, endedAt: null }
      return { profile: { personKey: `login:${login}`, login, name: 'Ann', emails: [], company: 'Globex', bio: null, location: null, website: null }, claims: [claim], inputKeys: [`input of ${login}`] }
    })
    return (await world.startVerify(inputs, settings)).jobId
  },
}

const asked: Readonly<Record<string, Asked>> = { pdl: provider('pdl'), apollo: provider('apollo'), hunter: provider('hunter'), github: provider('github'), fake: provider('fake'), chat }

describe.each(Object.entries(asked))('%s', (name, { start, mayNotKnow, atOnce }) => {
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

  const people = 4

  test('429 with and without Retry-After, 500, resets, slow, malformed and torn bodies: complete, nothing twice', async () => {
    await fake.reset({ inTurn: true, model: 'honest' })
    for (let done = 0; done < people; done += atOnce) {
      const job = await world.finished(await start(world, fake.origin, `${name}turn${done}`, atOnce))
      expect(job).toMatchObject({ state: 'done', items: { done: atOnce, failed: 0 } })
    }
    const { received, mostAboutOne } = await fake.statistics()
    expect(received).toBeGreaterThan(7)
    expect(mostAboutOne).toBe(1)
  }, 180_000)

  test.runIf(mayNotKnow)('404 is nobody found: no claim, no cost, and not asked again', async () => {
    const group = `${name}nobody`
    await fake.reset({ always: 404 })
    const job = await world.finished(await start(world, fake.origin, group, people))
    expect(job).toMatchObject({ state: 'done', items: { done: people, failed: 0 }, cost: 0 })
    expect(await one(world.workspace.reader, 'SELECT count(*) AS claims FROM evidence.claims WHERE job_id = $job', { job: job.jobId })).toEqual({ claims: 0 })
    const before = (await fake.statistics()).received
    await world.finished(await start(world, fake.origin, group, people))
    expect((await fake.statistics()).received).toBe(before)
  }, 60_000)

  test('402 stops the job and says that no credit is left; what is paid then goes on', async () => {
    await fake.reset({ always: 402, model: 'honest' })
    const stopped = await world.finished(await start(world, fake.origin, `${name}credit`, people))
    expect(stopped).toMatchObject({ state: 'paused', items: { done: 0, failed: 0 } })
    expect(stopped.stopReason).toContain('no credit is left')
    await fake.reset({ model: 'honest' })
    await world.jobs.resume(stopped.jobId, {})
    expect(await world.finished(stopped.jobId)).toMatchObject({ state: 'done', items: { done: people, failed: 0 } })
  }, 60_000)
})
