import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { calls, type Input } from '../../../shared/contract.ts'
import type { Crm } from '../../../shared/contract-write-back.ts'
import { rows } from '../db/query.ts'
import { handOverHandlers } from '../hand-over/handlers.ts'
import { runImport } from '../import/run-import.ts'
import { type TestSession, testSession } from '../import/session.test-support.ts'
import { ensureScored } from '../score/ensure-scored.ts'
import { writeBackHandlers } from './handlers.ts'
import { recordIdIn } from './record-ids.ts'

const signal = new AbortController().signal
let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const asOf = '2026-06-03'
const events = `occurred_at,source,domain,email
2026-06-03,product_usage,,ann@alpha.com
2026-06-01,docs_view,,bob@alpha.com
2026-05-01,docs_edit,,ann@alpha.com
2026-06-02,product_usage,beta.com,
2026-06-03,product_usage,hidden.com,
2026-06-03,product_usage,,eve@@nodomain
2025-01-01,product_usage,asleep.com,
`
const hubspot = {
  'companies.csv': `"Record ID","Company name","Company Domain Name","Additional Domains","Lifecycle Stage","Company owner","Industry","Number of Employees","Country/Region","Create Date","Became a Lead Date","Became an Opportunity Date","Annual Revenue"
"101","Alpha, Inc.","alpha.com","alpha.io; alpha.dev","Marketing Qualified Lead","Olga","Software","120","Germany","2024-01-02","2024-02-01","","1000"
"102","Beta","beta.com","","Opportunity","","","","","2024-01-03","2024-03-01","2025-04-01",""
"103","Gamma","","","Customer","","","","","","","",""
"acme-1","Foreign","foreign.com","","Lead","","","","","","","",""
`,
  'contacts.csv': `"Record ID","First Name","Last Name","Email","Job Title","Lifecycle Stage","Associated Company IDs","Opted out of all email","Became a Lead Date"
"901","Ann","Dev","ann@alpha.com","Software Engineer","Lead","101","false","2024-02-02"
"902","Bob","Boss","bob@alpha.com","CTO","Opportunity","101","true","2024-02-03"
"903","Cy","Else","cy@beta.com","Recruiter","Lead","102","",""
"904","No","Where","no@where.com","CEO","Lead","","",""
`,
}
const salesforce = {
  'Account.csv': `Id,Name,Type,Website,Industry,NumberOfEmployees,BillingCountry,OwnerId,CreatedDate,AnnualRevenue
0015g00000AbCdE,Alpha,Prospect,https://alpha.com,Software,120,Germany,0055g000000aaaa,2024-01-02T00:00:00Z,1000
0015g00000abcdeAAA,Beta,Customer - Direct,beta.com,,,,,2024-01-03T00:00:00Z,
`,
  'Contact.csv': `Id,AccountId,FirstName,LastName,Title,Email,HasOptedOutOfEmail,CreatedDate
0035g00000AbCdE,0015g00000AbCdE,Ann,Dev,Software Engineer,ann@alpha.com,false,2024-02-02T00:00:00Z
0035g00000AbCdF,0015g00000AbCdE,Bob,Boss,CTO,bob@alpha.com,true,2024-02-03T00:00:00Z
`,
}
const exportsOf = { hubspot, salesforce } as const

async function filled(crm: Crm): Promise<void> {
  for (const [name, text] of Object.entries(exportsOf[crm])) await session.imported(name, text)
  await session.imported('events.csv', events)
}

const request = (more: Partial<Input<'writeBack.write'>> & { crm: Crm }) => calls['writeBack.write'].input.parse({ asOf, ...more })
const write = async (more: Partial<Input<'writeBack.write'>> & { crm: Crm }) => calls['writeBack.write'].output.parse(await writeBackHandlers(session)['writeBack.write'](request(more), signal))
const preview = async (more: Partial<Input<'writeBack.preview'>> & { crm: Crm }) => calls['writeBack.preview'].output.parse(await writeBackHandlers(session)['writeBack.preview'](request(more), signal))
const linesOf = async (folder: string, name: string) => (await readFile(join(folder, name), 'utf8')).trimEnd().split('\r\n').map((line) => JSON.parse(`[${line}]`) as string[])

