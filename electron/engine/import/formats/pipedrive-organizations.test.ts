import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { candidates, recognised } from '../formats.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { undoImport } from '../undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const accounts = (columns: string) => rows(session.opened.reader, `SELECT ${columns} FROM crm.accounts ORDER BY source_row`)

const organizations = `\uFEFF"Organization - Name","Organization - ID","Organization - Owner","Organization - Won deals","Organization - Open deals","Organization - Lost deals","Organization - Website","Organization - Country of Address","Organization - Organization created","Organization - Label"\r
"Acme, Inc.",1,Ann,2,1,0,https://acme.com/,Germany,"2024-05-06 07:08:09",Hot\r
"Beta
Labs",2,Ann,0,3,0,,,,\r
Gamma,3,,0,0,0,,,,\r
Delta,4,,,,,,,,\r
Epsilon,5,,some,0,0,,,,\r
Zeta,,,1,0,0,,,,\r
Eta,1E+11,,1,0,0,,,,\r
Gamma,3,,0,0,0,,,,\r
`

test('won deals make customers, open deals opportunities, all others are leads; bad records are rejected with their line', async () => {
  const { import: record } = await session.imported('organizations.csv', organizations)
  expect(record).toMatchObject({ format: 'pipedrive-organizations', rows: { total: 8, taken: 5, rejected: 2, duplicates: 1, ignored: 0 } })
  expect(record.warnings).toEqual([
    '2 of 8 records were rejected; the rejects say why, with line numbers.',
    'Organizations with won deals are customers, others with open deals opportunities, all others leads.',
    'The file holds no stage dates, so accounts keep their current stage at every as-of date.',
    '1 cell of “Organization - Won deals” is not a number of deals and counts as none.',
  ])
  expect(await accounts('source_row, record_id, name, domain, stage_raw, stage, owner, country, created_at')).toEqual([
    { source_row: 1, record_id: '1', name: 'Acme, Inc.', domain: 'acme.com', stage_raw: 'Customer', stage: 'customer', owner: 'Ann', country: 'Germany', created_at: '2024-05-06T07:08:09.000Z' },
    { source_row: 2, record_id: '2', name: 'Beta\nLabs', domain: null, stage_raw: 'Opportunity', stage: 'opportunity', owner: 'Ann', country: null, created_at: null },
    { source_row: 4, record_id: '4', name: 'Delta', domain: null, stage_raw: null, stage: 'lead', owner: null, country: null, created_at: null },
    { source_row: 5, record_id: '5', name: 'Epsilon', domain: null, stage_raw: null, stage: 'lead', owner: null, country: null, created_at: null },
    { source_row: 8, record_id: '3', name: 'Gamma', domain: null, stage_raw: null, stage: 'lead', owner: null, country: null, created_at: null },
  ])
  const [acme] = await accounts('extra')
  expect(JSON.parse((acme as { extra: string }).extra)).toEqual({ 'Organization - Won deals': '2', 'Organization - Open deals': '1', 'Organization - Lost deals': '0', 'Organization - Label': 'Hot' })
  expect(await rows(session.opened.reader, 'SELECT source_row, line_number, column_name, reason FROM ops.rejects ORDER BY 1')).toEqual([
    { source_row: 6, line_number: 8, column_name: 'Organization - ID', reason: 'The record id is blank.' },
    { source_row: 7, line_number: 9, column_name: 'Organization - ID', reason: expect.stringContaining('scientific notation') as string },
  ])
})

test('British spelling with slashed dates, semicolons and one of the counts only', async () => {
  const text = 'Organisation - ID;Organisation - Name;Organisation - Won deals;Organisation - Organisation created\n7;Müller;1;31/12/2024\n8;Söhne;0;1/2/2025\n'
  const { import: record } = await session.imported('organisations.csv', Buffer.from(text, 'latin1'))
  expect(record).toMatchObject({ format: 'pipedrive-organizations', rows: { total: 2, taken: 2 } })
  expect(record.warnings[0]).toMatch(/Windows-1252/)
  expect(record.warnings[1]).toMatch(/^The file does not count open deals/)
  expect(await accounts('record_id, name, stage, created_at')).toEqual([
    { record_id: '7', name: 'Müller', stage: 'customer', created_at: '2024-12-31T00:00:00.000Z' },
    { record_id: '8', name: 'Söhne', stage: 'lead', created_at: '2025-02-01T00:00:00.000Z' },
  ])
})

test('Czech headers with a star; without counts of deals nothing is known of the stage', async () => {
  const { import: record } = await session.imported('organizace.csv', 'Organizace - Název*,Organizace - ID\nŠkoda,9\n')
  expect(record.warnings).toContain('The file counts no deals, so every account is unmapped. Export the columns “Won deals” and “Open deals” too.')
  expect(await accounts('record_id, name, stage_raw, stage')).toEqual([{ record_id: '9', name: 'Škoda', stage_raw: null, stage: 'unmapped' }])
})

test('the same file again changes nothing, a newer one is current, and undo brings the older one back', async () => {
  await session.imported('organizations.csv', organizations)
  expect((await session.imported('copy.csv', organizations)).alreadyImported).toBe(true)
  const { import: newer } = await session.imported('newer.csv', 'Organization - ID,Organization - Name,Organization - Won deals,Organization - Open deals\n2,Beta Labs,1,0\n')
  const beta = () => rows(session.opened.reader, `SELECT name, stage FROM crm.current_accounts WHERE record_id = '2'`)
  expect(await beta()).toEqual([{ name: 'Beta Labs', stage: 'customer' }])
  await undoImport(session, newer.importId, new AbortController().signal)
  expect(await beta()).toEqual([{ name: 'Beta\nLabs', stage: 'opportunity' }])
})

test('exports of deals and people are not organizations, and organizations are no other format', () => {
  const sample = (names: readonly string[]) => ({ container: 'delimited', names, records: [] }) as const
  const own = ['Organization - ID', 'Organization - Name', 'Organization - Address', 'Organization - Won deals']
  expect(candidates(sample(own)).filter(({ confidence }) => confidence > 0).map(({ importer }) => importer.id)).toEqual(['pipedrive-organizations'])
  expect(recognised(sample(['Deal - ID', 'Deal - Title', ...own]))?.id).toBe('pipedrive-deals')
  expect(recognised(sample(['Person - ID', 'Person - Name', ...own]))?.id).toBe('pipedrive-persons')
})
