import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { type TestSession, testSession } from './session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const all = (table: string, columns: string) => rows(session.opened.reader, `SELECT ${columns} FROM ${table} ORDER BY import_id, source_row`)

test('GH Archive before and after October 2025, with what the page adds: organisation, shown login, lists of commits', async () => {
  const star = '{"id":"1","type":"WatchEvent","actor":{"id":583231,"login":"octo","display_login":"octo","avatar_url":"x"},"repo":{"id":9,"name":"acme/sdk","url":"x"},"org":{"id":4,"login":"acme"},"payload":{"action":"started"},"public":true,"created_at":"2025-01-01T00:00:00Z"}'
  const before = '{"id":"3","type":"PushEvent","actor":{"id":8,"login":"b"},"repo":{"id":9,"name":"acme/sdk"},"payload":{"push_id":3,"size":2,"distinct_size":2,"ref":"refs/heads/main","head":"c0","before":"b0","commits":[{"sha":"c0","author":{"name":"B","email":"356a192b7913b04c54574d18c28d46e6395428ab@acme.com"},"message":"x","distinct":true}]},"public":true,"created_at":"2025-09-01T00:00:00Z"}'
  const after = '{"id":"2","type":"PushEvent","actor":{"id":7,"login":"a"},"repo":{"id":9,"name":"acme/sdk"},"payload":{"push_id":3,"ref":"refs/heads/main","head":"c0","before":"b0","repository_id":9},"public":true,"created_at":"2025-11-01T00:00:00Z"}'
  const fork = '{"id":"4","type":"ForkEvent","actor":{"id":7,"login":"a"},"repo":{"id":9,"name":"acme/sdk"},"payload":{"action":"forked","forkee":{"id":1,"full_name":"a/sdk","owner":{"login":"a","type":"User"}}},"public":true,"created_at":"2025-11-01T00:00:00Z"}'
  const pull = '{"id":"5","type":"PullRequestEvent","actor":{"id":7,"login":"a"},"repo":{"id":9,"name":"acme/sdk"},"payload":{"action":"opened","number":3,"pull_request":{"id":1,"number":3,"url":"x","head":{},"base":{}}},"public":true,"created_at":"2025-11-02T00:00:00Z"}'
  const { import: record } = await session.imported('2025-11-01-0.json', [star, before, after, fork, pull].join('\n'))
  expect(record).toMatchObject({ format: 'gh-archive', rows: { total: 5, taken: 5 } })
  const event = (id: string, source: string, [github_id, login]: [number, string], occurred_at: string) => ({ id, source, github_id, login, occurred_at, target: 'acme/sdk', quantity: 1 })
  expect(await all('dev.events', 'source_event_id AS id, source, github_id, login, occurred_at, target, quantity')).toEqual([
    event('1', 'star', [583231, 'octo'], '2025-01-01T00:00:00.000Z'), event('3', 'commit', [8, 'b'], '2025-09-01T00:00:00.000Z'), event('2', 'commit', [7, 'a'], '2025-11-01T00:00:00.000Z'),
    event('4', 'fork', [7, 'a'], '2025-11-01T00:00:00.000Z'), event('5', 'pull_request', [7, 'a'], '2025-11-02T00:00:00.000Z'),
  ])
})

