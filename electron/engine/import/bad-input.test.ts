import { randomBytes } from 'node:crypto'
import { chmod, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { previewImport } from './preview.ts'
import { runImport } from './run-import.ts'
import { contents, type TestSession, testSession } from './session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
  await session.imported('before.csv', 'Record ID,Company name\n1,Acme\n')
})
afterEach(() => session.dispose())

const signal = () => new AbortController().signal
const stars = (count: number) => Array.from({ length: count }, (_, index) => ({ starred_at: '2024-03-01T12:00:00Z', user: { login: `user${index}`, id: index + 1 } }))

/** Runs the import, expects it to fail and the workspace to hold what it held. */
async function refused(path: string, settings: Record<string, string> = {}): Promise<{ code: string; message: string }> {
  const before = await contents(session)
  const changes = session.changes()
  const failure = await runImport(session, { path, settings }, signal()).then(
    () => undefined,
    (thrown: unknown) => thrown as { code: string; message: string },
  )
  expect(await contents(session)).toEqual(before)
  expect(session.changes()).toBe(changes)
  return failure ?? { code: 'none', message: 'The import was accepted.' }
}

/** `size` MB of one byte as gzip: members of 64 MB one after another. */
const bomb = (byte: string, size: number): Buffer => Buffer.concat(Array<Buffer>(size / 64).fill(gzipSync(Buffer.alloc(64 << 20, byte), { level: 9 })))

test.each([
  ['missing.csv', undefined, 'not_found', /There is no file .*missing\.csv/],
  ['empty.csv', '', 'unreadable_file', /empty\.csv is empty/],
  ['blank.csv', ' \n\n', 'unreadable_file', /blank space/],
  ['header.csv', 'Record ID,Company name\n', 'unreadable_file', /header\.csv holds no records/],
  ['array.json', '[]', 'unknown_format', /no complete record/],
  ['short.json', '[{"starred_at": "2024', 'unreadable_file', /short\.json ends in the middle of record 1 \(line 1\)/],
  ['image.png', Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d', 'hex'), randomBytes(5000)]), 'unreadable_file', /binary file/],
  ['book.xlsx', Buffer.from('504b030414000600', 'hex'), 'unreadable_file', /book\.xlsx is damaged or cut off/],
  ['book.xls', Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), 'unreadable_file', /old kind \(\.xls\).*save it as \.xlsx/],
  ['notes.txt', 'Dear all,\nplease find attached\n', 'unknown_format', /not recognised.*--as/],
  ['people.csv', 'Ship,Captain\nNautilus,Nemo\n', 'unknown_format', /Its columns: Ship, Captain/],
  ['broken.parquet', `PAR1${'x'.repeat(500)}`, 'unreadable_file', /not a complete Parquet file/],
  ['stray.json', `${JSON.stringify(stars(2)).slice(0, -1)}}]`, 'unreadable_file', /stray “}”/],
] as const)('%s is refused', async (name, content, code, message) => {
  const path = content === undefined ? join(session.folder, name) : await session.file(name, content)
  const failure = await refused(path, name.endsWith('stray.json') ? { repo: 'acme/sdk' } : {})
  expect(failure).toMatchObject({ code, message: expect.stringMatching(message) as string })
})

test('a folder is refused', async () => {
  await mkdir(join(session.folder, 'exports'))
  expect(await refused(join(session.folder, 'exports'))).toMatchObject({ code: 'unreadable_file', message: expect.stringContaining('is a folder') as string })
})

test.each([0.3, 0.9, 0.999])('a gzip file cut off at %d of its length is refused', async (share) => {
  const lines = Array.from({ length: 20_000 }, (_, index) => JSON.stringify({ id: String(index), type: 'WatchEvent', actor: { id: index, login: `u${index}` }, repo: { name: 'a/b' }, payload: {}, created_at: '2025-01-01T00:00:00Z' }))
  const whole = gzipSync(lines.join('\n'))
  const path = await session.file('2025-01-01-0.json.gz', whole.subarray(0, Math.floor(whole.length * share)))
  expect(await refused(path)).toMatchObject({ code: 'unreadable_file', message: expect.stringMatching(/2025-01-01-0\.json\.gz is cut off.*download the file again/) as string })
})

