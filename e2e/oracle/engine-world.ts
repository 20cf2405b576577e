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
export const exportedScores = (engine: EngineUnderTest, run: Asked): Promise<ScoreRow[]> => exported(engine, { dataset: 'scores', ...run })

export interface LifecycleRow {
  readonly subject_key: string
  readonly lifecycle: string
  readonly outreach: boolean
}

export const exportedLifecycles = (engine: EngineUnderTest, run: Asked): Promise<LifecycleRow[]> =>
  exported(engine, { dataset: 'companies', columns: ['subject_key', 'lifecycle', 'outreach'], ...run })

interface Asked {
  asOf: string
  policy: Policy
}

async function exported<Row>({ call, folder }: EngineUnderTest, query: Input<'grid.export'>): Promise<Row[]> {
  const path = join(folder, `rows-${Date.now()}-${Math.random()}.json`)
  await call('grid.export', { ...query, fileType: 'json', path })
  const written = JSON.parse(await readFile(path, 'utf8')) as Row[] // columns of the dataset
  await rm(path)
  return written
}
