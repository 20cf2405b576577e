import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startFake } from '../electron/engine/enrich/fake-process.test-support.ts'
import { jobsAt, peopleNumbered } from '../electron/engine/jobs/jobs.test-support.ts'

const latency = 200
const concurrency = 64
const people = Number(process.env['BANDSTAND_BENCH_REQUESTS'] ?? 20_000)

const megabytes = () => Math.round(process.memoryUsage().rss / 1e6)

/** Requests at a fixed latency against the least time that concurrency allows, then the same with faults. */
export async function jobsBench(): Promise<void> {
  const fake = await startFake({ latency })
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-bench-'))
  const world = await jobsAt(join(folder, 'acme.bandstand'), fake.origin, { create: true })
  await throughput()
  await withFaults()
  await cancelling()
  const opening = performance.now()
  await world.close()
  await (await jobsAt(join(folder, 'acme.bandstand'), fake.origin)).close()
  console.log(`closing and opening the workspace again: ${((performance.now() - opening) / 1000).toFixed(2)} s`)
  await fake.stop()
  await rm(folder, { recursive: true, force: true })

  async function throughput(): Promise<void> {
    const floor = (people * latency) / concurrency / 1000
    const memory: number[] = []
    const timer = setInterval(() => memory.push(megabytes()), 2000)
    // What any other call would wait for.
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const before = performance.now()
    const { jobId } = await world.start(peopleNumbered(people, 'plain'), { concurrency })
    const job = await world.finished(jobId)
    const seconds = (performance.now() - before) / 1000
    clearInterval(timer)
    delay.disable()
    const half = Math.floor(memory.length / 2)
    console.log(`${people} requests at ${latency} ms, concurrency ${concurrency}: ${seconds.toFixed(1)} s, ${(seconds / floor).toFixed(3)} × the floor of ${floor.toFixed(1)} s; ${job.items.done} done`)
    console.log(`other calls wait ${(delay.percentile(50) / 1e6).toFixed(0)} ms, at p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms, at most ${(delay.max / 1e6).toFixed(0)} ms`)
    console.log(`memory at most ${Math.max(0, ...memory.slice(0, half))} MB in the first half, ${Math.max(0, ...memory.slice(half))} MB in the second`)
  }

  async function withFaults(): Promise<void> {
    await fake.reset({ faultShare: 0.05, seed: 5, latency: 20 })
    const { jobId } = await world.start(peopleNumbered(people, 'faulty'), { concurrency })
    const job = await world.finished(jobId)
    const { received, people: answered, mostAboutOne } = await fake.statistics()
    console.log(`${people} items at 5 % faults: ${job.items.done} done, ${job.items.failed} failed, ${received} requests, ${answered} people answered about, at most ${mostAboutOne} answers about one`)
  }
  async function cancelling(): Promise<void> {
    await fake.reset({ faultShare: 1, faults: ['hang'] })
    const { jobId } = await world.start(peopleNumbered(1000, 'hanging'), { concurrency })
    while ((await fake.statistics()).received < 16) await new Promise((resolve) => setTimeout(resolve, 20))
    const before = performance.now()
    const { state } = await world.jobs.cancel(jobId)
    console.log(`cancelling while every answer hangs: ${state} after ${((performance.now() - before) / 1000).toFixed(2)} s`)
  }
}
