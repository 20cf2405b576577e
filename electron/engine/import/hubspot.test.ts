import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { previewImport } from './preview.ts'
import { type TestSession, testSession } from './session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const accounts = () => rows(session.opened.reader, 'SELECT * EXCLUDE (import_id) FROM crm.accounts ORDER BY source_row')

const labels = `\uFEFF"Record ID","Company name","Company Domain Name","Additional Domains","Lifecycle Stage","Number of Employees","Create Date","Associated Contact IDs","Phone Number","Phone Number"\r
"9876543210","Acme, Inc.","acme.com","acme.io; acme.dev","Marketing Qualified Lead","1,200","2025-03-01 09:30","111;222","1","2"\r
"9876543211"," Beta ""Labs""\nof Berlin","","","Customer","51-200","","","",""\r
`

test('a HubSpot export with labels fills accounts, keeps other columns and words what it could not read', async () => {
  const { import: record } = await session.imported('hubspot-crm-exports-all-2026-06-01.csv', labels)
  expect(record.format).toBe('hubspot-companies')
  expect(record.rows).toEqual({ total: 2, taken: 2, rejected: 0, duplicates: 0, ignored: 0 })
  expect(record.warnings).toContain('1 cell of “Number of Employees” is not a number of employees and was left empty.')
  const [acme, beta] = await accounts()
  expect(acme).toMatchObject({
    source_row: 1, record_id: '9876543210', name: 'Acme, Inc.', domain: 'acme.com', further_domains: ['acme.io', 'acme.dev'], aliases: [],
    stage_raw: 'Marketing Qualified Lead', stage: 'lead', employees: 1200, created_at: '2025-03-01T09:30:00.000Z',
  })
  expect(JSON.parse((acme as { extra: string }).extra)).toEqual({ 'Associated Contact IDs': '111;222', 'Phone Number': '1', 'Phone Number (2)': '2' })
  expect(beta).toMatchObject({ source_row: 2, name: 'Beta "Labs"\nof Berlin', domain: null, stage: 'customer', employees: null, created_at: null })
})

test('internal names, both families of stage dates, and the website where the domain is blank', async () => {
  await session.imported(
    'companies.csv',
    `hs_object_id,name,domain,website,lifecyclestage,hs_lifecyclestage_lead_date,hs_v2_date_entered_lead,Became an Opportunity Date,"Date entered ""Customer (Lifecycle Stage Pipeline)"""
1,Acme,,https://www.acme.com/about,customer,2024-01-01,2024-02-01T08:00:00+02:00,2024-06-01,1735689600000
2,Beta,beta.dev,,evangelist,2024-01-01,2024-01-01,,
`,
  )
  expect(await accounts()).toMatchObject([{ domain: 'www.acme.com', stage: 'customer' }, { domain: 'beta.dev', stage: 'customer' }])
  expect(await rows(session.opened.reader, 'SELECT record_id, stage_raw, stage, entered_at FROM crm.stage_entries ORDER BY ALL')).toEqual([
    { record_id: '1', stage_raw: 'Customer', stage: 'customer', entered_at: '2025-01-01T00:00:00.000Z' },
    { record_id: '1', stage_raw: 'Opportunity', stage: 'opportunity', entered_at: '2024-06-01T00:00:00.000Z' },
    { record_id: '1', stage_raw: 'lead', stage: 'lead', entered_at: '2024-01-01T00:00:00.000Z' },
    { record_id: '1', stage_raw: 'lead', stage: 'lead', entered_at: '2024-02-01T06:00:00.000Z' },
    { record_id: '2', stage_raw: 'lead', stage: 'lead', entered_at: '2024-01-01T00:00:00.000Z' },
  ])
})

test('German headers in Windows-1252 with semicolons and a sep line', async () => {
  const text = 'sep=;\r\nDatensatz-ID;Name des Unternehmens;Branche;Lifecycle-Phase\r\n7;Müller & Söhne;Großhandel;opportunity\r\n'
  const { import: record } = await session.imported('unternehmen.csv', Buffer.from(text, 'latin1'))
  expect(record).toMatchObject({ format: 'hubspot-companies', rows: { taken: 1 } })
  expect(await accounts()).toMatchObject([{ record_id: '7', name: 'Müller & Söhne', industry: 'Großhandel', stage: 'opportunity' }])
})

test.each(['utf16le', 'utf16be'] as const)('%s with a byte order mark', async (encoding) => {
  const little = Buffer.from('\uFEFFRecord ID\tCompany name\r\n1\tZoë Œuvre\r\n', 'utf16le')
  await session.imported('export.tsv', encoding === 'utf16le' ? little : Buffer.from(little).swap16())
  expect(await accounts()).toMatchObject([{ record_id: '1', name: 'Zoë Œuvre' }])
})

