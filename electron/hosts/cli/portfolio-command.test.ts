import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portfolio } from '../../../shared/contract-portfolio.ts'
import { beforeEntry } from '../../../shared/contract-before-entry.ts'
import { signalComparison } from '../../../shared/contract-signals.ts'
import { testTerminal, type Ended } from './terminal.test-support.ts'

let folder: string
let cli: (...words: string[]) => Promise<Ended>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-portfolio-'))
  cli = testTerminal(folder)
  await writeFile(join(folder, 'accounts.csv'), `record_id,name,domain,stage\n${['alpha', 'beta', 'gamma', 'delta'].map((name, index) => `${index},${name},${name}.com,${index < 2 ? 'lead' : 'customer'}\n`).join('')}`)
  await writeFile(join(folder, 'events.csv'), 'occurred_at,source,domain\n2026-06-01,product_usage,alpha.com\n2026-06-02,docs_view,gamma.com\n2026-06-02,docs_view,delta.com\n')
  for (const name of ['acme', 'bolt']) {
    await cli('new', name, '--organisation', name.toUpperCase())
    await cli('import', name, 'accounts.csv', 'events.csv')
  }
  await cli('new', 'empty', '--organisation', 'Empty')
})
afterAll(() => rm(folder, { recursive: true }))

test('organisations side by side, their pooled lift, and who is excluded', async () => {
  const { code, out } = await cli('portfolio', 'acme', 'bolt', 'empty')
  expect(code).toBe(0)
  expect(out).toMatch(/^3 organisations, policy reliable/)
  expect(out).toMatch(/ACME +2026-06-03 +4 +3/)
  expect(out).toMatch(/Pooled .*τ² = 0\.0000, I² = 0%/)
  expect(out).toContain('Excluded: Empty has no account in the stage Customer')
  expect(out).toContain('* 0.5 was added')
})

test('as JSON, pseudonymous, at one instant for all', async () => {
  const { out } = await cli('portfolio', 'acme', 'bolt', '--pseudonymous', '--as-of', '2026-07-01', '--json')
  expect(portfolio.parse(JSON.parse(out)).organisations).toMatchObject([{ name: 'Organisation A', path: null, asOf: '2026-07-01T00:00:00.000Z' }, { name: 'Organisation B' }])
  expect(out).not.toMatch(/acme|bolt/i)
})

test('signals one at a time, in words and as JSON', async () => {
  const { out } = await cli('compare-signals', 'acme', '--json')
  const { sources } = signalComparison.parse(JSON.parse(out))
  expect(sources.find(({ name }) => name === 'docs_view')?.stages).toMatchObject([{ stage: 'lead', active: 0 }, { active: 0 }, { stage: 'customer', active: 2 }])
  expect((await cli('compare-signals', 'acme')).out).toMatch(/docs_view +0 +0 +2 .*\n[\s\S]*Family[\s\S]*adjusted p \(Holm\)/)
})

test('what came before entry, in words and as JSON; few cases say nothing', async () => {
  const { stages } = beforeEntry.parse(JSON.parse((await cli('before-entry', 'acme', '--sets', '--json')).out))
  expect(stages.map(({ stage, figures }) => [stage, figures])).toEqual([['opportunity', null], ['customer', null]])
  expect((await cli('before-entry', 'acme', '--seed', 'x')).out).toMatch(/seed x[\s\S]*Customer +0[\s\S]*fewer than 20 say nothing[\s\S]*need not be the cause/)
})

test('wrong use ends with 2, a missing workspace with its path', async () => {
  expect(await cli('portfolio', 'acme', './acme')).toMatchObject({ code: 2, err: expect.stringContaining('named twice') as string })
  expect(await cli('portfolio', 'acme', 'nowhere')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('nowhere.bandstand') as string })
})
