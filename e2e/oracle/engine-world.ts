import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Input, Method, Output } from '../../shared/contract.ts'
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import type { Policy } from './score.ts'

export type Call = <M extends Method>(method: M, input: Input<M>) => Promise<Output<M>>

/** The product's engine in this process, called through its endpoint; gone with its files afterwards. */
export interface EngineUnderTest {
  readonly call: Call
  readonly folder: string
  close(): Promise<void>
}

export async function startEngine(): Promise<EngineUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-oracle-'))
  const engine: Engine = createEngine({ dataDirectory: join(folder, 'data') })
  const { signal } = new AbortController()
  return {
    folder,
    // The engine answers by the contract; the contract suite proves it.
    call: (method, input) => engine.call(method, input, signal) as Promise<Output<typeof method>>,
    close: async () => {
      await engine.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface ScoreRow {
  readonly subject_key: string
  readonly score: number
  readonly band: string
  readonly active: boolean
}

/** Every subject of a run, as the product exports it. */
export async function exportedScores({ call, folder }: EngineUnderTest, run: { asOf: string; policy: Policy }): Promise<ScoreRow[]> {
  const path = join(folder, `scores-${Date.now()}-${Math.random()}.json`)
  await call('grid.export', { dataset: 'scores', ...run, fileType: 'json', path })
  const written = JSON.parse(await readFile(path, 'utf8')) as ScoreRow[] // columns of the dataset
  await rm(path)
  return written
}