test.each(['Name;Unternehmensname', 'Unternehmensname;Name'])('a column of one’s own called Name takes nothing from the company’s name: %s', async (names) => {
  const row = names.startsWith('Name') ? 'mine;Acme GmbH' : 'Acme GmbH;mine'
  await session.imported('unternehmen.csv', `Datensatz-ID;${names};Lifecycle-Phase\n1;${row};Lead\n`)
  expect(await accounts()).toMatchObject([{ name: 'Acme GmbH', extra: '{"Name":"mine"}' }])
})

test('stage words without a meaning are named with their records', async () => {
  const { import: record } = await session.imported('companies.csv', 'Record ID,Company name,Lifecycle Stage\n1,A,Verkaufschance\n2,B,heiß\n3,C,heiß\n4,D,Lead\n5,E,\n')
  expect(record.warnings).toContain('2 words of the stage column are no stage yet: “heiß” (2), “Verkaufschance” (1). Say what they mean under Stages before importing the file again, or by --set stage.<word>=<stage>.')
})

test('a record id in scientific notation is rejected loudly, with its line', async () => {
  const { import: record } = await session.imported('companies.csv', 'Record ID,Company name\n"1","a\nb"\n1.23E+11,Acme\n,No id\n')
  expect(record.rows).toMatchObject({ total: 3, taken: 1, rejected: 2 })
  expect(await rows(session.opened.reader, 'SELECT source_row, line_number, column_name, reason, raw FROM ops.rejects ORDER BY 1')).toEqual([
    { source_row: 2, line_number: 4, column_name: 'Record ID', reason: expect.stringContaining('scientific notation') as string, raw: '1.23E+11,Acme' },
    { source_row: 3, line_number: 5, column_name: 'Record ID', reason: 'The record id is blank.', raw: ',No id' },
  ])
})

test('equal rows are duplicates; differing rows of one id stay and the last is current', async () => {
  const { import: record } = await session.imported('companies.csv', 'Record ID,Company name,Company owner\n1,Acme,Ann\n1,Acme,Bob\n1,Acme,Ann\n2,Beta,Ann\n')
  expect(record.rows).toEqual({ total: 4, taken: 3, rejected: 0, duplicates: 1, ignored: 0 })
  expect(await rows(session.opened.reader, 'SELECT record_id, owner, source_row FROM crm.current_accounts ORDER BY 1')).toEqual([
    { record_id: '1', owner: 'Ann', source_row: 3 },
    { record_id: '2', owner: 'Ann', source_row: 4 },
  ])
})

test('slashed dates are read day first or month first as the column shows, and asked for where it does not', async () => {
  const file = (first: string, second: string) => `Record ID,Company name,Create Date\n1,A,${first}\n2,B,${second}\n`
  await session.imported('a.csv', file('1/10/2026 21:52', '31/12/2025'))
  await session.imported('b.csv', file('1/10/2026 9:05 PM', '12/31/2025'))
  expect((await accounts()).map((row) => (row as { created_at: string }).created_at).sort()).toEqual([
    '2025-12-31T00:00:00.000Z', '2025-12-31T00:00:00.000Z', '2026-01-10T21:05:00.000Z', '2026-10-01T21:52:00.000Z',
  ])
  await expect(session.imported('c.csv', file('1/10/2026', '2/3/2026'))).rejects.toMatchObject({ code: 'needs_setting', detail: { key: 'dates' } })
  const { import: record } = await session.imported('c.csv', file('1/10/2026', '2/3/2026'), { settings: { dates: 'mdy' } })
  expect(record.rows.taken).toBe(2)
})

test('a word of the user’s own lifecycle is mapped by a setting; the preview shows the mapping', async () => {
  const path = await session.file('companies.csv', 'Record ID,Company name,Lifecycle Stage\n1,A,94710382\n2,B,94710382\n3,C,Lead\n')
  const signal = new AbortController().signal
  const plain = await previewImport(session.opened, { path, settings: {} }, signal)
  expect(plain.stages).toEqual([{ raw: '94710382', stage: 'unmapped', rows: 2 }, { raw: 'Lead', stage: 'lead', rows: 1 }])
  expect(plain.columns.map(({ name, field }) => [name, field])).toEqual([['Record ID', 'record_id'], ['Company name', 'name'], ['Lifecycle Stage', 'stage']])
  await session.imported('companies.csv', 'Record ID,Company name,Lifecycle Stage\n1,A,94710382\n2,B,94710382\n3,C,Lead\n', { settings: { 'stage.94710382': 'opportunity' } })
  expect((await accounts()).map((row) => (row as { stage: string }).stage)).toEqual(['opportunity', 'opportunity', 'lead'])
})
