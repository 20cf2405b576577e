import { jobsAt } from '../jobs/jobs.test-support.ts'
import { batchPeople, batchSettings } from './llm-batch.test-support.ts'

/** Runs a batch job and is killed when it comes to a place for a time, as by `kill -9`. */
const { path, origin, point, time } = JSON.parse(process.argv[2] ?? '') as { path: string; origin: string; point: string; time: number }
let times = 0
const world = await jobsAt(path, origin, {
  create: true,
  probe: (here) => {
    if (here === point && ++times === time) process.kill(process.pid, 'SIGKILL')
  },
})
await world.startVerify(batchPeople(12, 'killed'), batchSettings(origin), { jobId: 'job' })
await world.finished('job')
await world.close()
