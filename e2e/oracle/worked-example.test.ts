import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEngine, type EngineUnderTest } from './engine-world.ts'
import { measure, readWorld } from './recompute.ts'
import type { OracleFile } from './records.ts'

// Section 3 of the method: star 120 days earlier and product use at T by one person, a fork 180 days earlier by another.
const asOf = '2026-01-01'
const ago = (days: number): string => new Date(Date.parse(asOf) - days * 86_400_000).toISOString()
const ada = { login: 'ada--one', id: 9_000_000_001, type: 'User' }
const bruno = { login: 'bruno--two', id: 9_000_000_002, type: 'User' }
const contents = [
  ['accounts.csv', 'accounts', {}, 'record_id,name,domain,stage\n1,Korvane,korvane.com,customer\n'],
  ['profiles.json', 'github-profiles', {}, JSON.stringify([{ ...ada, email: 'ada@korvane.com', company: null, bio: null }, { ...bruno, email: null, company: '@korvane', bio: null }])],
  ['stars.json', 'github-stargazers', { repo: 'korvane--lab/kit' }, JSON.stringify([{ starred_at: ago(120), user: ada }])],
  ['forks.json', 'github-forks', { repo: 'korvane--lab/kit' }, JSON.stringify([{ full_name: 'bruno--two/kit', fork: true, owner: bruno, created_at: ago(180) }])],
  ['events.csv', 'events', {}, `occurred_at,source,email\n${ago(0)},product_usage,ada@korvane.com\n`],
] as const

let engine: EngineUnderTest
const files: OracleFile[] = []
beforeAll(async () => {
  engine = await startEngine()
  await engine.call('workspace.create', { path: join(engine.folder, 'example'), ownRepos: ['korvane--lab/kit'] })
  for (const [name, format, settings, content] of contents) {
    const path = join(engine.folder, name)
    await writeFile(path, content)
    await engine.call('import.run', { path, format, settings })
    files.push({ path, format, settings, modifiedAt: 0 })
  }
})
afterAll(() => engine.close())

test('the worked example of the method scores 15.536241 in the product', async () => {
  const { score, band, families, contributions } = await engine.call('explain.subject', { subject: '1', asOf })
  expect(score).toBeCloseTo(15.536241, 6)
  expect(band).toBe('High')
  expect([...families].sort()).toEqual(['own_oss', 'product'])
  expect(contributions.map(({ person, source, points }) => [person, source, Number((points / 1.15).toFixed(6))])).toEqual([
    ['github:9000000001', 'product_usage', 10],
    ['github:9000000002', 'repo_fork', 2.33985],
    ['github:9000000001', 'repo_star', 1.169925],
  ])
})

test('and in the recomputation', () => {
  const { subjects } = measure(readWorld(files, new Map([['korvane--lab/kit', 'own']])), { asOf, policy: 'reliable' })
  expect(subjects.map(({ key, score }) => [key, Number(score.toFixed(6))])).toEqual([['account:1', 15.536241]])
})
