import fc from 'fast-check'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { expectAgreement } from './agreement.ts'
import { startEngine, type EngineUnderTest } from './engine-world.ts'
import { competitorPackage, competitorRepo, ecosystemSite, ownRepo, smallWorld, type SmallWorld } from './random-worlds.ts'
import { readWorld } from './recompute.ts'
import type { Role } from './whose.ts'
import { writeWorld } from './world-files.ts'

const roles = new Map<string, Role>([[ownRepo, 'own'], [competitorRepo, 'competitor'], [competitorPackage, 'competitor'], [ecosystemSite, 'ecosystem']])

/** All of them by `npm run soak`; a quarter, always the same, in every run of the tests. */
const share = process.env['BANDSTAND_SOAK'] === undefined ? 0.25 : 1

/** Writes, imports and measures random worlds; a failure prints the seed and the path that repeat it. */
export function testWorlds({ worlds: all, seed }: { worlds: number; seed: number }): void {
  const worlds = Math.ceil(all * share)
  let engine: EngineUnderTest
  let made = 0
  beforeAll(async () => {
    engine = await startEngine()
  })
  afterAll(() => engine.close())

  const agrees = async (small: SmallWorld): Promise<void> => {
    made += 1
    const folder = join(engine.folder, `world-${made}`)
    await mkdir(folder)
    const files = writeWorld(folder, small)
    await engine.call('workspace.create', { path: join(folder, 'world'), ownRepos: [ownRepo], competitorRepos: [competitorRepo] })
    await engine.call('targets.mark', { kind: 'package', name: competitorPackage, role: 'competitor' })
    await engine.call('targets.mark', { kind: 'site', name: ecosystemSite, role: 'ecosystem' })
    for (const { path, format, settings } of files) await engine.call('import.run', { path, format, settings: { ...settings } })
    const world = readWorld(files, roles)
    for (const run of small.runs) await expectAgreement({ engine, world, run, explained: made % 10 === 0 ? Infinity : 1 })
    await engine.call('workspace.close', {})
    await rm(folder, { recursive: true, force: true })
  }

  test(`${worlds} random small worlds: every score, figure and contribution equals the recomputation`, { timeout: 900_000 }, async () => {
    await fc.assert(fc.asyncProperty(smallWorld, agrees), { numRuns: worlds, seed, endOnFailure: true })
  })
}
