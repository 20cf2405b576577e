import { measures, simulation, type Covered } from '../electron/engine/quality/simulation.test-support.ts'

const runs = 500
const worlds = 5

/** Worlds with planted false positives: how often the intervals of quality and analysis hold the truth. */
export async function simulationBench(): Promise<void> {
  const covered = Object.fromEntries(measures.map((measure) => [measure, { hits: 0, total: 0 }])) as Covered // every measure has its key
  for (let world = 0; world < worlds; world += 1) {
    const simulated = await simulation(`bench ${world}`)
    for (let number = 0; number < runs / worlds; number += 1) {
      await simulated.run(number)
      if (number % 20 === 19) console.error(`world ${world + 1} of ${worlds}, run ${number + 1}`)
    }
    for (const measure of measures) {
      covered[measure].hits += simulated.covered[measure].hits
      covered[measure].total += simulated.covered[measure].total
    }
    await simulated.close()
  }
  const words = { falsePositives: 'false positives, planted rate', realisedFalsePositives: 'false positives, realised share', correctedCoverage: 'corrected coverage', correctedLift: 'corrected lift', coverage: 'uncorrected coverage', lift: 'uncorrected lift' }
  console.log(`${runs} runs, share of 95 % intervals that hold the truth`)
  for (const measure of measures) {
    const { hits, total } = covered[measure]
    console.log(`  ${words[measure].padEnd(32)} ${hits} of ${total} (${((100 * hits) / total).toFixed(1)} %)`)
  }
}
