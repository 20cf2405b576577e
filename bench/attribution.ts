import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import type { Input, Method, Output } from '../shared/contract.ts'
import { createEngine, type Engine } from '../electron/engine/engine.ts'
import { attributionColumns } from '../electron/engine/resolve/attribution-export.ts'

/**
 * How well people are attributed to accounts, on labelled data that is not part of the project:
 *   npx tsx bench/attribution.ts <folder> [crm.csv …]
 * The folder holds HubSpot company exports (default crm100.csv and crm30.csv), profiles.ndjson, and score.mjs, which knows the truth.
 */
const [folder, ...given] = process.argv.slice(2)
if (folder === undefined) {
  console.error('Name the folder with the labelled data: npx tsx bench/attribution.ts <folder> [crm.csv …]')
  process.exit(2)
}
const data = resolve(folder)
const crms = given.length > 0 ? given : ['crm100.csv', 'crm30.csv']

const call = <M extends Method>(engine: Engine, method: M, input: Input<M>): Promise<Output<M>> =>
  // The engine answers what the contract says it does; its tests hold it to that.
  engine.call(method, input, new AbortController().signal) as Promise<Output<M>>

async function measure(crm: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'bandstand-attribution-'))
  const engine = createEngine({ dataDirectory: directory })
  try {
    await call(engine, 'workspace.create', { path: join(directory, 'bench'), organisation: 'Bench' })
    await call(engine, 'import.run', { path: join(data, crm), format: 'hubspot-companies' })
    await call(engine, 'import.run', { path: join(data, 'profiles.ndjson'), format: 'github-profiles' })
    const start = performance.now()
    const counts = await call(engine, 'resolve.run', {})
    const seconds = (performance.now() - start) / 1000
    const path = join(directory, 'attributions.csv')
    await call(engine, 'grid.export', { dataset: 'attributions', columns: [...attributionColumns], path, fileType: 'csv' })
    const { stdout } = await promisify(execFile)(process.execPath, [join(data, 'score.mjs'), path, '--crm', join(data, crm)])
    console.log(`${crm}: ${stdout.trim()}  resolved in ${seconds.toFixed(1)} s ${JSON.stringify(counts)}`)
  } finally {
    await engine.close()
    await rm(directory, { recursive: true, force: true })
  }
}

for (const crm of crms) await measure(crm)
