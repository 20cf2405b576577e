import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantedTruth } from '../../electron/engine/sample/plan.ts'
import { writeSample, type SampleManifest } from '../../electron/engine/sample/write-sample.ts'
import { expectAgreement } from './agreement.ts'
import { startEngine, type EngineUnderTest } from './engine-world.ts'
import { readWorld } from './recompute.ts'
import type { Role } from './whose.ts'
import { wilson } from './statistics.ts'
import type { World } from './world.ts'

let engine: EngineUnderTest
let manifest: SampleManifest
let world: World
beforeAll(async () => {
  engine = await startEngine()
  manifest = await writeSample(join(engine.folder, 'files'))
  await engine.call('workspace.create', {
    path: join(engine.folder, 'sample'),
    organisation: manifest.organisation,
    ownRepos: [...manifest.ownRepos],
    competitorRepos: [...manifest.competitorRepos],
  })
  for (const { path, format, settings } of manifest.files) await engine.call('import.run', { path, format, settings: { ...settings } })
  const roles = new Map<string, Role>([...manifest.ownRepos.map((repo) => [repo, 'own'] as const), ...manifest.competitorRepos.map((repo) => [repo, 'competitor'] as const)])
  world = readWorld(manifest.files.map((file) => ({ ...file, modifiedAt: 0 })), roles)
})
afterAll(() => engine.close())

test('every figure and score of the sample, and what explains them, equal the recomputation', async () => {
  await expectAgreement({ engine, world, run: { asOf: manifest.asOf, policy: 'reliable' }, explained: 80 })
})

test.each([
  ['2026-07-01', 'all'],
  ['2026-01-01', 'reliable'],
  ['2025-03-01T12:00:00Z', 'reliable'],
  ['2024-06-01', 'all'],
] as const)('as of %s, policy %s, too', async (asOf, policy) => {
  await expectAgreement({ engine, world, run: { asOf, policy }, explained: 12 })
})

test('the product recovers the figures that were planted', async () => {
  const truth = plantedTruth()
  const analysis = await engine.call('analyse.run', { asOf: manifest.asOf, policy: 'reliable' })
  expect(analysis.stages.map(({ stage, accounts, active, bands }) => ({ stage, accounts, active, bands }))).toEqual(truth.stages)
  expect(analysis.excluded).toEqual({ lost: 0, unmapped: truth.unmapped })
  expect(analysis.hidden).toMatchObject(truth.hidden)

  const { coverage, intensity, highAtBottom, hiddenShareAtLeast } = truth.article
  analysis.stages.forEach((stage, index) => {
    expectWithin(coverage[index], wilson(stage.active, stage.accounts))
    expectWithin(intensity[index], wilson(stage.bands.High + stage.bands.Medium, stage.active))
  })
  expectWithin(highAtBottom, analysis.highAtBottom)
  expect(analysis.hidden.share.low).toBeGreaterThan(hiddenShareAtLeast - 0.03)
  expect(analysis.hidden.share.value).toBeGreaterThan(hiddenShareAtLeast)
  expect(analysis.trend.z).toBeGreaterThan(5)
})

test('the default as-of instant is the one the figures were planted for', async () => {
  expect((await engine.call('workspace.status', {}))?.defaultAsOf).toBe('2026-07-01T00:00:00.000Z')
})

test('untidy rows are rejected with a reason, robots are kept, and nothing else is lost', async () => {
  const imports = await engine.call('import.list', {})
  const rejected = Object.fromEntries(imports.filter((one) => one.rows.rejected > 0).map((one) => [one.fileName, one.rows.rejected]))
  expect(rejected).toEqual({ 'hubspot-crm-exports-all-companies-2026-07-01.csv': 3, 'docs-community-web-events.csv': 2 })
  expect(imports.reduce((sum, one) => sum + one.rows.duplicates, 0)).toBeGreaterThan(0)
})

function expectWithin(share: number | undefined, { low, high }: { low: number | null; high: number | null }): void {
  expect(share).toBeGreaterThan(low ?? Infinity)
  expect(share).toBeLessThan(high ?? -Infinity)
}