test('a gzip file with a flipped byte is refused', async () => {
  const packed = gzipSync(JSON.stringify(stars(5000)))
  packed[packed.length - 6] = (packed[packed.length - 6] ?? 0) ^ 0xff
  expect(await refused(await session.file('stars.json.gz', packed), { repo: 'a/b' })).toMatchObject({ code: 'unreadable_file', message: expect.stringContaining('damaged') as string })
})

test('a JSON array cut in the middle names file, record and remedy', async () => {
  const text = JSON.stringify(stars(5000), null, 1)
  const path = await session.file('stars.json', text.slice(0, text.indexOf('user4321')))
  expect(await refused(path, { repo: 'a/b' })).toMatchObject({ code: 'unreadable_file', message: expect.stringMatching(/stars\.json ends in the middle of record 4322 \(line \d+\).*download it again/) as string })
})

test.each([['a', 1024], ['\n', 128], ['[', 128]] as const)('a gzip bomb of “%s”, %d MB unpacked, is refused early, using little disk and memory', async (byte, size) => {
  const packed = bomb(byte, size)
  expect(packed.length).toBeLessThan(4 << 20)
  const path = await session.file('bomb.json.gz', packed)
  const before = process.memoryUsage().rss
  const failure = await refused(path, { repo: 'a/b' })
  expect(failure.code).toMatch(/unreadable_file|unknown_format/)
  expect(process.memoryUsage().rss - before).toBeLessThan(300 << 20)
})

test('a bomb that begins like an export is refused and leaves no scratch file', async () => {
  const line = `${JSON.stringify(stars(1)[0])}\n`
  const packed = gzipSync(line.repeat(4_000_000), { level: 9 })
  const path = await session.file('stars.json.gz', packed)
  expect(await refused(path, { repo: 'a/b' })).toMatchObject({ code: 'unreadable_file', message: expect.stringMatching(/is refused: it grew to \d+ MB/) as string })
})

test('ragged rows are rejected with their line; the others are imported', async () => {
  const { import: record } = await session.imported(
    'ragged.csv',
    'Record ID,Company name,City\n1,Acme,Berlin\n2,Beta\n3,"Gamma\nGmbH",Rome\n\n4,Delta,Oslo,surplus\n5,Epsilon,Bern,,\n6,"never closed,Lima\n7,Eta,Bonn\n',
  )
  expect(record.rows).toEqual({ total: 7, taken: 4, rejected: 3, duplicates: 0, ignored: 0 })
  expect(await rows(session.opened.reader, `SELECT record_id, source_row FROM crm.accounts WHERE import_id = ${record.importId} ORDER BY 2`)).toEqual([
    { record_id: '1', source_row: 1 }, { record_id: '3', source_row: 3 }, { record_id: '5', source_row: 5 }, { record_id: '7', source_row: 7 },
  ])
  expect(await rows(session.opened.reader, 'SELECT source_row, line_number, reason, raw FROM ops.rejects ORDER BY 1')).toEqual([
    { source_row: 2, line_number: 3, reason: 'The row has 2 cells; the header has 3.', raw: '2,Beta' },
    { source_row: 4, line_number: 7, reason: 'The row has 4 cells; the header has 3.', raw: '4,Delta,Oslo,surplus' },
    { source_row: 6, line_number: 9, reason: 'A quote is opened and never closed.', raw: '6,"never closed,Lima' },
  ])
})

test('a name or title into which rows were swallowed is rejected with its column and a remedy; text that may be long is not', async () => {
  const { import: record } = await session.imported('swallowed.csv', `Record ID,First Name,Last Name,Email,Job Title,Note\n1,A,B,a@b.com,${'x'.repeat(1001)},\n2,${'y'.repeat(2000)},C,,CTO,\n3,D,E,,${'x'.repeat(1000)},${'n'.repeat(9000)}\n`)
  expect(record.rows).toMatchObject({ taken: 1, rejected: 2 })
  const reason = 'The cell is longer than 1,000 bytes; most likely a quote is missing before it. Mend or shorten it.'
  expect(await rows(session.opened.reader, 'SELECT source_row, reason FROM ops.rejects ORDER BY source_row')).toEqual([{ source_row: 1, reason }, { source_row: 2, reason }])
})

