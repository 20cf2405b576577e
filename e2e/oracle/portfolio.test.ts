import fc from 'fast-check'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences } from './agreement.ts'
import { type EngineUnderTest, startEngine } from './engine-world.ts'
import { middle, pooledLift } from './portfolio.ts'
import { competitorRepo, ownRepo, smallWorld, type SmallWorld } from './random-worlds.ts'
import { measure, readWorld } from './recompute.ts'
import type { Role } from './whose.ts'
import { writeWorld } from './world-files.ts'

const roles = new Map<string, Role>([[ownRepo, 'own'], [competitorRepo, 'competitor']])
const asOf = '2026-01-01'

let engine: EngineUnderTest
let made = 0
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.close())

/** Writes and imports a world; answers where its workspace is and what it measures. */
async function organisation(folder: string, small: SmallWorld, name: string) {
  await mkdir(join(folder, name))
  const files = writeWorld(join(folder, name), small)
  const { path } = await engine.call('workspace.create', { path: join(folder, name, 'world'), organisation: name, ownRepos: [ownRepo], competitorRepos: [competitorRepo] })
  for (const { path: file, format, settings } of files) await engine.call('import.run', { path: file, format, settings: { ...settings } })
  await engine.call('workspace.close', {})
  return { name, path, ...measure(readWorld(files, roles), { asOf, policy: 'all' }).analysis }
}

test('random portfolios: every pooled lift and median equals the recomputation', { timeout: 900_000 }, async () => {
  const pooledOver: number[] = []
  const agrees = async (worlds: readonly SmallWorld[]) => {
    made += 1
    const folder = join(engine.folder, `portfolio-${made}`)
    await mkdir(folder)
    const organisations: Awaited<ReturnType<typeof organisation>>[] = []
    for (const [index, small] of worlds.entries()) organisations.push(await organisation(folder, small, `organisation ${index}`))
    const product = await engine.call('portfolio.run', { paths: organisations.map(({ path }) => path), asOf, policy: 'all' })
    const stages = organisations[0]?.stages.map(({ stage }, index) => {
      const at = organisations.map((each) => each.stages.find((one) => one.stage === stage))
      const pooled = index === 0 ? null : pooledLift(organisations, stage)
      pooledOver.push(pooled?.organisations ?? 0)
      return {
        stage, pooled,
        medians: { coverage: middle(at.map((each) => each?.coverage.value)), intensity: middle(at.map((each) => each?.intensity.value)), ...(index === 0 ? {} : { lift: middle(at.map((each) => each?.lift.value)) }) },
      }
    })
    const expected = {
      organisations: organisations.map(({ name, path, stages: own, hidden, highAtBottom: { value, low, high } }) => ({
        name, path, accounts: own.reduce((sum, { accounts }) => sum + accounts, 0), hiddenShare: hidden.share, hiddenMultiple: hidden.multiple, highAtBottom: { value, low, high },
      })),
      stages,
      medians: { hiddenShare: middle(organisations.map(({ hidden }) => hidden.share.value)), hiddenMultiple: middle(organisations.map(({ hidden }) => hidden.multiple)), highAtBottom: middle(organisations.map(({ highAtBottom }) => highAtBottom.value)) },
    }
    expect(differences(expected, product, 'portfolio')).toEqual([])
    for (const { pooled, organisations: with_, excluded } of product.stages.slice(1)) {
      expect(with_.length + excluded.length).toBe(organisations.length)
      expect(with_.length).toBe(pooled?.organisations ?? 0)
      if (pooled) expect(with_.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
    }
    await rm(folder, { recursive: true, force: true })
  }
  await fc.assert(fc.asyncProperty(fc.array(smallWorld, { minLength: 1, maxLength: 4 }), agrees), { numRuns: 6, seed: 19860901, endOnFailure: true })
  // The worlds reach every case: nothing to pool, one organisation, several.
  expect(new Set(pooledOver).has(0)).toBe(true)
  expect(new Set(pooledOver).has(1)).toBe(true)
  expect(Math.max(...pooledOver)).toBeGreaterThan(1)
})
