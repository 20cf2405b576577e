import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importMapping } from '../../../../shared/import-mapping.ts'
import { rows } from '../../db/query.ts'
import type { ImportRequest } from '../file-job.ts'
import { importHandlers } from '../handlers.ts'
import { previewImport } from '../preview.ts'
import { runImport } from '../run-import.ts'
import { contents, type TestSession, testSession } from '../session.test-support.ts'
import { workbookOf } from '../workbook/workbook.test-support.ts'
import { zipOf } from './zip.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const signal = () => new AbortController().signal
const companies = (...names: string[]) => `Record ID,Company name\n${names.map((name, index) => `${index + 1},${name}\n`).join('')}`
const stars = (...logins: string[]) => JSON.stringify(logins.map((login, index) => ({ starred_at: '2024-03-01T12:00:00Z', user: { login, id: index + 1 } })))
const amplitude = (hour: number, count: number) =>
  Array.from({ length: count }, (_, index) => JSON.stringify({ uuid: `${hour}-${index}`, event_type: 'open', event_time: `2026-01-01 0${hour}:00:00.000000`, user_id: `u${index}@acme.com`, device_id: 'd', amplitude_id: 1 })).join('\n')

const mixed = () =>
  zipOf([
    { name: 'export/companies.csv', content: companies('Acme', 'Beta') }, { name: 'export/' }, { name: 'stars.json.gz', content: gzipSync(stars('octo')) }, { name: 'README.txt', content: 'Dear all,\nplease find attached\n' },
    { name: '__MACOSX/export/._companies.csv', content: 'x' }, { name: 'book.xlsx', content: workbookOf({ sheets: [{ name: 'A', rows: [['record_id', 'name'], ['x1', 'Gamma']] }] }) }, { name: 'logo.png', content: Buffer.from('89504e470d0a1a0a0000000d00', 'hex') },
  ])

