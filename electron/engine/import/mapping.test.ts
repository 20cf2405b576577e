import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importMapping, type ImportMapping } from '../../../shared/import-mapping.ts'
import { rows } from '../db/query.ts'
import { importHandlers } from './handlers.ts'
import { mappingHandlers } from './mapping-handlers.ts'
import { runImport } from './run-import.ts'
import { type TestSession, testSession } from './session.test-support.ts'
import { undoImport } from './undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const signal = new AbortController().signal
const mapping = (parts: Partial<ImportMapping> & { format: string }): ImportMapping => importMapping.parse(parts)
const mapped = async (name: string, text: string, chosen: ImportMapping) => runImport(session, { path: await session.file(name, text), mapping: chosen, settings: {} }, signal)
const preview = async (name: string, text: string, chosen?: ImportMapping) =>
  importHandlers(session)['import.preview']({ path: await session.file(name, text), settings: {}, ...(chosen ? { mapping: chosen } : {}) }, signal)

const home = `Kürzel;Firma;Zweitname;Webseite;Phase;Angelegt;Kunde seit;Bemerkung
K1;Acme GmbH;;https://acme.de/start;heiß;31/12/2025;05/02/2026;nett
K2;;Beta AG;beta.de;kalt;01/10/2025;;
;Gamma;;;heiß;;;
`
const homeMapping = mapping({
  format: 'accounts',
  key: ['Kürzel', 'Firma'],
  columns: { name: ['Firma', 'Zweitname'], website: ['Webseite'], stage: ['Phase'], created_at: ['Angelegt'], entered_customer: ['Kunde seit'] },
  stages: { heiß: 'opportunity', kalt: 'lead' },
})

test('a table of any CRM is mapped by hand: several columns for a field, words of the funnel, a key, stage dates', async () => {
  const { import: record } = await mapped('kunden.csv', home, homeMapping)
  expect(record).toMatchObject({ format: 'accounts', rows: { total: 3, taken: 3, rejected: 0 }, records: { new: 3, changed: 0, same: 0 } })
  expect(await rows(session.opened.reader, 'SELECT record_id, name, domain, stage_raw, stage, created_at, CAST(extra AS VARCHAR) AS extra FROM crm.current_accounts ORDER BY record_id')).toEqual([
    { record_id: 'Gamma', name: 'Gamma', domain: null, stage_raw: 'heiß', stage: 'opportunity', created_at: null, extra: '{"Bemerkung":null}' },
    { record_id: 'K1', name: 'Acme GmbH', domain: 'acme.de', stage_raw: 'heiß', stage: 'opportunity', created_at: '2025-12-31T00:00:00.000Z', extra: '{"Bemerkung":"nett"}' },
    { record_id: 'K2', name: 'Beta AG', domain: 'beta.de', stage_raw: 'kalt', stage: 'lead', created_at: '2025-10-01T00:00:00.000Z', extra: '{"Bemerkung":null}' },
  ])
  // Its own dates could be either; the other column of the file shows the order.
  expect(await rows(session.opened.reader, 'SELECT record_id, stage, entered_at FROM crm.current_stage_history')).toEqual([
    { record_id: 'K1', stage: 'customer', entered_at: '2026-02-05T00:00:00.000Z' },
  ])
})

test('the mapping is remembered by the headers, in any order, and applied to the next file; it can be forgotten', async () => {
  await mapped('kunden.csv', home, homeMapping)
  const next = 'Firma;Kürzel;Zweitname;Webseite;Phase;Kunde seit;Angelegt;Bemerkung\nDelta;K9;;delta.de;kalt;;2026-01-01;x\n'
  expect(await preview('neu.csv', next)).toMatchObject({ format: 'accounts', origin: 'remembered', mapping: { key: ['Kürzel', 'Firma'], stages: { heiß: 'opportunity' } } })
  const { import: record } = await session.imported('neu.csv', next)
  expect(record.rows.taken).toBe(1)
  expect(await rows(session.opened.reader, `SELECT name, stage FROM crm.current_accounts WHERE record_id = 'K9'`)).toEqual([{ name: 'Delta', stage: 'lead' }])
  const handlers = mappingHandlers(session)
  const [remembered] = await handlers['mapping.list']({}, signal)
  expect(remembered).toMatchObject({ fileName: 'kunden.csv', mapping: { format: 'accounts' } })
  await handlers['mapping.forget']({ signature: remembered?.signature ?? '' }, signal)
  expect(await preview('neu.csv', next)).toMatchObject({ format: null, mapping: null })
  await handlers['mapping.remember']({ signature: remembered?.signature ?? '', mapping: remembered ? importMapping.parse(remembered.mapping) : homeMapping, fileName: 'kunden.csv' }, signal)
  expect(await preview('neu.csv', next)).toMatchObject({ origin: 'remembered' })
})

