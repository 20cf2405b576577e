import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { targetListCalls, type TargetListName } from '../../../shared/contract-target-lists.ts'
import { testTerminal, type Ended } from './terminal.test-support.ts'

let folder: string
let cli: (...words: string[]) => Promise<Ended>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-list-'))
  cli = testTerminal(folder)
  await writeFile(join(folder, 'accounts.csv'), 'record_id,name,domain,stage\n1,Alpha,alpha.com,lead\n2,Beta,beta.com,opportunity\n3,Gamma,gamma.com,opportunity\n4,Delta,delta.com,opportunity\n5,Epsilon,epsilon.com,lead\n')
  const events = [
    '2026-06-03,product_usage,,ann@alpha.com', '2026-06-03,docs_view,,bob@alpha.com', '2026-06-03,docs_view,beta.com,', '2026-03-05,product_usage,gamma.com,',
    '2026-06-03,product_usage,hidden.com,', '2025-01-01,product_usage,asleep.com,', '2026-06-04,product_usage,later.com,',
    ...['25', '26', '27', '28'].map((day, index) => `2026-05-${day},docs_view,,${index < 2 ? 'eve' : 'fay'}@epsilon.com`),
  ]
  await writeFile(join(folder, 'events.csv'), `occurred_at,source,domain,email\n${events.join('\n')}\n`)
  await cli('new', 'acme', '--organisation', 'Acme')
  await cli('import', 'acme', 'accounts.csv', 'events.csv')
})
afterAll(() => rm(folder, { recursive: true }))

async function list(name: TargetListName) {
  const { code, out, err } = await cli('list', 'acme', name, '--as-of', '2026-06-03', '--json')
  expect(code, err).toBe(0)
  return targetListCalls['targetLists.read'].output.parse(JSON.parse(out))
}

test('missing: active, High or Medium, and no account', async () => {
  const { entries, found } = await list('missing')
  expect(found).toBe(1)
  expect(entries).toMatchObject([{ domain: 'hidden.com', recordId: null, band: 'Medium', score: 10 }])
  expect(entries[0]?.reason).toBe('No account in the CRM; band Medium with 10.0 points from 1 event of 1 person (product), the last on 3 Jun 2026.')
})

test('mid-funnel: open opportunities by their score less the score 90 days before, inactive ones too', async () => {
  const { entries } = await list('mid-funnel')
  expect(entries.map(({ recordId }) => recordId)).toEqual(['2', '4', '3'])
  expect(entries.map(({ change }) => change)).toEqual([1, 0, expect.closeTo(10 * Math.log2(1.5) - 10, 9)])
  expect(entries.map(({ reason }) => reason)).toEqual([
    'An opportunity is open; activity rose by 1.0 points: 0.0 points 90 days ago, 1.0 now.',
    'An opportunity is open; no developer activity now or 90 days ago.',
    'An opportunity is open; activity fell by 4.2 points: 10.0 points 90 days ago, 5.8 now.',
  ])
})

test('champions: who carries the score of an account, never a visitor without a name', async () => {
  const { entries, found } = await list('champions')
  expect(found).toBe(4)
  expect(entries.slice(0, 2).map(({ recordId, person }) => [recordId, person?.label])).toEqual([['1', 'ann@alpha.com'], ['1', 'bob@alpha.com']])
  expect(entries[0]?.person?.points).toBeCloseTo(10 * 1.15, 9)
  expect(entries[1]?.person?.points).toBeCloseTo(1.15, 9)
  expect(entries[0]?.score).toBeCloseTo(11 * 1.15, 9)
})

test('outreach: an account that came into Surge this month, with the sentence of this-week', async () => {
  const { entries } = await list('outreach')
  expect(entries.map(({ recordId, reason }) => [recordId, reason])).toEqual([['5', expect.stringMatching(/^2 people, 4 events in the last 28 days/)]])
})

test('in words, and a list that does not exist', async () => {
  expect((await cli('list', 'acme', 'champions', '--as-of', '2026-06-03')).out).toMatch(/4 champions of accounts\.[^]*ann@alpha\.com/)
  expect((await cli('list', 'acme', 'nobody')).code).toBe(2)
})
