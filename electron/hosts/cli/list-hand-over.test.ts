import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { targetListCalls } from '../../../shared/contract-target-lists.ts'
import { testTerminal, type Ended } from './terminal.test-support.ts'

let folder: string
let cli: (...words: string[]) => Promise<Ended>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-list-out-'))
  cli = testTerminal(folder)
  const accounts = ['1,Alpha,alpha.com,lead,Software', '2,Beta,beta.com,opportunity,Banking', '3,Gamma,gamma.com,opportunity,', '4,Delta,delta.com,opportunity,Software']
  await writeFile(join(folder, 'accounts.csv'), `record_id,name,domain,stage,industry\n${accounts.join('\n')}\n`)
  await writeFile(join(folder, 'contacts.csv'), 'record_id,full name,email,job title,company\n11,Ann Dev,ann@alpha.com,Software Engineer,Alpha\n12,Bob Boss,bob@alpha.com,CTO,Alpha\n')
  const events = ['2026-06-03,product_usage,,ann@alpha.com', '2026-06-03,docs_view,,bob@alpha.com', '2026-06-03,docs_view,beta.com,', '2026-03-05,product_usage,gamma.com,', '2026-06-03,product_usage,hidden.com,', '2026-06-03,docs_edit,fading.com,']
  await writeFile(join(folder, 'events.csv'), `occurred_at,source,domain,email\n${events.join('\n')}\n`)
  await cli('new', 'acme', '--organisation', 'Acme')
  await cli('import', 'acme', 'accounts.csv', 'contacts.csv', 'events.csv')
})
afterAll(() => rm(folder, { recursive: true }))

async function printed(...words: string[]): Promise<unknown> {
  const { code, out, err } = await cli('list', 'acme', ...words, '--json')
  expect(code, err).toBe(0)
  return JSON.parse(out)
}
const read = async (...words: string[]) => targetListCalls['targetLists.read'].output.parse(await printed(...words, '--as-of', '2026-06-03'))

test('a filter keeps what nobody knows and says how many; --known-only leaves it out', async () => {
  const kept = await read('mid-funnel', '--filter', 'industry=Software')
  expect(kept.entries.map(({ recordId }) => recordId)).toEqual(['4', '3'])
  expect(kept.unknown).toEqual([{ column: 'industry', subjects: 1 }])
  const known = await read('mid-funnel', '--filter', 'industry=Software', '--known-only')
  expect(known.entries.map(({ recordId }) => recordId)).toEqual(['4'])
  expect((await cli('list', 'acme', 'mid-funnel', '--filter', 'industry=Software')).out).toContain('1 are kept although their industry is not known')
})

test('a file for sales holds no champion of the user database, the one for marketing does; both are in the log', async () => {
  const sales = await cli('list', 'acme', 'champions', '--as-of', '2026-06-03', '--out', 'sales.csv', '--audience', 'sales')
  expect(sales.out).toMatch(/1 row\..*1 row is held back/)
  const text = await readFile(join(folder, 'sales.csv'), 'utf8')
  expect(text).toContain('bob@alpha.com')
  expect(text).not.toMatch(/ann/i)
  expect((await cli('list', 'acme', 'champions', '--as-of', '2026-06-03', '--out', 'all.json', '--audience', 'marketing')).code).toBe(0)
  const everybody = JSON.parse(await readFile(join(folder, 'all.json'), 'utf8')) as Record<string, unknown>[]
  expect(everybody.map((row) => [row['Place'], row['Email'], row['Points of the score']])).toEqual([[1, 'ann@alpha.com', 11.5], [2, 'bob@alpha.com', 1.2]])
  expect((await cli('exports', 'acme')).out).toMatch(/list-champions +marketing[^]*list-champions +sales/)
  expect((await cli('list', 'acme', 'champions', '--out', 'x.csv', '--audience', 'sales', '--check')).out).toMatch(/^It would hold/)
})

test('every format of a list has the entries that are read, in their order', async () => {
  const { entries } = await read('missing')
  for (const format of ['csv', 'tsv', 'xlsx', 'json']) expect((await cli('list', 'acme', 'missing', '--as-of', '2026-06-03', '--out', `missing.${format}`, '--audience', 'sales')).out).toContain('2 rows')
  const rows = JSON.parse(await readFile(join(folder, 'missing.json'), 'utf8')) as Record<string, unknown>[]
  expect(rows.map((row) => [row['Account or company'], row['Domain'], row['Band'], row['Score'], row['Why']])).toEqual(entries.map(({ name, domain, band, score, reason }) => [name, domain, band, score, reason]))
})