test('an import tells how it read its file; that mapping reads it the same way again', async () => {
  const { import: record } = await session.imported('accounts.csv', 'record_id,name,stage,opportunity_at\n1,Acme,warm,2025-01-02\n', { settings: { 'stage.warm': 'lead' } })
  const found = await importHandlers(session)['import.mapping']({ importId: record.importId }, signal)
  expect(found).toEqual({ format: 'accounts', columns: { name: ['name'], stage: ['stage'] }, aside: [], key: ['record_id'], stages: { warm: 'lead' }, dates: {}, overwrite: 'replace' })
  const before = await rows(session.opened.reader, 'SELECT * EXCLUDE (import_id) FROM crm.accounts')
  await undoImport(session, record.importId, signal)
  await mapped('accounts.csv', 'record_id,name,stage,opportunity_at\n1,Acme,warm,2025-01-02\n', importMapping.parse(found))
  expect(await rows(session.opened.reader, 'SELECT * EXCLUDE (import_id) FROM crm.accounts')).toEqual(before)
})

test('a column of a recognised file is mapped otherwise, another kept aside; the file’s own words stand in rejects and warnings', async () => {
  const text = 'record_id,name,Rechtsname,owner,employees,Angelegt am\n1,Acme,Acme Inc,Ann,many,\n1e7,Beta,Beta Inc,Bob,5,\n'
  const { import: record } = await mapped('accounts.csv', text, mapping({ format: 'accounts', columns: { name: ['Rechtsname'], created_at: ['Angelegt am'] }, aside: ['owner', 'name'] }))
  expect(record.warnings).toContain('1 cell of “employees” is not a number of employees and was left empty.')
  expect(await rows(session.opened.reader, `SELECT name, owner, extra->>'owner' AS kept, extra->>'name' AS other FROM crm.accounts`)).toEqual([{ name: 'Acme Inc', owner: null, kept: 'Ann', other: 'Acme' }])
  expect(await rows(session.opened.reader, 'SELECT column_name FROM ops.rejects')).toEqual([{ column_name: 'record_id' }])
})

test('the preview says per column how many sampled cells cannot be read, with examples', async () => {
  const text = 'Nr,Name,Zahl,Seit\n1,Acme,many,2025-01-01\n2,Beta,7,soon\n3,Gamma,few,later\n'
  const found = await preview('x.csv', text, mapping({ format: 'accounts', key: ['Nr'], columns: { name: ['Name'], employees: ['Zahl'], created_at: ['Seit'] } }))
  expect(found.columns.map(({ name, field, unreadable }) => [name, field, unreadable?.cells ?? 0, unreadable?.examples ?? []])).toEqual([
    ['Nr', 'record_id', 0, []], ['Name', 'name', 0, []], ['Zahl', 'employees', 2, ['many', 'few']], ['Seit', 'created_at', 2, ['soon', 'later']],
  ])
})

test.each([
  [{ format: 'accounts', columns: { colour: ['x'] } }, '“colour”'],
  [{ format: 'events', key: ['x'] }, 'no key'],
  [{ format: 'gh-archive', columns: { name: ['x'] } }, 'cannot be mapped'],
  [{ format: 'nothing' }, '“nothing”'],
])('a mapping that cannot be is refused: %j', async (parts, words) => {
  await expect(mapped('x.json', '{"x":"1"}\n', mapping(parts))).rejects.toThrow(words)
})

test('the words of the stage column are counted over the whole file, beyond the sample', async () => {
  const lines = Array.from({ length: 3000 }, (_, index) => `${index},N${index},${index < 1500 ? 'lead' : index < 2999 ? 'partner' : 'customer'}`)
  const path = await session.file('a.csv', ['record_id,name,stage', ...lines].join('\n'))
  const stages = (text: string) => importHandlers(session)['import.stages']({ path: text, settings: { 'stage.partner': 'opportunity' } }, signal)
  const expected = { records: 3000, stages: [{ raw: 'lead', stage: 'lead', rows: 1500 }, { raw: 'partner', stage: 'opportunity', rows: 1499 }, { raw: 'customer', stage: 'customer', rows: 1 }] }
  expect(await stages(path)).toEqual(expected)
  // A ragged row sends the file to the careful reading, which counts alike.
  expect(await stages(await session.file('b.csv', ['record_id,name,stage', ...lines, 'ragged'].join('\n')))).toEqual(expected)
})