test('each file of a ZIP becomes what it is, under the name of both; what is left out is said', async () => {
  const { others = [], ...first } = await session.imported('export.zip', mixed(), { settings: { repo: 'acme/sdk' } })
  const all = [first, ...others].map(({ import: record }) => record)
  expect(all.map(({ fileName, format, rows: { taken }, settings }) => [fileName, format, taken, settings])).toEqual([
    ['export.zip › export/companies.csv', 'hubspot-companies', 2, {}], ['export.zip › stars.json.gz', 'github-stargazers', 1, { repo: 'acme/sdk' }], ['export.zip › book.xlsx', 'accounts', 1, {}],
  ])
  expect(all[0]?.warnings[0]).toMatch(/^2 files of export\.zip were left out: README\.txt \(not recognised\), logo\.png \(/)
  expect(session.changes()).toBe(1)
  expect(session.progress.at(-1)).toMatchObject({ state: 'done', label: 'export.zip' })
})

test('the same ZIP again changes nothing; a file of it can be undone alone', async () => {
  await session.imported('export.zip', mixed(), { settings: { repo: 'acme/sdk' } })
  const before = await contents(session)
  const again = await session.imported('copy.zip', mixed(), { settings: { repo: 'acme/sdk' } })
  expect([again, ...(again.others ?? [])].map(({ alreadyImported }) => alreadyImported)).toEqual([true, true, true])
  expect(await contents(session)).toEqual(before)
  expect(session.changes()).toBe(1)
  await importHandlers(session)['import.undo']({ importId: 2 }, signal())
  expect(await rows(session.opened.reader, 'SELECT import_id FROM ops.imports ORDER BY 1')).toEqual([{ import_id: 1 }, { import_id: 3 }])
})

test('the preview lists what the files become and asks the questions of all', async () => {
  const before = await contents(session)
  const preview = await previewImport(session.opened, { path: await session.file('export.zip', mixed()), settings: {} }, signal())
  expect(preview).toMatchObject({ fileName: 'export.zip', container: 'zip', format: 'hubspot-companies', needs: [{ key: 'repo' }], rows: [['1', 'Acme'], ['2', 'Beta']] })
  expect(preview.entries?.map(({ name, format, files }) => [name, format, files])).toEqual([['export/companies.csv', 'hubspot-companies', 1], ['stars.json.gz', 'github-stargazers', 1], ['README.txt', null, 1], ['book.xlsx', 'accounts', 1], ['logo.png', null, 1]])
  expect(await contents(session)).toEqual(before)
})

test('all or nothing: a file that cannot be imported keeps those before it out', async () => {
  const before = await contents(session)
  const cut = gzipSync(amplitude(1, 20_000)).subarray(0, 40_000)
  await expect(session.imported('a.zip', zipOf([{ name: 'companies.csv', content: companies('Acme') }, { name: 'hour.json.gz', content: cut }]))).rejects.toMatchObject({ code: 'unreadable_file', message: expect.stringMatching(/a\.zip › hour\.json\.gz is cut off/) as string })
  await expect(session.imported('b.zip', mixed())).rejects.toMatchObject({ code: 'needs_setting', message: expect.stringMatching(/b\.zip › stars\.json\.gz .*--set repo=/) as string })
  await expect(session.imported('c.zip', mixed(), { settings: { repo: 'acme/sdk', colour: 'red' } })).rejects.toMatchObject({ code: 'bad_usage', message: expect.stringContaining('colour') as string })
  expect(await contents(session)).toEqual(before)
  expect(session.changes()).toBe(0)
})

test('a malformed record in a later file costs itself only', async () => {
  const broken = `${companies('Beta', 'Gamma')}3,Delta,surplus\n4,"never closed\n5,Eta\n`
  const { others = [] } = await session.imported('export.zip', zipOf([{ name: 'a.csv', content: companies('Acme') }, { name: 'b.csv', content: broken }, { name: 'c.csv', content: companies('Theta') }]))
  expect(others.map(({ import: record }) => record.rows)).toEqual([{ total: 5, taken: 3, rejected: 2, duplicates: 0, ignored: 0 }, { total: 1, taken: 1, rejected: 0, duplicates: 0, ignored: 0 }])
  expect(await rows(session.opened.reader, 'SELECT import_id, count(*) AS companies FROM crm.accounts GROUP BY 1 ORDER BY 1')).toEqual([{ import_id: 1, companies: 1 }, { import_id: 2, companies: 3 }, { import_id: 3, companies: 1 }])
  expect(await rows(session.opened.reader, 'SELECT import_id, line_number FROM ops.rejects ORDER BY 2')).toEqual([{ import_id: 2, line_number: 4 }, { import_id: 2, line_number: 5 }])
})

test('hours of Amplitude are one import, gzipped or not, with every record of every hour', async () => {
  const hour = (index: number) => ({ name: `187520/187520_2026-01-01_${index}#0.json.gz`, content: gzipSync(amplitude(index, 3)) })
  const { import: record, others } = await session.imported('amplitude.zip', zipOf([hour(0), hour(1), hour(2), hour(3), hour(4)]))
  expect(others).toBeUndefined()
  expect(record).toMatchObject({ fileName: 'amplitude.zip › 187520_2026-01-01_0#0.json.gz … 187520_2026-01-01_4#0.json.gz (5 files)', format: 'amplitude', rows: { total: 15, taken: 15 } })
  const plain = await session.imported('plain.zip', zipOf([0, 1].map((index) => ({ name: `${index}.json`, content: `\uFEFF${amplitude(index, 2)}\n` }))))
  expect(plain.import).toMatchObject({ rows: { total: 4, taken: 4, rejected: 0 } })
})

test('files of different formats are no series, however alike their names', async () => {
  const { import: first, others = [] } = await session.imported('export.zip', zipOf([{ name: 'export-1.json', content: stars('octo') }, { name: 'export-2.json', content: amplitude(1, 1) }, { name: 'export-3.json', content: stars('hub') }]), { settings: { repo: 'a/b' } })
  expect([first, ...others.map(({ import: record }) => record)].map(({ format, rows: { taken } }) => [format, taken])).toEqual([['github-stargazers', 2], ['amplitude', 1]])
})

test('a ZIP that holds nothing to import says why; a ZIP within a ZIP is not opened', async () => {
  await expect(session.imported('a.zip', zipOf([]))).rejects.toMatchObject({ code: 'unknown_format', message: 'a.zip is an empty ZIP archive.' })
  await expect(session.imported('b.zip', zipOf([{ name: 'inner.zip', content: mixed() }, { name: 'notes.txt', content: 'a\nb\n' }]))).rejects.toMatchObject({
    code: 'unknown_format', message: expect.stringMatching(/b\.zip holds nothing Bandstand can import: inner\.zip \(a ZIP archive within another.*notes\.txt \(not recognised\)/) as string,
  })
})

const customers = (...rows: string[]) => `Kürzel,Firma,Phase\n${rows.join('\n')}\n`
const customerMapping = importMapping.parse({ format: 'accounts', key: ['Kürzel'], columns: { name: ['Firma'], stage: ['Phase'] }, stages: { warm: 'opportunity' } })
const run = async (name: string, content: Buffer, wishes: Partial<ImportRequest> = {}) => runImport(session, { path: await session.file(name, content), settings: {}, ...wishes }, signal())
const twoKinds = () => zipOf([{ name: 'a/kunden.csv', content: customers('K1,Acme,warm', 'K2,Beta,cold') }, { name: 'companies.csv', content: companies('Gamma') }, { name: 'b/kunden.csv', content: customers('K3,Delta,warm', ',,') }])

test('a mapping given for a ZIP is for the files that have its columns, and is remembered for the next', async () => {
  const { others = [], ...first } = await run('kunden.zip', twoKinds(), { mapping: customerMapping })
  expect([first, ...others].map(({ import: { fileName, format, rows: counts } }) => [fileName, format, counts.taken, counts.rejected])).toEqual([
    ['kunden.zip › a/kunden.csv', 'accounts', 2, 0], ['kunden.zip › companies.csv', 'hubspot-companies', 1, 0], ['kunden.zip › b/kunden.csv', 'accounts', 1, 1],
  ])
  expect(await rows(session.opened.reader, 'SELECT import_id, record_id, name, stage FROM crm.accounts ORDER BY 1, 2')).toEqual([
    { import_id: 1, record_id: 'K1', name: 'Acme', stage: 'opportunity' }, { import_id: 1, record_id: 'K2', name: 'Beta', stage: 'unmapped' },
    { import_id: 2, record_id: '1', name: 'Gamma', stage: 'unmapped' }, { import_id: 3, record_id: 'K3', name: 'Delta', stage: 'opportunity' },
  ])
  const next = zipOf([{ name: 'neu.csv', content: customers('K9,Eta,warm') }])
  expect(await previewImport(session.opened, { path: await session.file('next.zip', next), settings: {} }, signal())).toMatchObject({ format: 'accounts', origin: 'remembered', entries: [{ name: 'neu.csv', format: 'accounts' }] })
  expect((await run('next.zip', next)).import).toMatchObject({ format: 'accounts', rows: { taken: 1 } })
  expect(await rows(session.opened.reader, `SELECT name, stage FROM crm.accounts WHERE record_id = 'K9'`)).toEqual([{ name: 'Eta', stage: 'opportunity' }])
  await expect(run('fresh.zip', next, { remembered: false })).rejects.toMatchObject({ code: 'unknown_format' })
})

test('a mapping no file of the ZIP has the columns of is refused, and nothing is imported', async () => {
  const before = await contents(session)
  await expect(run('a.zip', zipOf([{ name: 'companies.csv', content: companies('Acme') }]), { mapping: customerMapping })).rejects.toMatchObject({
    code: 'bad_usage', message: 'No file of a.zip has all columns the mapping names: Kürzel, Firma, Phase. Nothing was imported.',
  })
  expect(await contents(session)).toEqual(before)
})

test('a rule alone, or a mapping of no columns, is for every file of its format', async () => {
  await run('a.zip', zipOf([{ name: 'companies.csv', content: companies('Acme') }]))
  const filled = await run('b.zip', zipOf([{ name: 'companies.csv', content: companies('Other', 'Beta') }]), { overwrite: 'keep' })
  expect(filled.import).toMatchObject({ overwrite: 'keep', records: { new: 1, changed: 0, same: 1 } })
  const mapping = importMapping.parse({ format: 'hubspot-companies', overwrite: 'fill' })
  const { import: record, others = [] } = await run('c.zip', zipOf([{ name: 'companies.csv', content: companies('Third') }, { name: 'accounts.csv', content: 'record_id,name\n9,Gamma\n' }]), { mapping })
  expect([record, ...others.map((other) => other.import)].map(({ format, overwrite }) => [format, overwrite])).toEqual([['hubspot-companies', 'fill'], ['accounts', 'replace']])
})

test('what an import of a ZIP would do is counted for each of its files, and nothing changes', async () => {
  await run('first.zip', zipOf([{ name: 'kunden.csv', content: customers('K1,Acme,warm', 'K2,Beta,cold') }]), { mapping: customerMapping })
  const before = await contents(session)
  const check = importHandlers(session)['import.check']
  const path = await session.file('second.zip', zipOf([{ name: 'kunden.csv', content: customers('K1,Acme AG,warm', 'K2,Beta,cold', 'K3,Eta,cold', ',,x') }, { name: 'companies.csv', content: companies('Gamma') }]))
  const { others = [], ...first } = await check({ path, settings: {} }, signal())
  expect([first, ...others].map(({ import: { fileName, rows: counts, records }, rejects }) => ({ fileName, counts, records, rejects: rejects.map(({ row, line, reason }) => [row, line, reason]) }))).toEqual([
    { fileName: 'second.zip › kunden.csv', counts: { total: 4, taken: 3, rejected: 1, duplicates: 0, ignored: 0 }, records: { new: 1, changed: 1, same: 1 }, rejects: [[4, 5, 'The row has no record id, no domain and no name.']] },
    { fileName: 'second.zip › companies.csv', counts: { total: 1, taken: 1, rejected: 0, duplicates: 0, ignored: 0 }, records: { new: 1, changed: 0, same: 0 }, rejects: [] },
  ])
  expect(await contents(session)).toEqual(before)
  expect(await importHandlers(session)['import.stages']({ path, settings: {} }, signal())).toEqual({ records: 0, stages: [] })
})

test('a file of a ZIP is looked at by itself, mapped by its name and imported so; what was said of it is remembered', async () => {
  const path = await session.file('mixed.zip', zipOf([{ name: 'companies.csv', content: companies('Gamma') }, { name: 'a/kunden.csv', content: `${customers('K1,Acme,warm', 'K2,Beta,cold')}K3,Delta,surplus,cell\n` }, { name: 'logo.png', content: Buffer.from('89504e470d0a1a0a0000000d00', 'hex') }]))
  const { 'import.preview': preview, 'import.stages': stages, 'import.check': check, 'import.run': start } = importHandlers(session)
  const whole = await preview({ path, settings: {} }, signal())
  expect(whole.entries?.map(({ name, member, format, why, unassigned }) => [name, member, format, why?.split(' ')[0] ?? null, unassigned])).toEqual([
    ['companies.csv', 'companies.csv', 'hubspot-companies', null, false], ['a/kunden.csv', 'a/kunden.csv', null, 'not', false], ['logo.png', null, null, 'a', false],
  ])
  expect(whole.warnings).toEqual(['The file has no stage column; every account is unmapped.', 'The file holds no stage dates, so accounts keep their current stage at every as-of date.'])
  const member = 'a/kunden.csv'
  expect(await preview({ path, member, settings: {} }, signal())).toMatchObject({ fileName: 'mixed.zip › a/kunden.csv', format: null, columns: [{ name: 'Kürzel' }, { name: 'Firma' }, { name: 'Phase' }], sameAsImport: null })
  const empty = await preview({ path, settings: {}, members: { [member]: { mapping: importMapping.parse({ format: 'accounts' }) } } }, signal())
  expect(empty.entries?.find((entry) => entry.name === member)).toMatchObject({ format: 'accounts', unassigned: true })

  const reading = { mapping: importMapping.parse({ ...customerMapping, columns: { name: ['Firma'], stage: ['Phase'], employees: ['Kürzel'] } }) }
  const alone = await preview({ path, member, ...reading, settings: {} }, signal())
  expect(alone).toMatchObject({ format: 'accounts', origin: 'given', keyed: true, columns: [{ name: 'Kürzel', unreadable: { cells: 3 } }, { name: 'Firma', field: 'name' }, { name: 'Phase', field: 'stage' }] })
  expect(await stages({ path, member, ...reading, settings: {} }, signal())).toEqual({ records: 2, stages: [{ raw: 'cold', stage: 'unmapped', rows: 1 }, { raw: 'warm', stage: 'opportunity', rows: 1 }] })

  const input = { path, settings: {}, members: { [member]: { mapping: customerMapping } } }
  const { others: checked = [] } = await check(input, signal())
  const { others = [] } = await start(input, signal())
  for (const { import: record } of [...checked, ...others]) expect(record).toMatchObject({ fileName: 'mixed.zip › a/kunden.csv', format: 'accounts', rows: { total: 3, taken: 2, rejected: 1 } })
  expect(await rows(session.opened.reader, 'SELECT record_id, name, stage FROM crm.accounts ORDER BY import_id, record_id')).toEqual([
    { record_id: '1', name: 'Gamma', stage: 'unmapped' }, { record_id: 'K1', name: 'Acme', stage: 'opportunity' }, { record_id: 'K2', name: 'Beta', stage: 'unmapped' },
  ])
  expect((await preview({ path, settings: {} }, signal())).entries?.[1]).toMatchObject({ name: member, format: 'accounts' })
})

test('a ZIP of which nothing is recognised can still be looked at; what is said of a file that is not there is refused', async () => {
  const path = await session.file('unknown.zip', zipOf([{ name: 'kunden.csv', content: customers('K1,Acme,warm') }]))
  expect(await previewImport(session.opened, { path, settings: {} }, signal())).toMatchObject({ format: null, container: 'zip', entries: [{ name: 'kunden.csv', member: 'kunden.csv', format: null, why: 'not recognised' }] })
  await expect(run('unknown.zip', zipOf([{ name: 'kunden.csv', content: customers('K1,Acme,warm') }]))).rejects.toMatchObject({ code: 'unknown_format', message: expect.stringContaining('can be mapped by hand') as string })
  await expect(previewImport(session.opened, { path, settings: {}, members: { 'other.csv': { format: 'accounts' } } }, signal())).rejects.toMatchObject({ code: 'bad_usage', message: 'unknown.zip holds no file “other.csv”. Its files: kunden.csv.' })
  await expect(previewImport(session.opened, { path, settings: {}, members: { 'kunden.csv': { format: 'amplitude' } } }, signal())).rejects.toMatchObject({ code: 'bad_usage', message: expect.stringContaining('unknown.zip › kunden.csv cannot be read as Amplitude') as string })
  await expect(previewImport(session.opened, { path, member: 'other.csv', settings: {} }, signal())).rejects.toMatchObject({ code: 'not_found' })
})

test('the dates of a file in a ZIP are decided by the whole of it, beyond what a look shows', async () => {
  const lines = Array.from({ length: 1200 }, (_, index) => `${index},Acme ${index},0${1 + (index % 9)}/02/2025`)
  const path = await session.file('dates.zip', zipOf([{ name: 'accounts.csv', content: `record_id,name,created_at\n${lines.join('\n')}\n9999,Last,31/12/2024\n` }]))
  expect(await previewImport(session.opened, { path, settings: {} }, signal())).toMatchObject({ needs: [] })
  expect(await previewImport(session.opened, { path, member: 'accounts.csv', settings: {} }, signal())).toMatchObject({ needs: [], dates: [{ column: 'created_at', order: 'dmy' }] })
})