/** All that is known of the CRM's records and what follows from it. */
async function state(): Promise<unknown> {
  const run = await ensureScored(session.opened, { asOf, policy: 'reliable' }, signal)
  const read = (sql: string) => rows(session.opened.reader, sql, { run_id: run.runId })
  return {
    accounts: await read('SELECT * EXCLUDE (import_id, source_row, extra) FROM crm.current_accounts ORDER BY record_id'),
    contacts: await read('SELECT * EXCLUDE (import_id, source_row, extra) FROM crm.current_contacts ORDER BY record_id'),
    extra: await read(`SELECT record_id, key, extra->>key AS value FROM (SELECT record_id, extra, unnest(json_keys(extra)) AS key FROM crm.current_accounts) WHERE NOT starts_with(key, 'Bandstand') ORDER BY ALL`),
    stages: await read('SELECT object, record_id, stage_raw, stage, entered_at FROM crm.current_stage_history ORDER BY ALL'),
    contactStages: await read('SELECT record_id, stage_raw, stage, entered_at FROM crm.current_contact_stages ORDER BY ALL'),
    scores: await read('SELECT s.subject_key, r.score, r.band, r.active, r.people, r.events FROM result.scores r JOIN result.subjects s USING (subject_id) WHERE r.run_id = $run_id ORDER BY 1'),
  }
}

test.each(['hubspot', 'salesforce'] as const)('%s: what is written comes back as its own, and loses, adds and changes nothing', async (crm) => {
  await filled(crm)
  const before = await state()
  const folder = join(session.folder, 'out')
  const { files } = await write({ crm, folder })
  const data = files.filter(({ kind }) => kind !== 'definition')
  expect(data.map(({ rows: count }) => count)).toEqual(crm === 'hubspot' ? [3, 1, 2] : [2, 1, 1])
  for (const { name, kind, rows: count } of data) {
    const { import: record } = await runImport(session, { path: join(folder, name), settings: {} }, signal)
    expect(record).toMatchObject({ format: `${crm}-${/contacts/.test(name) ? 'contacts' : crm === 'hubspot' ? 'companies' : 'accounts'}`, overwrite: 'fill', rows: { total: count, rejected: 0, taken: kind === 'new' ? 0 : count, ignored: kind === 'new' ? count : 0 } })
    expect(record.records?.new ?? 0).toBe(0)
  }
  expect(await state()).toEqual(before)
  expect((await preview({ crm, changedOnly: true })).files.map(({ rows: count }) => count)).toEqual(files.map(() => 0))
})

test('HubSpot files say score, band, lifecycle, dates and developers by record id, and new companies by domain', async () => {
  await filled('hubspot')
  const folder = join(session.folder, 'out')
  const { leftOut } = await write({ crm: 'hubspot', folder })
  expect(leftOut).toEqual({ otherIds: 1, withoutDomain: 0, withoutAccount: 1 })
  const [headers, ...companies] = await linesOf(folder, 'hubspot-companies-update.csv')
  expect(headers?.slice(0, 4)).toEqual(['Record ID', 'Bandstand score', 'Bandstand band', 'Bandstand lifecycle stage'])
  expect(companies.map(([id]) => id)).toEqual(['101', '102', '103'])
  expect(companies[2]).toEqual(['103', '0', 'None', 'Not enough events', '', '', '', '', '', 'false', '0', '', '2026-06-03'])
  expect(companies[0]?.slice(-3)).toEqual(['2', '2026-06-03', '2026-06-03'])
  const [, ...fresh] = await linesOf(folder, 'hubspot-companies-new.csv')
  expect(fresh.map((row) => row.slice(0, 4))).toEqual([['hidden.com', 'hidden.com', '10', 'Medium']])
  expect((await stat(join(folder, 'hubspot-companies-new.csv'))).mode & 0o777).toBe(0o600)
  const properties = JSON.parse(await readFile(join(folder, 'hubspot-company-properties.json'), 'utf8')) as { inputs: { name: string; label: string; options?: { value: string }[] }[] }
  expect(properties.inputs.map(({ label }) => label)).toEqual(headers?.slice(1))
  expect(properties.inputs.find(({ name }) => name === 'bandstand_band')?.options?.map(({ value }) => value)).toEqual(['High', 'Medium', 'Low', 'None'])
})

