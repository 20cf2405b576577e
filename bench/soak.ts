import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { isDeepStrictEqual } from 'node:util'
import { startFake } from '../electron/engine/enrich/fake-process.test-support.ts'
import { killedAt, uninterrupted } from '../electron/engine/jobs/kill.test-support.ts'
import { faultPoints } from '../electron/engine/jobs/probe.ts'
import { soakReview } from './soak-review.ts'

/**
 * `npm run soak [-- seeds]`: kills a job at every place with every seed, resumes it, and compares with a run that nothing interrupted; then kills sessions of
 * decisions; then recomputes all random worlds. `npm run soak -- 0` leaves the jobs out.
 */
const seeds = Number(process.argv[2] ?? 30)
const fake = await startFake()
const expected = await uninterrupted(fake)
let wrong = 0
for (const point of faultPoints) {
  let [kills, received, allowed] = [0, 0, 0]
  for (let seed = 0; seed < seeds; seed += 1) {
    const survival = await killedAt(fake, point, seed)
    kills += survival.kills
    received += survival.received
    allowed += survival.allowed
    const problems = [
      ...(isDeepStrictEqual(survival.tables, expected) ? [] : ['the tables differ']),
      ...(survival.received <= survival.allowed ? [] : [`${survival.received} requests, ${survival.allowed} allowed`]),
      ...(survival.recorded >= survival.received ? [] : [`${survival.received} requests, ${survival.recorded} in the ledger`]),
    ]
    for (const problem of problems) console.error(`${point}, seed ${seed}: ${problem}`)
    wrong += problems.length
  }
  console.log(`${point}: ${seeds} seeds, ${kills} kills, ${received} requests of ${allowed} allowed`)
}
await fake.stop()
wrong += await soakReview()
wrong += await allWorlds()
process.exit(wrong > 0 ? 1 : 0)

/** The independent recomputation over every random world; 1 where it disagrees. */
async function allWorlds(): Promise<number> {
  const worlds = spawn('npx', ['vitest', 'run', 'e2e/oracle'], { stdio: 'inherit', env: { ...process.env, BANDSTAND_SOAK: '1' } })
  const [code] = (await once(worlds, 'exit')) as [number | null]
  return code === 0 ? 0 : 1
}