test('the order of a column’s dates is decided from the whole file, beyond the sample, or asked as two choices', async () => {
  const file = (last: string) => ['record_id,name,created_at', ...Array.from({ length: 2000 }, (_, index) => `${index},N,0${1 + (index % 9)}/02/2025`), `x,N,${last}`].join('\n')
  await session.imported('mdy.csv', file('12/31/2025'))
  expect(await rows(session.opened.reader, `SELECT created_at FROM crm.accounts WHERE record_id IN ('2', 'x') ORDER BY record_id`)).toEqual([{ created_at: '2025-03-02T00:00:00.000Z' }, { created_at: '2025-12-31T00:00:00.000Z' }])
  expect(await preview('dmy.csv', file('31/12/2025'))).toMatchObject({ needs: [], dates: [{ column: 'created_at', order: 'dmy' }] })
  expect((await preview('ask.csv', file('02/02/2025'))).needs).toEqual([
    { key: 'dates', label: 'Do dates begin with the day or the month? The column “created_at” holds 01/02/2025.', example: 'dmy', choices: [{ value: 'dmy', label: 'Day first: 1 February 2025' }, { value: 'mdy', label: 'Month first: 2 January 2025' }] },
  ])
  await expect(session.imported('ask.csv', file('02/02/2025'))).rejects.toMatchObject({ code: 'needs_setting', detail: { key: 'dates' } })
})

test('columns of one file may be written in different orders', async () => {
  await session.imported('both.csv', 'record_id,name,created_at,customer_at\n1,A,31/12/2025,12/30/2025\n2,B,01/02/2025,01/02/2025\n')
  expect(await rows(session.opened.reader, `SELECT a.created_at, h.entered_at FROM crm.accounts a JOIN crm.stage_entries h USING (record_id) WHERE record_id = '2'`)).toEqual([
    { created_at: '2025-02-01T00:00:00.000Z', entered_at: '2025-01-02T00:00:00.000Z' },
  ])
})

const canonical = ['record_id', 'name', 'domain', 'further_domains', 'aliases', 'stage', 'owner', 'industry', 'employees', 'country', 'created_at', 'opportunity_at'] as const
const cell: Record<(typeof canonical)[number], fc.Arbitrary<string>> = {
  record_id: fc.integer({ min: 1, max: 9 }).map(String),
  name: fc.constantFrom('Acme', 'Beta, Inc.', '"Gamma"', ' Delta ', ''),
  domain: fc.constantFrom('acme.com', 'Beta.IO', ''),
  further_domains: fc.constantFrom('a.io; b.io', ''),
  aliases: fc.constantFrom('One;Two', ''),
  stage: fc.constantFrom('Lead', 'closed won', 'odd', ''),
  owner: fc.constantFrom('Ann', ''),
  industry: fc.constantFrom('Software', ''),
  employees: fc.constantFrom('1,200', '7', 'many', ''),
  country: fc.constantFrom('DE', ''),
  created_at: fc.constantFrom('2025-01-02', '2025-01-02T03:04:05Z', 'soon', ''),
  opportunity_at: fc.constantFrom('2025-02-03', ''),
}

test('a mapping chosen by hand gives the tables of the recognised format, whatever the columns are called and wherever they stand', async () => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const contents = () => Promise.all(['crm.accounts', 'crm.stage_entries', 'ops.rejects'].map((table) =>
    rows(session.opened.reader, `SELECT * EXCLUDE (import_id) REPLACE (${table === 'ops.rejects' ? 'NULL AS raw, NULL AS column_name' : table === 'crm.accounts' ? 'NULL AS extra' : 'lower(stage_raw) AS stage_raw'}) FROM ${table} ORDER BY source_row`)))
  const order = fc.shuffledSubarray([...canonical], { minLength: canonical.length })
  const headers = fc.uniqueArray(fc.stringMatching(/^[a-zäöü漢]{3,9}q$/), { minLength: canonical.length, maxLength: canonical.length })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record(cell), { minLength: 1, maxLength: 8 }), order, headers, async (records, columns, names) => {
      const file = (header: readonly string[], shown: readonly (typeof canonical)[number][]) =>
        [header.map(quoted).join(','), ...records.map((record) => shown.map((column) => quoted(record[column])).join(','))].join('\n')
      const recognised = await session.imported('plain.csv', file(canonical, canonical), { format: 'accounts' })
      const expected = await contents()
      await undoImport(session, recognised.import.importId, signal)
      const nameOf = (column: string) => names[columns.findIndex((each) => each === column)] ?? ''
      const chosen = mapping({
        format: 'accounts',
        key: [nameOf('record_id')],
        columns: Object.fromEntries(canonical.flatMap((column) => (column === 'record_id' ? [] : [[column === 'opportunity_at' ? 'entered_opportunity' : column, [nameOf(column)]]]))),
      })
      const own = await mapped('own.csv', file(names, columns), chosen)
      const found = await contents()
      await undoImport(session, own.import.importId, signal)
      expect(found).toEqual(expected)
      expect(own.import.rows).toEqual(recognised.import.rows)
    }),
    { numRuns: 10 },
  )
})