test('the scores written are those of the run', async () => {
  await filled('hubspot')
  const folder = join(session.folder, 'out')
  await write({ crm: 'hubspot', folder })
  const run = await ensureScored(session.opened, { asOf, policy: 'reliable' }, signal)
  const scores = await rows<{ record: string; score: number; band: string }>(session.opened.reader, 'SELECT s.record_id AS record, round(r.score, 1) AS score, r.band FROM result.scores r JOIN result.subjects s USING (subject_id) WHERE r.run_id = $run_id AND s.record_id IS NOT NULL', { run_id: run.runId })
  const [, ...companies] = await linesOf(folder, 'hubspot-companies-update.csv')
  for (const [id, score, band] of companies) expect(scores.find(({ record }) => record === id)).toMatchObject({ score: Number(score), band })
})

test('the wall: nobody of the user database is in a file or remembered as told', async () => {
  await filled('hubspot')
  const folder = join(session.folder, 'out')
  const { files } = await write({ crm: 'hubspot', folder })
  expect(files.find(({ name }) => name.includes('contacts'))).toMatchObject({ rows: 2, withheld: 1 })
  const [headers, ...contacts] = await linesOf(folder, 'hubspot-contacts-update.csv')
  expect(headers).toEqual(['Record ID', 'Bandstand points', 'Bandstand last activity', 'Bandstand persona', 'Bandstand account score', 'Bandstand account band', 'Bandstand account lifecycle stage', 'Bandstand as of'])
  expect(contacts.map((row) => [row[0], row[1], row[2], row[3]])).toEqual([['902', '1.1', '2026-06-01', 'buyer'], ['903', '0', '', 'other']])
  expect(await rows(session.opened.reader, `SELECT record FROM ops.written_back WHERE object = 'contact' ORDER BY 1`)).toEqual([{ record: '902' }, { record: '903' }])
  const log = await handOverHandlers(session)['exports.list']({ limit: 10 }, signal)
  expect(log.exports.map(({ kind, audience, withheld }) => [kind, audience, withheld])).toEqual([['hubspot-contacts-update', 'sales', 1], ['hubspot-companies-new', 'sales', 0], ['hubspot-companies-update', 'sales', 0]])
})

test('changed only: what differs from what was last told, and a later day alone is no difference', async () => {
  await filled('hubspot')
  await write({ crm: 'hubspot', folder: join(session.folder, 'first') })
  await session.imported('more.csv', 'occurred_at,source,domain\n2026-06-02,docs_edit,gamma.com\n2026-06-02,docs_edit,beta.com\n')
  const shown = await preview({ crm: 'hubspot', changedOnly: true })
  const folder = join(session.folder, 'second')
  const { files } = await write({ crm: 'hubspot', changedOnly: true, folder })
  expect(files.map(({ name, rows: count, unchanged }) => [name, count, unchanged])).toEqual(shown.files.map(({ name, rows: count, unchanged }) => [name, count, unchanged]))
  const [, ...companies] = await linesOf(folder, 'hubspot-companies-update.csv')
  expect(companies.map(([id]) => id).sort()).toEqual(['102', '103'])
  expect(files[0]).toMatchObject({ rows: 2, unchanged: 1 })
  // The account of this contact is one of them.
  expect((await linesOf(folder, 'hubspot-contacts-update.csv')).slice(1).map(([id]) => id)).toEqual(['903'])
  expect((await preview({ crm: 'hubspot', changedOnly: true })).files.map(({ rows: count }) => count)).toEqual(files.map(() => 0))
  expect((await preview({ crm: 'hubspot' })).files[0]).toMatchObject({ rows: 3, unchanged: 0 })
  expect((await readdir(folder)).sort()).toEqual(['hubspot-companies-update.csv', 'hubspot-company-properties.json', 'hubspot-contact-properties.json', 'hubspot-contacts-update.csv'])
})

