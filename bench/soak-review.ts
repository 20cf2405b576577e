import { killedSession } from '../electron/engine/review/kill.test-support.ts'

const sessions = 20
const steps = 1000

/** Kills sessions of 1,000 decisions at random moments; returns how much was wrong afterwards. */
export async function soakReview(): Promise<number> {
  let wrong = 0
  let [acknowledged, kept, undone] = [0, 0, 0]
  for (let seed = 1; seed <= sessions; seed += 1) {
    const survival = await killedSession(seed, steps)
    for (const problem of survival.problems) console.error(`review session ${seed}: ${problem}`)
    wrong += survival.problems.length
    acknowledged += survival.acknowledged
    kept += survival.kept
    undone += survival.undone
  }
  console.log(`review: ${sessions} sessions killed, ${acknowledged} decisions and undos acknowledged, ${kept} kept, ${undone} taken back afterwards, ${wrong} problems`)
  return wrong
}