test('HubSpot contacts with all columns of the page: durations in a stage and other dates are no stage dates, a stage of the account’s own is unmapped', async () => {
  const header = 'Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Job Title,Company name,Website URL,City,State/Region,Country/Region,Industry,Contact owner,Lifecycle Stage,Lead Status,Marketing contact status,Create Date,Close Date,Last Activity Date,Last Contacted,Opted out of all email,Number of Employees,Became an Other Lifecycle Date,hs_v2_cumulative_time_in_lead,Became a Lead Date'
  const text = `${header}\n9876543210,Jo,B,jo@acme.com,1,2,CTO,Acme,acme.com,Köln,NRW,Germany,software,Ann,163840213,New,Marketing contact,2025-01-02 10:00,2025-02-03,2025-02-04,2025-02-05,false,120,2025-03-01,86400,2025-01-03\n`
  const { import: record } = await session.imported('hubspot-crm-exports-all-contacts-2025-05-01.csv', text)
  expect(record).toMatchObject({ format: 'hubspot-contacts', rows: { total: 1, taken: 1 } })
  expect(await all('crm.contacts', 'record_id, email, name, title, company, stage_raw, stage, owner, country, opted_out, created_at, CAST(extra AS VARCHAR) AS extra')).toEqual([{
    record_id: '9876543210', email: 'jo@acme.com', name: 'Jo B', title: 'CTO', company: 'Acme', stage_raw: '163840213', stage: 'unmapped', owner: 'Ann', country: 'Germany', opted_out: false, created_at: '2025-01-02T10:00:00.000Z',
    extra: JSON.stringify({
      'Phone Number': '1', 'Mobile Phone Number': '2', 'Website URL': 'acme.com', City: 'Köln', 'State/Region': 'NRW', Industry: 'software', 'Lead Status': 'New', 'Marketing contact status': 'Marketing contact', 'Close Date': '2025-02-03',
      'Last Activity Date': '2025-02-04', 'Last Contacted': '2025-02-05', 'Number of Employees': '120', hs_v2_cumulative_time_in_lead: '86400',
    }),
  }])
  expect(await rows(session.opened.reader, 'SELECT stage, entered_at FROM crm.stage_entries ORDER BY 2')).toEqual([{ stage: 'lead', entered_at: '2025-01-03T00:00:00.000Z' }, { stage: 'unmapped', entered_at: '2025-03-01T00:00:00.000Z' }])
})

test('HubSpot exports names and values independently: internal headers over labels, and labels over internal values', async () => {
  await session.imported('a.csv', 'hs_object_id,firstname,email,lifecyclestage\n1,Jo,jo@a.co,Marketing Qualified Lead\n')
  await session.imported('b.csv', 'Record ID,First Name,Email,Lifecycle Stage\n2,Al,al@a.co,marketingqualifiedlead\n3,Cy,cy@a.co,evangelist\n')
  expect(await all('crm.contacts', 'record_id, stage')).toEqual([{ record_id: '1', stage: 'lead' }, { record_id: '2', stage: 'lead' }, { record_id: '3', stage: 'customer' }])
})

test('HubSpot: an export of deals with its companies names ids by object', async () => {
  const { import: record } = await session.imported('deals.csv', 'Record ID - Deal,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Deal Owner,Create Date,Record ID - Company,Record ID - Contact\n7,Big,contractsent,Sales,1000,2025-06-30,Ann,2025-01-02,901,1;2\n')
  expect(record).toMatchObject({ format: 'hubspot-deals', rows: { taken: 1 } })
  expect(await all('crm.deals', 'record_id, name, stage, account_ids, contact_ids, amount, created_at')).toEqual([{ record_id: '7', name: 'Big', stage: 'opportunity', account_ids: ['901'], contact_ids: ['1', '2'], amount: 1000, created_at: '2025-01-02T00:00:00.000Z' }])
})

test('Salesforce: OpportunityHistory with all columns of the page, previous values among them; every forecast category', async () => {
  const header = 'Id,OpportunityId,StageName,Amount,ExpectedRevenue,CloseDate,Probability,ForecastCategory,PrevAmount,PrevCloseDate,IsDeleted,CreatedById,CreatedDate,SystemModstamp'
  const line = (stage: string, forecast: string, day: number, deleted = false) => `008000000000${String(day).padStart(3, '0')},0067E0000028LZP,${stage},100,50,2025-06-30,50,${forecast},90,#N/A,${deleted},0055g00000AbCdE,2025-01-0${day}T00:00:00.000Z,2025-01-0${day}T00:00:00.000Z`
  const { import: record } = await session.imported('OpportunityHistory.csv', [header, line('Own one', 'Pipeline', 1), line('Own two', 'BestCase', 2), line('Own three', 'MostLikely', 3), line('Own four', 'Forecast', 4), line('Own five', 'Omitted', 5), line('Own six', 'Closed', 6), line('Gone', 'Pipeline', 7, true), ''].join('\n'))
  expect(record).toMatchObject({ format: 'salesforce-opportunity-history', rows: { total: 7, taken: 6, ignored: 1 } })
  expect(await all('crm.deal_history', 'record_id, stage_raw, stage, amount')).toEqual(
    ['one', 'two', 'three', 'four', 'five', 'six'].map((word, index) => ({ record_id: '0067E0000028LZPQA2', stage_raw: `Own ${word}`, stage: index < 4 ? 'opportunity' : 'unmapped', amount: 100 })),
  )
})

