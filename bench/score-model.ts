import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Handlers } from '../shared/contract.ts'
import type { ScoreModel } from '../shared/score-model.ts'
import { bumpDataVersion, readDataVersion, writeSetting } from '../electron/engine/db/settings.ts'
import { createWorkspace } from '../electron/engine/db/workspace.ts'
import { modelHandlers } from '../electron/engine/models/handlers.ts'
import { productModel } from '../electron/engine/score/model.ts'
import { scoreRun } from '../electron/engine/score/score-run.ts'
import { transaction } from '../electron/engine/db/transaction.ts'
import { fillSignals, scale } from './score-data.ts'

const asOf = '2026-01-01T00:00:00.000Z'
const repetitions = 5

/** What a change of the draft costs at 10,000,000 events, against scoring anew from the events. */
export async function scoreModelBench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-score-model-bench-'))
  const workspace = await createWorkspace(join(folder, 'bench'))
  const signal = new AbortController().signal
  const handlers: Pick<Handlers, 'models.preview' | 'models.compare'> = modelHandlers({ workspace: () => workspace, dataDirectory: folder, report: () => undefined, changed: () => workspace.settle() })
  const product = productModel()
  const changed = (source: string, part: Partial<ScoreModel['sources'][string]>): ScoreModel => {
    const before = product.sources[source]
    if (!before) throw new Error(source)
    return { ...product, sources: { ...product.sources, [source]: { ...before, ...part } } }
  }
  const preview = (model: ScoreModel) => seconds(() => handlers['models.preview']({ model, asOf, policy: 'reliable' }, signal))
  try {
    await fillSignals(workspace.writer, Object.keys(product.sources))
    await bumpDataVersion(workspace.writer)
    await writeSetting(workspace.writer, 'resolved_version', await readDataVersion(workspace.writer))
    console.log(`first preview (a run of the version, sums of every source) ${(await preview(product)).toFixed(2)} s`)
    const [scored, weights, windows, halfLives]: [number[], number[], number[], number[]] = [[], [], [], []]
    for (let repetition = 1; repetition <= repetitions; repetition += 1) {
      scored.push(await seconds(() => transaction(workspace.writer, () => scoreRun(workspace.writer, { asOf, policy: 'reliable', model: changed('repo_star', { weight: repetition + 40 }) }, { dataVersion: 0, signal }))))
      weights.push(await preview(changed('repo_star', { weight: repetition + 2 })))
      windows.push(await preview({ ...product, active_days: 100 + repetition, family_bonus: repetition }))
      halfLives.push(await preview(changed('repo_star', { halfLifeDays: 30 + repetition })))
    }
    console.log(`${scale}; medians`)
    for (const [what, times] of [['scoring from events', scored], ['preview, a weight', weights], ['preview, windows and bonus', windows], ['preview, a half-life', halfLives]] as const) {
      console.log(`${what.padEnd(28)} ${median(times).toFixed(2)} s (${times.map((time) => time.toFixed(2)).join(', ')}), ${(median(times) / median(scored)).toFixed(2)} × scoring`)
    }
    const compare = (model: ScoreModel) => seconds(() => handlers['models.compare'](
      { from: { version: 0, asOf: '2025-10-01' }, to: { model, asOf }, policy: 'reliable', order: 'change', search: '', limit: 100, offset: 0 }, signal,
    ))
    const compared = await compare(changed('repo_star', { weight: 9 }))
    console.log(`comparison of two versions and dates, both runs made, ${compared.toFixed(2)} s, ${(compared / median(scored)).toFixed(2)} × scoring; the next page ${(await compare(changed('repo_star', { weight: 9 }))).toFixed(2)} s`)
  } finally {
    await workspace.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

const median = (values: readonly number[]): number => [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? NaN
