import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from '../../../shared/contract.ts'
import { testTerminal, type Ended } from './terminal.test-support.ts'

let folder: string
let cli: (...words: string[]) => Promise<Ended>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-review-'))
  cli = testTerminal(folder)
  await writeFile(join(folder, 'accounts.csv'), 'record_id,name,domain,stage\n1,Alpha,alpha.com,lead\n2,Beta,beta.de,customer\n')
  await writeFile(join(folder, 'events.csv'), 'occurred_at,source,login,email\n2026-06-01,product_usage,ann,ann@alpha.com\n2026-06-02,docs_view,bob,bob@beta.de\n')
  await cli('new', 'acme')
  await cli('import', 'acme', 'accounts.csv', 'events.csv')
})
afterAll(() => rm(folder, { recursive: true }))

test('queues are counted, written, filled in by a colleague, checked and applied', async () => {
  expect(JSON.parse((await cli('review', 'acme', '--json')).out)).toEqual({
    queues: [{ queue: 'uncertain', items: 2 }, { queue: 'disagreements', items: 0 }, { queue: 'unsure', items: 0 }, { queue: 'everything', items: 2 }, { queue: 'blind', items: 0 }],
  })
  expect(await cli('review', 'acme', '--out', 'sheet.csv')).toMatchObject({ code: 0, out: expect.stringContaining('Wrote 2 items') as string })
  const sheet = join(folder, 'sheet.csv')
  const [header = '', first = '', ...rest] = (await readFile(sheet, 'utf8')).split('\r\n')
  const answered = first.split('","').map((cell, at) => (header.replace(/^\uFEFF"/, '').split('","')[at] === 'Your answer' ? 'correct' : cell)).join('","')
  await writeFile(sheet, [header, answered, ...rest].join('\r\n'))
  expect((await cli('review', 'acme', '--apply', 'sheet.csv', '--check')).out).toContain('1 can be recorded, 0 are in conflict')
  const applied = calls['review.apply'].output.parse(JSON.parse((await cli('review', 'acme', '--apply', 'sheet.csv', '--reviewer', 'Mia', '--json')).out))
  expect(applied).toMatchObject({ applied: 1, verdicts: { correct: 1 } })
  expect((await cli('query', 'acme', 'SELECT reviewer, verdict, queue FROM evidence.decisions', '--format', 'csv')).out.trim().split(/\r?\n/)).toEqual(['reviewer,verdict,queue', 'Mia,accept,uncertain'])
  expect((await cli('review', 'acme', '--apply', 'sheet.csv', '--reviewer', 'Mia')).out).toContain('Nothing was recorded')
  // Another's answers to what Mia said the same of are kept as a second opinion.
  expect((await cli('review', 'acme', '--apply', 'sheet.csv', '--reviewer', 'Eve')).out).toContain('Recorded 1')
})

test('wrong use says what to write instead', async () => {
  expect(await cli('review', 'acme', '--out', 'a.csv', '--apply', 'b.csv')).toMatchObject({ code: 2 })
  expect(await cli('review', 'acme', '--out', 'a.doc')).toMatchObject({ code: 2, err: expect.stringContaining('.csv or .xlsx') as string })
  expect(await cli('review', 'acme', '--check')).toMatchObject({ code: 2 })
  expect(await cli('review', 'acme', '--queue', 'blind', '--provider', 'pdl', '--out', 'a.csv')).toMatchObject({ code: 2 })
  expect(await cli('review', 'acme', '--apply', 'accounts.csv')).toMatchObject({ err: expect.stringContaining('no sheet for review') as string })
  expect(await cli('review', 'acme', '--apply', 'gone.csv')).toMatchObject({ err: expect.stringContaining('There is no file') as string })
})
