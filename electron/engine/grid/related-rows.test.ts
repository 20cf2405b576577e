import { tableFromIPC } from 'apache-arrow'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { calls, type Input } from '../../../shared/contract.ts'
import { type TestSession, testSession } from '../import/session.test-support.ts'
import { gridHandlers } from './handlers.ts'

let session: TestSession
const signal = new AbortController().signal
beforeEach(async () => {
  session = await testSession()
  await session.imported('companies.csv', 'Record ID,Company name,Lifecycle Stage\n901,Acme,Lead\n902,Beta,Customer\n903,Gamma,Lead\n')
  await session.imported(
    'contacts.csv',
    'Record ID,First Name,Email,Lifecycle Stage,Associated Company IDs,Opted out of all email\n111,Jo,jo@acme.com,Customer,901;902,Yes\n112,Ann,ann@acme.com,Lead,901,\n',
  )
  await session.imported(
    'deals.csv',
    'Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Associated Company,Associated Company IDs,Associated Contact IDs\n71,Lost one,closedlost,10,2025-06-01,2025-01-01,,901,111\n72,Lost two,closedlost,,2025-06-01,2025-01-01,Gamma,,\n73,Renewal,contractsent,25,2026-01-01,2025-02-01,,902,\n',
  )
  await session.imported('Account.csv', 'Id,Name,Type,Website\n0015g00000AbCdE,Delta,Prospect,delta.com\n')
  await session.imported('Opportunity.csv', 'Id,AccountId,Name,StageName,IsClosed,IsWon\n0065g00000AbCdE,0015g00000AbCdE,Big,Signed,true,true\n')
})
afterEach(() => session.dispose())

async function read(input: Input<'grid.open'>): Promise<Record<string, unknown>[]> {
  const handlers = gridHandlers(session)
  const { gridId } = await handlers['grid.open'](calls['grid.open'].input.parse(input), signal)
  const { arrow, rows: count } = await handlers['grid.window']({ gridId, offset: 0, limit: 100 }, signal)
  await handlers['grid.close']({ gridId }, signal)
  const table = tableFromIPC(arrow)
  return Array.from({ length: count }, (_, row) => Object.fromEntries(input.columns?.map((name): [string, unknown] => [name, table.getChild(name)?.get(row)]) ?? []))
}

test('accounts list what their records say, and whether they contradict each other', async () => {
  const columns = ['name', 'stage', 'stage_conflict', 'stage_evidence']
  expect(await read({ dataset: 'accounts', columns, asOf: '2026-06-01', sort: [{ column: 'name', descending: false }] })).toEqual([
    { name: 'Acme', stage: 'customer', stage_conflict: true, stage_evidence: 'Account: Lead · 2 contacts: Customer · 1 deal: Lost' },
    { name: 'Beta', stage: 'customer', stage_conflict: true, stage_evidence: 'Account: Customer · 1 contact: Customer · 1 deal: Opportunity' },
    // Salesforce has no word for an account without an opportunity, so nothing is contradicted.
    { name: 'Delta', stage: 'customer', stage_conflict: false, stage_evidence: 'Account: Lead · 1 deal: Customer' },
    // Nor is there a lifecycle stage for lost.
    { name: 'Gamma', stage: 'lost', stage_conflict: false, stage_evidence: 'Account: Lead · 1 deal: Lost' },
  ])
})

test('contacts and deals stand with their accounts and their stages at the instant', async () => {
  expect(await read({ dataset: 'contacts', columns: ['name', 'email', 'accounts', 'account_ids', 'stage', 'stage_raw', 'kind', 'opted_out', 'record_id', 'file_name'] })).toEqual([
    { name: 'Ann', email: 'ann@acme.com', accounts: 'Acme', account_ids: '901', stage: 'lead', stage_raw: 'Lead', kind: 'contact', opted_out: null, record_id: '112', file_name: 'contacts.csv' },
    { name: 'Jo', email: 'jo@acme.com', accounts: 'Acme · Beta', account_ids: '901 · 902', stage: 'customer', stage_raw: 'Customer', kind: 'contact', opted_out: true, record_id: '111', file_name: 'contacts.csv' },
  ])
  const deals = (asOf?: string) => read({ dataset: 'deals', columns: ['name', 'accounts', 'stage', 'amount', 'contacts'], ...(asOf ? { asOf } : {}), sort: [{ column: 'name', descending: false }] })
  expect(await deals()).toEqual([
    { name: 'Big', accounts: 'Delta', stage: 'customer', amount: null, contacts: null },
    { name: 'Lost one', accounts: 'Acme', stage: 'lost', amount: 10, contacts: '111' },
    { name: 'Lost two', accounts: 'Gamma', stage: 'lost', amount: null, contacts: null },
    { name: 'Renewal', accounts: 'Beta', stage: 'opportunity', amount: 25, contacts: null },
  ])
  expect((await deals('2025-01-15')).map(({ name, stage }) => [name, stage])).toEqual([['Big', 'customer'], ['Lost one', 'opportunity'], ['Lost two', 'opportunity']])
})

test('a filter on an account finds the records that belong to it', async () => {
  const of = (id: string) => read({ dataset: 'contacts', columns: ['name'], filter: [{ column: 'account_ids', operator: 'equals', values: [id] }] })
  expect(await of('902')).toEqual([{ name: 'Jo' }])
  expect(await of('901')).toEqual([{ name: 'Ann' }, { name: 'Jo' }])
  expect(await of('90')).toEqual([])
})
