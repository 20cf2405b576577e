import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import readExcelFile from 'read-excel-file/node'
import writeExcelFile from 'write-excel-file/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { calls, type Input } from '../../../../shared/contract.ts'
import { rows } from '../../db/query.ts'
import { delimitedText } from '../../delimited-text.ts'
import { resolveWorld } from '../../resolve/world.test-support.ts'
import { type Reviewed, reviewedRows, reviewedWorld, signal } from '../queue.test-support.ts'
import { sheetHandlers } from './handlers.ts'

let world: Reviewed
let sheets: ReturnType<typeof sheetHandlers>
beforeEach(async () => {
  world = await reviewedWorld()
  sheets = sheetHandlers(world.session)
})
afterEach(() => world.remove())

const pathOf = (name: string) => join(world.workspace.scratch, name)
const send = async (name: string, input: Partial<Input<'review.export'>> = {}) => sheets['review.export'](calls['review.export'].input.parse({ dataset: 'review_items', queue: 'everything', path: pathOf(name), ...input }), signal)
const check = async (name: string, reviewer = 'mia') => calls['review.check'].output.parse(await sheets['review.check']({ path: pathOf(name), reviewer }, signal))
const apply = async (name: string, { conflicts = 'skip', reviewer = 'mia' }: { conflicts?: 'skip' | 'overwrite'; reviewer?: string } = {}) => calls['review.apply'].output.parse(await sheets['review.apply']({ path: pathOf(name), reviewer, conflicts }, signal))
const decisions = () => rows<{ kind: string; subject: string; object: string | null; verdict: string; note: string | null; reviewer: string; queue: string }>(world.workspace.reader, 'SELECT kind, subject, object, verdict, note, reviewer, queue FROM evidence.standing_decisions ORDER BY decision_id')

async function table(name: string): Promise<string[][]> {
  if (name.endsWith('.xlsx')) {
    const [read] = await readExcelFile(pathOf(name))
    return (read?.data ?? []).map((row) => row.map((cell) => (cell === null ? '' : String(cell))))
  }
  const text = (await readFile(pathOf(name), 'utf8')).replace(/^\uFEFF/, '')
  return text.trimEnd().split('\r\n').map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"')))
}

/** Fills rows in: who and what is judged → answer, and a note. */
async function fill(name: string, answers: Readonly<Record<string, readonly [answer: string, note?: string]>>): Promise<void> {
  const [header = [], ...body] = await table(name)
  const at = (label: string) => header.indexOf(label)
  for (const row of body) {
    const found = answers[`${row[at('Person or company')]} ${row[at('To be judged')]}`]
    if (!found) continue
    row[at('Your answer')] = found[0]
    row[at('Your note')] = found[1] ?? ''
  }
  await put(name, [header, ...body])
}

const put = (name: string, lines: string[][]): Promise<void> =>
  name.endsWith('.xlsx') ? writeExcelFile(lines.map((row) => row.map((value) => ({ value, type: String }))), { sheet: 'Review' }).toFile(pathOf(name)) : writeFile(pathOf(name), delimitedText(lines))

test.each(['sheet.csv', 'sheet.xlsx'])('%s goes out, is filled in and comes back as decisions of the colleague, in one stroke', async (name) => {
  expect(await send(name)).toMatchObject({ rows: 9, download: null })
  const [header = [], ...body] = await table(name)
  expect(header).toContain('Bio')
  expect(body.find((row) => row.includes('Umbrella'))).toEqual(expect.arrayContaining(['claim', 'ann', 'Ann Lee', 'I build things', 'hunter', 'incorrect']))
  await fill(name, { 'ann Umbrella': ['Incorrect', '=never heard of it'], 'ann Acme': ['1'], 'Globex Robotiks Globex Robotics': ['not in the CRM'], 'ben Acme': ['unsure'] })
  expect(await check(name)).toMatchObject({ rows: 9, blank: 4, given: 5, applies: 5, already: 0, conflictCount: 0, verdicts: { correct: 1, incorrect: 1, unsure: 2, none: 1 } })
  expect(await decisions()).toEqual([])
  const made = await apply(name)
  expect(made).toMatchObject({ applied: 5, conflicts: [] })
  expect(await decisions()).toEqual(expect.arrayContaining([
    expect.objectContaining({ kind: 'claim', verdict: 'reject', note: '=never heard of it', reviewer: 'mia', queue: 'everything' }),
    expect.objectContaining({ kind: 'match', subject: 'name:globexrobotiks', object: '2', verdict: 'none' }),
    expect.objectContaining({ kind: 'attribution', subject: 'github:2', object: 'acme.com', verdict: 'unsure' }),
  ]))
  // The same sheet again changes nothing.
  expect(await apply(name)).toMatchObject({ applied: 0, already: 5, batch: null })
  expect(await world.review['review.undo']({ decisionId: made.batch ?? 0, reviewer: 'mia' }, signal)).toMatchObject({ count: 5 })
  expect(await decisions()).toEqual([])
})