test('a snapshot stays as it was whatever is imported later; changes are told against it', async () => {
  const before = await read('missing')
  expect(before.entries.map(({ domain }) => domain)).toEqual(['hidden.com', 'fading.com'])
  expect((await cli('list', 'acme', 'missing', '--as-of', '2026-06-03', '--freeze', 'June')).out).toContain('Kept 2 rows')
  const again = await cli('list', 'acme', 'missing', '--freeze', 'June')
  expect([again.code, again.err]).toEqual([2, expect.stringContaining('never made again')])
  expect(targetListCalls['targetLists.changes'].output.parse(await printed('missing', '--changes', '--as-of', '2026-06-03'))).toMatchObject({ added: [], gone: [], moved: [], unchanged: 2 })
  await writeFile(join(folder, 'more.csv'), 'occurred_at,source,domain,email\n2026-06-02,product_usage,new.com,\n2026-06-02,product_usage,hidden.com,\n')
  await writeFile(join(folder, 'won.csv'), 'record_id,name,domain,stage\n9,Fading,fading.com,lead\n')
  await cli('import', 'acme', 'more.csv', 'won.csv')
  const found = targetListCalls['targetLists.changes'].output.parse(await printed('missing', '--changes', 'June', '--as-of', '2026-06-03'))
  expect(found.sameModel).toBe(true)
  expect(found.added.map(({ domain, place }) => [domain, place])).toEqual([['new.com', 2]])
  expect(found.gone.map(({ domain, place, reason }) => [domain, place, reason])).toEqual([['fading.com', 2, before.entries[1]?.reason]])
  expect(found.moved.map(({ domain, before: was }) => [domain, was])).toEqual([['hidden.com', { place: 1, band: before.entries[0]?.band, score: 10 }]])
  expect(found.moved[0]?.score).toBeGreaterThan(10)
  const frozen = targetListCalls['targetLists.read'].output.parse(await printed('missing', '--snapshot', 'June'))
  expect(frozen.entries).toEqual(before.entries)
  expect(frozen.snapshot).toMatchObject({ name: 'June', asOf: '2026-06-03T00:00:00.000Z', entries: 2 })
  expect((await cli('list', 'acme', 'missing', '--changes')).out).toMatch(/1 added, 1 gone, 1 moved, 0 unchanged/)
  expect((await cli('list', 'acme', 'missing', '--snapshots')).out).toMatch(/June +2026-06-03/)
})

test('a snapshot of champions comes back with its people and their filter', async () => {
  await cli('list', 'acme', 'champions', '--as-of', '2026-06-03', '--filter', 'industry=Software', '--known-only', '--freeze', 'Engineers')
  const frozen = targetListCalls['targetLists.read'].output.parse(await printed('champions', '--snapshot', 'Engineers'))
  expect(frozen.entries).toEqual((await read('champions', '--filter', 'industry=Software', '--known-only')).entries)
  expect(frozen.entries.map(({ person }) => [person?.label, person?.persona])).toEqual([['ann@alpha.com', 'developer'], ['bob@alpha.com', 'buyer']])
  expect(frozen.filter).toEqual([{ column: 'industry', operator: 'equals', values: ['Software'] }])
})

test.each([
  [['--out', 'x.csv'], 'Say whom the file is for'],
  [['--audience', 'sales'], 'give --out too'],
  [['--freeze', 'a', '--changes'], 'one at a time'],
  [['--snapshot', 'a', '--filter', 'industry=x'], 'has its own filter'],
  [['--snapshot', 'a', '--freeze', 'b'], '--snapshot goes with'],
])('%j is wrong use', async (words, message) => {
  const { code, err } = await cli('list', 'acme', 'missing', ...words)
  expect([code, err]).toEqual([2, expect.stringContaining(message)])
})

test('a snapshot that is not there is said so, with those that are', async () => {
  expect((await cli('list', 'acme', 'outreach', '--changes')).err).toContain('No snapshot of the list “outreach”')
  expect((await cli('list', 'acme', 'missing', '--snapshot', 'July')).err).toContain('there are “June”')
})
