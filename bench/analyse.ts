import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Policy } from '../shared/model.ts'
import { productModel } from '../electron/engine/score/model.ts'
import { analyseHandlers } from '../electron/engine/analyse/handlers.ts'
import { beforeEntryHandlers } from '../electron/engine/before-entry/handlers.ts'
import { createWorkspace } from '../electron/engine/db/workspace.ts'
import type { Segment } from '../shared/segment.ts'
import { fillExplore } from './explore-data.ts'
import { scale } from './score-data.ts'

const request = { asOf: '2026-01-01T00:00:00.000Z', policy: 'reliable' satisfies Policy } as const
const repetitions = 7
const segments: readonly (readonly [string, Segment])[] = [
  ['none', []],
  ['industry', [{ column: 'industry', operator: 'in', values: ['Software', 'Retail'], orBlank: true }]],
  ['country, employees', [{ column: 'country', operator: 'in', values: ['DE'], orBlank: true }, { column: 'employees', operator: 'atLeast', values: [200], orBlank: true }]],
  ['technologies', [{ column: 'technologies', operator: 'contains', values: ['kafka'], orBlank: false }]],
]

/** What each part of Explore costs after a change of the filter at 10,000,000 events, beside one plain scan of the scores. */
export async function analyseBench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-analyse-bench-'))
  const workspace = await createWorkspace(join(folder, 'bench'))
  const signal = new AbortController().signal
  const session = { workspace: () => workspace, dataDirectory: folder, report: () => undefined, changed: () => workspace.settle() }
  const handlers = { ...analyseHandlers(session), ...beforeEntryHandlers(session) }
  const parts: Record<string, (filter: Segment) => Promise<unknown>> = {
    figures: (filter) => handlers['analyse.run']({ ...request, filter, corrected: false }, signal),
    signals: (filter) => handlers['analyse.signals']({ ...request, filter }, signal),
    overlap: (filter) => handlers['analyse.overlap']({ ...request, filter }, signal),
    'before entry': (filter) => handlers['analyse.beforeEntry']({ ...request, filter, seed: '1', sets: false }, signal),
    'twelve months': (filter) => handlers['analyse.trend']({ ...request, filter, every: 'month', periods: 12 }, signal),
    corrected: (filter) => handlers['analyse.corrected']({ ...request, filter }, signal),
  }
  try {
    await fillExplore(workspace.writer, Object.keys(productModel().sources))
    console.log(scale)
    const scan = await median(() => workspace.reader.run('SELECT band, count(*), sum(score) FROM result.scores GROUP BY band'))
    for (const [part, work] of Object.entries(parts)) {
      console.log(`${part}, first ${(await milliseconds(() => work([]))).toFixed(0)} ms`)
      for (const [name, filter] of segments) {
        const took = await median(() => work(filter))
        console.log(`  filter ${name.padEnd(20)} ${took.toFixed(0)} ms, ${(took / scan).toFixed(0)} × a scan of the scores`)
      }
    }
  } finally {
    await workspace.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let repetition = 0; repetition < repetitions; repetition += 1) times.push(await milliseconds(work))
  return times.sort((left, right) => left - right)[Math.floor(repetitions / 2)] ?? Number.NaN
}
