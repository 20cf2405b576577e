import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { one } from '../db/query.ts'
import { createWorkspace } from '../db/workspace.ts'
import { share } from '../enrich/fake-answers.test-support.ts'
import type { FakeProvider } from '../enrich/fake-process.test-support.ts'
import { jobsAt, lasting, peopleNumbered } from './jobs.test-support.ts'
import type { FaultPoint } from './probe.ts'
import type { DeathPlan } from './run-and-die.test-support.ts'

const people = 120
const concurrency = 8
const jobId = 'job'

export interface Survival {
  tables: Record<string, unknown[]>
  kills: number
  /** Requests the provider received, and rows of the ledger. */
  received: number
  recorded: number
  /** Unique items + kills × concurrency. */
  allowed: number
  /** Times one person was answered about. */
  mostAboutOne: number
}

/** How often each place is passed in one run of `people` items in batches of a hundred. */
const passes: Record<FaultPoint, number> = { sending: people, received: people, journaled: people, committing: 2, committed: 2, finishing: 1 }

async function inFolder<T>(work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-kill-'))
  try {
    const path = join(folder, 'acme.bandstand')
    await (await createWorkspace(path)).close()
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The tables of a run that nothing interrupts. */
export const uninterrupted = (fake: FakeProvider): Promise<Survival['tables']> =>
  inFolder(async (path) => {
    await fake.reset({ latency: 2 })
    const world = await jobsAt(path, fake.origin)
    await world.start(peopleNumbered(people), { jobId, concurrency })
    await world.finished(jobId)
    const tables = await lasting(world.workspace)
    await world.close()
    return tables
  })

/** A job whose process is killed once or, with an odd seed, twice at a place; then resumed to its end. */
export const killedAt = (fake: FakeProvider, point: FaultPoint, seed: number): Promise<Survival> =>
  inFolder(async (path) => {
    await fake.reset({ latency: 2 })
    let kills = 0
    for (let death = 0; death <= seed % 2; death += 1) {
      const time = 1 + Math.floor(share(`${point} ${seed} ${death}`) * passes[point])
      const plan: DeathPlan = { path, origin: fake.origin, jobId, people, concurrency, point, time }
      const child = fork(join(import.meta.dirname, 'run-and-die.test-support.ts'), [JSON.stringify(plan)], { execArgv: ['--import', 'tsx'] })
      const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
      if (signal === 'SIGKILL') kills += 1
    }
    const world = await jobsAt(path, fake.origin)
    await world.jobs.resume(jobId, {})
    await world.finished(jobId)
    const tables = await lasting(world.workspace)
    const { recorded } = await one<{ recorded: number }>(world.workspace.reader, 'SELECT count(*) AS recorded FROM ops.egress')
    await world.close()
    const { received, mostAboutOne } = await fake.statistics()
    return { tables, kills, received, recorded, allowed: people + kills * concurrency, mostAboutOne }
  })
