/**
 * Runs the named benchmarks (all but the long ones without a name): `npm run bench -- import score grid`. Each prints ratios measured within this one run,
 * the simulation how often intervals hold the truth.
 */
const benchmarks: Record<string, () => Promise<void>> = {
  import: async () => (await import('./import.ts')).importBench(),
  xlsx: async () => (await import('./workbook.ts')).workbookBench(),
  resolve: async () => (await import('./resolve.ts')).resolveBench(),
  score: async () => (await import('./score.ts')).scoreBench(),
  analyse: async () => (await import('./analyse.ts')).analyseBench(),
  'score-model': async () => (await import('./score-model.ts')).scoreModelBench(),
  jobs: async () => (await import('./jobs.ts')).jobsBench(),
  verify: async () => (await import('./verify.ts')).verifyBench(),
  lifecycle: async () => (await import('./lifecycle.ts')).lifecycleBench(),
  grid: async () => (await import('./grid.ts')).gridBench(),
  simulation: async () => (await import('./simulation.ts')).simulationBench(),
  report: async () => (await import('./report.ts')).reportBench(),
  review: async () => (await import('./review.ts')).reviewBench(),
}
const long: ReadonlySet<string> = new Set(['simulation'])

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(benchmarks, name))
if (unknown.length > 0) {
  console.error(`Unknown benchmark: ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`)
  process.exit(2)
}
for (const [name, benchmark] of Object.entries(benchmarks)) {
  if (asked.length > 0 ? !asked.includes(name) : long.has(name)) continue
  console.log(`\n# ${name}`)
  await benchmark()
}

export {}
