import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { exportRejects, fixRejects } from '../fix-rejects.ts'
import { previewImport } from '../preview.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const signal = new AbortController().signal
const entries = () => rows(session.opened.reader, 'SELECT source_row AS row, proper_name, proper_email, commit_name, commit_email FROM dev.mailmap ORDER BY import_id, source_row')
type Half = readonly [name: string | null, email: string | null]
const entry = (row: number, [proper_name, proper_email]: Half, [commit_name, commit_email]: Half) => ({ row, proper_name, proper_email, commit_name, commit_email })

const file = `# Who is who
Jo Bloggs <Jo@Acme.com> <jo@laptop.local>
<ann@acme.com> <ann@old.example>
Jo R. Bloggs <jo@acme.com> jojo <build@acme.com>

  Ana "ñ", Müller   <ana@acme.com>   # only her name
O'Neil, Pat <pat@acme.com> Pat <pat@home.net> # the second address
`

test('the four shapes of an entry, comments and blank lines', async () => {
  const { import: record } = await session.imported('.mailmap', file)
  expect(record).toMatchObject({ format: 'mailmap', rows: { total: 6, taken: 5, rejected: 0, duplicates: 0, ignored: 1 } })
  expect(await entries()).toEqual([
    entry(2, ['Jo Bloggs', 'jo@acme.com'], [null, 'jo@laptop.local']),
    entry(3, [null, 'ann@acme.com'], [null, 'ann@old.example']),
    entry(4, ['Jo R. Bloggs', 'jo@acme.com'], ['jojo', 'build@acme.com']),
    entry(5, ['Ana "ñ", Müller', null], [null, 'ana@acme.com']),
    entry(6, ["O'Neil, Pat", 'pat@acme.com'], ['Pat', 'pat@home.net']),
  ])
})

test.each([
  ['UTF-16 and CRLF', Buffer.from(`\uFEFF${file.replaceAll('\n', '\r\n')}`, 'utf16le')],
  ['Windows-1252', Buffer.from(file, 'latin1')],
  ['no line end at the end', file.trimEnd()],
])('%s gives the same entries', async (_, content) => {
  await session.imported('a', file)
  await session.imported('b', content)
  const found = await rows<{ import_id: number }>(session.opened.reader, 'SELECT * FROM dev.mailmap ORDER BY import_id, source_row')
  const [first, second] = [1, 2].map((id) => found.filter(({ import_id }) => import_id === id).map((row) => ({ ...row, import_id: 0 })))
  expect(first).toHaveLength(5)
  expect(second).toEqual(first)
})

test('bad lines are rejected with their line, an entry written twice counts once, of two about one address the last stays the last', async () => {
  const { import: record } = await session.imported('.mailmap', '<jo@acme.com> <jo@home.net>\n"Quoted" <q@acme.com> <q2@acme.com>\nJo without an address\n<jo@acme.com>\nJo <jo> <jo@x.co>\nJo <jo@acme.com> <>\n<jo@acme.com> <jo@home.net>\n<jo@other.com> <jo@home.net>\nA <a@b.co> <c@d.co> <e@f.co>\n' + '<p@acme.com> <p@home.net>\n'.repeat(40))
  expect(record.rows).toEqual({ total: 49, taken: 4, rejected: 5, duplicates: 40, ignored: 0 })
  expect(await rows(session.opened.reader, 'SELECT line_number AS line, column_name AS "column", reason, raw FROM ops.rejects ORDER BY 1')).toEqual([
    { line: 3, column: 'mailmap', reason: expect.stringMatching(/^The line is no entry of a mailmap/) as string, raw: 'Jo without an address' },
    { line: 4, column: 'mailmap', reason: 'The line names one address and nothing else, so it says nothing about it.', raw: '<jo@acme.com>' },
    { line: 5, column: 'mailmap', reason: 'What stands between < and > is no e-mail address.', raw: 'Jo <jo> <jo@x.co>' },
    { line: 6, column: 'mailmap', reason: 'What stands between < and > is no e-mail address.', raw: 'Jo <jo@acme.com> <>' },
    { line: 9, column: 'mailmap', reason: expect.stringMatching(/^The line is no entry of a mailmap/) as string, raw: 'A <a@b.co> <c@d.co> <e@f.co>' },
  ])
  expect((await entries()).slice(0, 3)).toEqual([
    entry(2, ['"Quoted"', 'q@acme.com'], [null, 'q2@acme.com']), entry(7, [null, 'jo@acme.com'], [null, 'jo@home.net']), entry(8, [null, 'jo@other.com'], [null, 'jo@home.net']),
  ])
})

test('rejected lines are corrected in the grid, or exported and imported again', async () => {
  const lines = '<p@acme.com> <p@home.net>\n<q@acme.com> <q@home.net>\nJo jo@acme.com <jo@home>\n'
  const { import: record } = await session.imported('.mailmap', `${lines}Ann <ann> <ann@x.co>\n${Array.from({ length: 30 }, (_, index) => `<a${index}@b.co> <c${index}@d.co>`).join('\n')}`)
  expect(record.rows.rejected).toBe(1)
  const path = join(session.folder, 'rejects.csv')
  expect(await exportRejects(session, { importId: record.importId, path }, signal)).toBe(1)
  const fixed = await fixRejects(session, { importId: record.importId, rows: [{ row: 4, cells: ['Ann <ann@acme.com> <ann@x.co>'] }], bring: true }, signal)
  expect(fixed.import).toMatchObject({ format: 'mailmap', rows: { total: 1, taken: 1 } })
  expect((await entries()).at(-1)).toEqual(entry(1, ['Ann', 'ann@acme.com'], [null, 'ann@x.co']))
})

test('the preview shows lines; the same file again changes nothing, and undo is exact', async () => {
  expect(await previewImport(session.opened, { path: await session.file('.mailmap', file), settings: {} }, signal)).toMatchObject({
    format: 'mailmap', delimiter: null, columns: [{ name: 'mailmap', field: 'names and addresses' }], rows: { 1: ['Jo Bloggs <Jo@Acme.com> <jo@laptop.local>'] },
  })
  await againAndUndo(session, '.mailmap', file)
})

test.each([
  ['a list of people', 'Jo Bloggs <jo@acme.com>\nAnn <ann@acme.com>\n'],
  ['a shortlog', '    12\tJo Bloggs <jo@acme.com>\n     3\tAnn <ann@acme.com>\n'],
  ['a table', 'name,email\nJo,<jo@acme.com> <x@y.co>\n'],
  ['prose', 'Ask <jo@acme.com> first, then us.\n'],
])('%s is no mailmap', async (_, text) => {
  const { format } = await previewImport(session.opened, { path: await session.file('x', text), settings: {} }, signal)
  expect(format).not.toBe('mailmap')
})