test('bytes that are not UTF-8 cost their own rows in a UTF-8 file', async () => {
  const good = Array.from({ length: 30 }, (_, index) => `${index + 10},Zoë ${index},Köln\n`).join('')
  const content = Buffer.concat([Buffer.from(`Record ID,Company name,City\n${good}`), Buffer.from('98,M\xfcller,Ulm\n', 'latin1'), Buffer.from('99,Größe \uFFFD,Ulm\n')])
  const { import: record } = await session.imported('mixed.csv', content)
  expect(record.rows).toMatchObject({ total: 32, rejected: 2 })
  const note = 'Some bytes are not UTF-8; the records that hold them are rejected.'
  expect(record.warnings).toContain(note)
  expect((await previewImport(session.opened, { path: await session.file('mixed.csv', content), settings: {} }, signal())).warnings).toContain(note)
  expect(await rows(session.opened.reader, `SELECT reason, line_number FROM ops.rejects ORDER BY 2 LIMIT 1`)).toEqual([{ reason: 'The record holds bytes that are not UTF-8.', line_number: 32 }])
})

test('an encoding that shows beyond the first megabyte is told of too', async () => {
  const long = Array.from({ length: 12 }, (_, index) => `${index + 1},Acme ${index},${'x'.repeat(100_000)}\n`).join('')
  const { import: record } = await session.imported('late.csv', Buffer.concat([Buffer.from(`Record ID,Company name,Note\n${long}`), Buffer.from('98,M\xfcller,Ulm\n', 'latin1')]))
  expect(record.rows).toMatchObject({ total: 13, taken: 13 })
  expect(record.warnings).toContain('The file is not UTF-8; it is read as Windows-1252. Check that accents look right.')
  expect(await rows(session.opened.reader, `SELECT name FROM crm.accounts WHERE record_id = '98'`)).toEqual([{ name: 'Müller' }])
})

test('a preview of a bad file fails as the import would and changes nothing', async () => {
  const before = await contents(session)
  await expect(previewImport(session.opened, { path: await session.file('empty.csv', ''), settings: {} }, signal())).rejects.toMatchObject({ code: 'unreadable_file' })
  const unknown = await previewImport(session.opened, { path: await session.file('ships.csv', 'Ship;Captain\nNautilus;Nemo\n'), settings: {} }, signal())
  expect(unknown).toMatchObject({ format: null, delimiter: ';', rows: [['Nautilus', 'Nemo']] })
  expect(unknown.candidates.length).toBeGreaterThan(2)
  expect(unknown.candidates.every((candidate) => candidate.confidence === 0)).toBe(true)
  expect(await contents(session)).toEqual(before)
})

test('settings are checked: unknown keys, wrong repositories, unknown formats', async () => {
  const path = await session.file('stars.json', JSON.stringify(stars(2)))
  expect(await refused(path, { repo: 'not a repo' })).toMatchObject({ code: 'bad_usage' })
  expect(await refused(path, { repo: 'a/b', colour: 'red' })).toMatchObject({ code: 'bad_usage', message: expect.stringContaining('repo, collected') as string })
  await expect(runImport(session, { path, format: 'nonsense', settings: {} }, signal())).rejects.toMatchObject({ code: 'unknown_format' })
  await expect(runImport(session, { path, format: 'hubspot-companies', settings: {} }, signal())).rejects.toMatchObject({ code: 'bad_usage' })
})

test('the copy in the inbox is private and equal to the file', async () => {
  const path = await session.file('accounts.csv', 'record_id,name\n1,Acme\n')
  await chmod(path, 0o644)
  const { import: record } = await runImport(session, { path, settings: {} }, signal())
  const [row] = await rows<{ name: string }>(session.opened.reader, `SELECT inbox_name AS name FROM ops.imports WHERE import_id = ${record.importId}`)
  const copy = await stat(join(session.opened.inbox, row?.name ?? ''))
  expect(copy.mode & 0o777).toBe(0o600)
  expect(copy.size).toBe(record.bytes)
})