test('Pipedrive deals with all columns of the page', async () => {
  const header = 'Deal - ID,Deal - Title,Deal - Organization,Deal - Contact person,Deal - Value,Deal - Currency of value,Deal - Stage,Deal - Pipeline,Deal - Status,Deal - Owner,Deal - Probability,Deal - Label,Deal - Deal created,Deal - Update time,Deal - Expected close date,Deal - Lost reason,Deal - Lost time,Deal - Total activities'
  const { import: record } = await session.imported('deals-1.csv', `${header}\n1,Big,Acme,Jo B,"1,200",EUR,Offer,Sales,Lost,Ann,20,Hot,2025-01-02 10:00:00,2025-02-01,2025-06-30,Price,2025-02-01 09:00:00,4\n`)
  expect(record).toMatchObject({ format: 'pipedrive-deals', rows: { taken: 1 } })
  expect(await all('crm.deals', 'record_id, name, company, pipeline, stage_raw, stage, amount, currency, owner, closes_at, closed_at, created_at')).toEqual([{
    record_id: '1', name: 'Big', company: 'Acme', pipeline: 'Sales', stage_raw: 'Lost', stage: 'lost', amount: 1200, currency: 'EUR', owner: 'Ann', closes_at: '2025-06-30T00:00:00.000Z', closed_at: '2025-02-01T09:00:00.000Z', created_at: '2025-01-02T10:00:00.000Z',
  }])
})

test('docs analytics: the words tools rank actions by are all views', async () => {
  const words = ['FORM_CAPTURE', 'DEMO_LOGIN', 'COPY_TEXT', 'COPY_COMMAND', 'PAGE_VISIT']
  const { import: record } = await session.imported('docs.csv', `timestamp,email,url,action\n${words.map((word) => `2025-03-01T12:00:00Z,jo@acme.com,/docs/start,${word}\n`).join('')}`)
  expect(record).toMatchObject({ format: 'docs-analytics', rows: { total: 5, taken: 5 } })
  expect(await rows(session.opened.reader, 'SELECT source, email, count(*) AS n FROM dev.events GROUP BY ALL')).toEqual([{ source: 'docs_view', email: 'jo@acme.com', n: 5 }])
})

test('Salesforce: OpportunityFieldHistory dates stages, and ignores changes of other fields', async () => {
  const line = (field: string, value: string, day: number) => `017000000000${String(day).padStart(3, '0')},false,0055g00000AbCdE,2025-01-0${day}T09:00:00.000Z,0067E0000028LZP,${field},Text,#N/A,${value}`
  const text = ['Id,IsDeleted,CreatedById,CreatedDate,OpportunityId,Field,DataType,OldValue,NewValue', line('StageName', 'Prospecting', 1), line('Amount', '100', 2), line('StageName', 'Closed Won', 3), ''].join('\n')
  const { import: record } = await session.imported('OpportunityFieldHistory.csv', text)
  expect(record).toMatchObject({ format: 'salesforce-opportunity-history', rows: { total: 3, taken: 2, ignored: 1 } })
  expect(await all('crm.deal_history', 'record_id, stage_raw, stage, entered_at')).toEqual([
    { record_id: '0067E0000028LZPQA2', stage_raw: 'Prospecting', stage: 'opportunity', entered_at: '2025-01-01T09:00:00.000Z' },
    { record_id: '0067E0000028LZPQA2', stage_raw: 'Closed Won', stage: 'customer', entered_at: '2025-01-03T09:00:00.000Z' },
  ])
})
