import { jobsAt, peopleNumbered } from './jobs.test-support.ts'
import type { FaultPoint } from './probe.ts'

export interface DeathPlan {
  path: string
  origin: string
  jobId: string
  people: number
  concurrency: number
  /** Killed when it comes to this place for this time. */
  point: FaultPoint
  time: number
}

/** Starts or resumes a job and is killed on the way, as by `kill -9`. */
const { path, origin, jobId, people, concurrency, point, time } = JSON.parse(process.argv[2] ?? '') as DeathPlan
let times = 0
const world = await jobsAt(path, origin, {
  probe: (here) => {
    if (here === point && ++times === time) process.kill(process.pid, 'SIGKILL')
  },
})
if ((await world.jobs.list()).length === 0) await world.start(peopleNumbered(people), { jobId, concurrency })
else await world.jobs.resume(jobId, {})
await world.finished(jobId)
await world.close()