test('Salesforce: ids of 18 characters, mappings that name every column, fields for each of them', async () => {
  await filled('salesforce')
  const folder = join(session.folder, 'out')
  await write({ crm: 'salesforce', folder })
  const [headers = [], ...accounts] = await linesOf(folder, 'salesforce-accounts-update.csv')
  expect(accounts.map(([id]) => id?.length)).toEqual([18, 18])
  const mapping = await readFile(join(folder, 'salesforce-accounts-update.sdl'), 'utf8')
  expect(mapping.trim().split('\n').slice(1)).toEqual(headers.map((header) => `${header}=${header}`))
  const fields = (await linesOf(folder, 'salesforce-fields.csv')).filter(([object]) => object === 'Account').map(([, , name]) => name)
  expect(fields).toEqual(headers.slice(1))
  const [newHeaders, ...fresh] = await linesOf(folder, 'salesforce-accounts-insert.csv')
  expect(newHeaders?.slice(0, 2)).toEqual(['Name', 'Website'])
  expect(fresh.map((row) => row[1])).toEqual(['hidden.com'])
})

test('a full export that has these columns among its own is read as an export', async () => {
  await filled('hubspot')
  const folder = join(session.folder, 'out')
  await write({ crm: 'hubspot', folder })
  const [headers = [], first = []] = await linesOf(folder, 'hubspot-companies-update.csv')
  const { import: record } = await session.imported('later.csv', `Company name,Lifecycle Stage,${headers.join(',')}\nAlpha,Customer,${first.join(',')}\n`)
  expect(record).toMatchObject({ overwrite: 'replace', rows: { taken: 1 } })
  expect(await rows(session.opened.reader, `SELECT name, stage FROM crm.current_accounts WHERE record_id = '101'`)).toEqual([{ name: 'Alpha', stage: 'customer' }])
})

test('ids: the known Salesforce example, letters that differ by case only, and ids of another CRM', () => {
  expect(recordIdIn('salesforce', 'account', '0017E0000028LZP')).toBe('0017E0000028LZPQA2')
  expect(recordIdIn('salesforce', 'account', '0067E0000028LZP')).toBeNull()
  expect(recordIdIn('salesforce', 'account', '0015g00000abcde')).not.toBe(recordIdIn('salesforce', 'account', '0015g00000AbCdE'))
  expect(recordIdIn('salesforce', 'contact', '0015g00000abcde')).toBeNull()
  expect(recordIdIn('hubspot', 'account', 'acme-1')).toBeNull()
  expect(recordIdIn('hubspot', 'account', '101')).toBe('101')
})

test('a folder that cannot be made is said so, and a cancelled writing writes nothing', async () => {
  await filled('hubspot')
  await session.file('taken', 'x')
  await expect(write({ crm: 'hubspot', folder: join(session.folder, 'taken', 'in') })).rejects.toThrow(/taken.*Choose another folder/)
  await expect(writeBackHandlers(session)['writeBack.write'](request({ crm: 'hubspot', folder: join(session.folder, 'stopped') }), AbortSignal.abort())).rejects.toThrow()
  expect(await rows(session.opened.reader, 'SELECT * FROM ops.written_back')).toEqual([])
})