test('what was decided meanwhile, changed or went away is a conflict: left, or overwritten by a new decision', async () => {
  await send('sheet.csv')
  await fill('sheet.csv', { 'ann Umbrella': ['correct'], 'ben Globex Robotics': ['incorrect'], 'cleo Globex Robotiks': ['correct'], 'ann Initech': ['correct'] })
  const decide = (subject: string, verdict: 'accept' | 'reject') => world.review['review.decide'](calls['review.decide'].input.parse({ reviewer: 'eve', decisions: [{ kind: 'claim', subject, verdict, queue: 'uncertain' }] }), signal)
  await decide(await world.claim('hunter', 'ann'), 'reject')
  // The same word is no conflict.
  await decide(await world.claim('pdl', 'ben'), 'reject')
  const { profiles = [], claims = [] } = reviewedRows
  await resolveWorld(world.workspace, [{
    ...reviewedRows,
    profiles: profiles.map((profile) => (profile.login === 'cleo' ? { ...profile, company: 'Globex  Robotiks' } : profile)),
    claims: claims.filter(({ company }) => company !== 'Initech'),
  }])
  const found = await check('sheet.csv')
  expect(found).toMatchObject({ given: 4 })
  expect(found.conflicts).toEqual(expect.arrayContaining([
    expect.objectContaining({ name: 'ann', reason: 'decided', explanation: expect.stringContaining('eve said “incorrect”') as string }),
    expect.objectContaining({ name: 'cleo', reason: 'changed' }),
    expect.objectContaining({ name: 'ann', reason: 'gone' }),
  ]))
  expect(found).toMatchObject({ applies: 1, conflictCount: 3 })
  expect(await apply('sheet.csv')).toMatchObject({ applied: 1, conflictCount: 3 })
  // What is no more is not decided, whatever is asked.
  expect(await apply('sheet.csv', { conflicts: 'overwrite' })).toMatchObject({ applied: 2, already: 1 })
  const kept = (await decisions()).filter(({ verdict, reviewer }) => reviewer === 'eve' || verdict === 'accept')
  // Nobody's earlier word is gone.
  expect(kept).toEqual(expect.arrayContaining([expect.objectContaining({ reviewer: 'eve', verdict: 'reject' }), expect.objectContaining({ reviewer: 'mia', verdict: 'accept' })]))
})

test('an answer nobody can read is named by file and line, and nothing is recorded', async () => {
  await send('sheet.csv')
  await fill('sheet.csv', { 'ann Umbrella': ['maybe'], 'ben Acme': ['correct'], 'ann Acme': ['not in the crm'] })
  await expect(apply('sheet.csv')).rejects.toMatchObject({ code: 'bad_usage', message: expect.stringMatching(/sheet\.csv: 2 answers cannot be read; nothing was recorded[^]*line \d+: “maybe” is no answer here\. Write correct, incorrect, unsure, or leave it empty/) as string })
  const [header = [], ...body] = await table('sheet.csv')
  await put('sheet.csv', [header, ...body.map((row) => row.map((cell, at) => (header[at] === 'State' ? 'x' : header[at] === 'Your answer' && cell !== '' ? 'correct' : cell)))])
  await expect(apply('sheet.csv')).rejects.toMatchObject({ message: expect.stringContaining('must stay as they were written') as string })
  await put('sheet.csv', [header.filter((label) => label !== 'Item'), ...body.map((row) => row.filter((_, at) => header[at] !== 'Item'))])
  await expect(apply('sheet.csv')).rejects.toMatchObject({ code: 'unknown_format', message: expect.stringContaining('“Item”') as string })
  expect(await decisions()).toEqual([])
})

test('two answers on one item are refused where they differ; an answer counts for the queue it was given in', async () => {
  await send('sheet.csv')
  await fill('sheet.csv', { 'ann Umbrella': ['correct'] })
  const [header = [], ...body] = await table('sheet.csv')
  const answered = body.find((row) => row[header.indexOf('Your answer')] === 'correct') ?? []
  await put('sheet.csv', [header, answered, answered.map((cell) => (cell === 'correct' ? 'incorrect' : cell))])
  await expect(apply('sheet.csv')).rejects.toMatchObject({ message: expect.stringContaining('answered otherwise on line 2') as string })
  await put('sheet.csv', [header, answered.map((cell, at) => (header[at] === 'Queue' ? 'blind' : cell))])
  expect(await apply('sheet.csv', { conflicts: 'overwrite' })).toMatchObject({ applied: 0, conflicts: [{ reason: 'gone' }] })
})

test('a formula in a name or note is text in the sheet, and itself again when it comes back', async () => {
  await resolveWorld(world.workspace, [{ profiles: [{ github_id: 9, login: 'eve', name: '=HYPERLINK("http://x")', company: 'Acme' }] }])
  for (const name of ['sheet.csv', 'sheet.xlsx']) {
    await send(name)
    expect((await table(name)).flat()).toContain(`'=HYPERLINK("http://x")`)
    expect((await table(name)).flat().filter((cell) => /^[=+@\t]/.test(cell))).toEqual([])
  }
})

test('an empty queue and too small a world are said so', async () => {
  await expect(send('sheet.csv', { dataset: 'blind_reviews', queue: 'blind' })).rejects.toMatchObject({ code: 'bad_usage', message: expect.stringContaining('Nothing is left') as string })
  await expect(send('sheet.pdf')).rejects.toMatchObject({ code: 'bad_usage' })
  expect(await send('sheet.csv', { limit: 2 })).toMatchObject({ rows: 2 })
})
