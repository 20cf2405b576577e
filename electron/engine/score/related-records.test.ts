import { beforeEach, expect, test } from 'vitest'
import type { Connection } from '../db/connection.ts'
import { rows, run } from '../db/query.ts'
import { readStages } from '../workspace/stages.ts'
import { emptyWorkspace, fill } from './fixture.test-support.ts'
import { accountStagesSql } from './stage-at.ts'

let connection: Connection
beforeEach(async () => {
  connection = await emptyWorkspace()
  await run(connection, `INSERT INTO ops.imports SELECT id, 'crm', 'f', 'f', '', 0, '{}', '2026-01-01', '2026-01-01', 1, 1, 0, 0, 0, NULL, NULL, [] FROM (VALUES (2), (3)) AS t(id)`)
})

interface Account {
  record: string
  name?: string
  stage?: string
  created?: string
}
const accounts = (...list: Account[]) => fill(connection, { companies: [], accounts: list.map((account) => ({ companies: [], ...account })), signals: [] })

interface Related {
  id: string
  stage: string
  accounts?: string[]
  company?: string
  created?: string
  /** Contacts: `lead` for a lead. */
  kind?: string
  closed?: string
  entries?: [stage: string, at: string][]
  /** Dated by a file of history only. */
  history?: [stage: string, at: string][]
}

let row = 100
async function add(object: 'contact' | 'deal', { id, stage, accounts: ids = [], company, created, kind = 'contact', closed, entries = [], history = [] }: Related): Promise<void> {
  row += 1
  const values = { row, id, stage, ids: JSON.stringify(ids), company: company ?? null, created: created ?? null, closed: closed ?? null, kind }
  const list = `from_json($ids::JSON, '["VARCHAR"]')`
  if (object === 'contact') {
    await run(connection, `INSERT INTO crm.contacts (import_id, source_row, record_id, kind, company, account_ids, stage_raw, stage, created_at) VALUES (2, $row, $id, $kind, $company, ${list}, $stage, $stage, $created::TIMESTAMP)`, values)
  } else {
    await run(connection, `INSERT INTO crm.deals (import_id, source_row, record_id, company, account_ids, contact_ids, contact_emails, stage_raw, stage, created_at, closed_at) VALUES (2, $row, $id, $company, ${list}, [], [], $stage, $stage, $created::TIMESTAMP, $closed::TIMESTAMP)`, values)
  }
  for (const [entered, at] of entries) {
    await run(connection, `INSERT INTO crm.stage_history (import_id, source_row, object, record_id, stage_raw, stage, entered_at) VALUES (2, $row, $object, $id, $entered, $entered, $at::TIMESTAMP)`, { row, object, id, entered, at })
  }
  for (const [entered, at] of history) {
    await run(connection, `INSERT INTO crm.deal_history (import_id, source_row, record_id, stage_raw, stage, entered_at) VALUES (3, $row, $id, $entered, $entered, $at::TIMESTAMP)`, { row, id, entered, at })
  }
}

async function stages(asOf = '2026-01-01'): Promise<Record<string, string>> {
  const found = await rows<{ record_id: string; stage: string }>(connection, accountStagesSql(await readStages(connection)), { as_of: asOf })
  return Object.fromEntries(found.map(({ record_id: id, stage }) => [id, stage]))
}

test('an account is at the furthest stage among its own row, its contacts and its deals', async () => {
  await accounts({ record: 'a', stage: 'lead' }, { record: 'b', stage: 'customer' }, { record: 'c', stage: 'unmapped' }, { record: 'd', stage: 'lead' })
  await add('contact', { id: '1', stage: 'customer', accounts: ['a'] })
  await add('contact', { id: '2', stage: 'lead', accounts: ['a', 'b', 'c', 'nobody'] })
  await add('deal', { id: '7', stage: 'opportunity', accounts: ['b', 'd'] })
  expect(await stages()).toEqual({ a: 'customer', b: 'customer', c: 'lead', d: 'opportunity' })
})

test('an account is lost where a deal is lost and nothing else is open or won', async () => {
  await accounts({ record: 'a', stage: 'lead' }, { record: 'b', stage: 'lead' }, { record: 'c', stage: 'unmapped' }, { record: 'd', stage: 'opportunity' }, { record: 'e', stage: 'lost' })
  await add('deal', { id: '1', stage: 'lost', accounts: ['a', 'b', 'c', 'd'] })
  await add('deal', { id: '2', stage: 'opportunity', accounts: ['b'] })
  await add('deal', { id: '3', stage: 'unmapped', accounts: ['a'] })
  await add('deal', { id: '4', stage: 'customer', accounts: ['e'] })
  expect(await stages()).toEqual({ a: 'lost', b: 'opportunity', c: 'lost', d: 'opportunity', e: 'customer' })
})

test('records without account ids belong to the one account of exactly their company’s name', async () => {
  await accounts({ record: 'a', name: 'Acme, Inc.', stage: 'lead' }, { record: 'b', name: 'Twin', stage: 'lead' }, { record: 'c', name: 'twin', stage: 'lead' }, { record: 'd', name: 'Beta', stage: 'lead' })
  await add('deal', { id: '1', stage: 'customer', company: ' ACME, inc. ' })
  await add('deal', { id: '2', stage: 'customer', company: 'Twin' })
  await add('contact', { id: '3', stage: 'opportunity', company: 'Nobody;Beta' })
  expect(await stages()).toEqual({ a: 'customer', b: 'lead', c: 'lead', d: 'opportunity' })
})

test('an id outranks a name, also one that leads nowhere', async () => {
  await accounts({ record: 'a', name: 'Acme', stage: 'lead' })
  await add('deal', { id: '1', stage: 'customer', accounts: ['gone'], company: 'Acme' })
  expect(await stages()).toEqual({ a: 'lead' })
})

test('a lead that was not converted belongs to no account', async () => {
  await accounts({ record: 'a', name: 'Acme', stage: 'unmapped' }, { record: 'b', name: 'Beta', stage: 'unmapped' })
  await add('contact', { id: '1', kind: 'lead', stage: 'lead', company: 'Acme' })
  await add('contact', { id: '2', kind: 'lead', stage: 'lead', company: 'Beta', accounts: ['b'] })
  expect(await stages()).toEqual({ a: 'unmapped', b: 'lead' })
})

const dates = async (record: string, instants: readonly string[]) => Promise.all(instants.map(async (at) => (await stages(at))[record]))

test('a deal opens when it is created and closes when it was closed', async () => {
  await accounts({ record: 'a', stage: 'lead' }, { record: 'b', stage: 'lead' })
  await add('deal', { id: '1', stage: 'customer', accounts: ['a'], created: '2024-02-01', closed: '2024-06-01' })
  await add('deal', { id: '2', stage: 'lost', accounts: ['b'], created: '2024-02-01', closed: '2024-06-01' })
  const instants = ['2024-01-31', '2024-02-01', '2024-05-31', '2024-06-01']
  expect(await dates('a', instants)).toEqual(['lead', 'opportunity', 'opportunity', 'customer'])
  expect(await dates('b', instants)).toEqual(['lead', 'opportunity', 'opportunity', 'lost'])
})

test('a deal without any date is where it is at every instant; one won without a date of creation says nothing before it was closed', async () => {
  await accounts({ record: 'a', stage: 'lead' }, { record: 'b', stage: 'lead' })
  await add('deal', { id: '1', stage: 'customer', accounts: ['a'] })
  await add('deal', { id: '2', stage: 'customer', accounts: ['b'], closed: '2024-06-01' })
  expect(await dates('a', ['2000-01-01', '2026-01-01'])).toEqual(['customer', 'customer'])
  expect(await dates('b', ['2024-05-31', '2024-06-01'])).toEqual(['lead', 'customer'])
})

test('a deal entered after it was closed is won from then on', async () => {
  await accounts({ record: 'a', stage: 'lead' })
  await add('deal', { id: '1', stage: 'customer', accounts: ['a'], created: '2024-06-10', closed: '2024-06-01' })
  expect(await dates('a', ['2024-06-05', '2024-06-10', '2026-01-01'])).toEqual(['lead', 'customer', 'customer'])
})

test('a deal is where its latest entry put it, also one that was lost and opened again; the history may come from a file of its own', async () => {
  await accounts({ record: 'a', stage: 'lead' })
  await add('deal', { id: '1', stage: 'customer', accounts: ['a'], created: '2024-01-01', closed: '2024-04-09', history: [['opportunity', '2024-01-01'], ['lost', '2024-02-01'], ['opportunity', '2024-03-01'], ['unmapped', '2024-03-15'], ['customer', '2024-04-10']] })
  expect(await dates('a', ['2023-12-31', '2024-01-15', '2024-02-15', '2024-03-20', '2024-04-09', '2024-04-10'])).toEqual(['lead', 'opportunity', 'lost', 'opportunity', 'opportunity', 'customer'])
})

test('a closing date earlier than a dated open stage does not undo the closing', async () => {
  await accounts({ record: 'a', stage: 'lead' })
  await add('deal', { id: '1', stage: 'customer', accounts: ['a'], created: '2024-01-01', closed: '2024-02-01', entries: [['opportunity', '2024-03-01']] })
  expect(await dates('a', ['2024-02-15', '2024-03-01'])).toEqual(['opportunity', 'customer'])
})

test('history of deals nobody imported says nothing', async () => {
  await accounts({ record: 'a', name: 'Acme', stage: 'lead' })
  await run(connection, `INSERT INTO crm.deal_history VALUES (3, 1, 'a', 'Closed Won', 'customer', TIMESTAMP '2024-01-01', NULL, NULL)`)
  expect(await stages()).toEqual({ a: 'lead' })
})

test('a contact climbs by its dated stages and does not exist before it was created', async () => {
  await accounts({ record: 'a', stage: 'unmapped' })
  await add('contact', { id: '1', stage: 'customer', accounts: ['a'], created: '2024-01-01', entries: [['lead', '2024-01-01'], ['opportunity', '2024-02-01'], ['customer', '2024-03-01']] })
  expect(await dates('a', ['2023-12-31', '2024-01-15', '2024-02-15', '2024-03-01'])).toEqual(['unmapped', 'lead', 'opportunity', 'customer'])
})

test('the newest version of a contact or deal counts, with the dates of that version only', async () => {
  await accounts({ record: 'a', stage: 'unmapped' })
  await add('contact', { id: '1', stage: 'customer', accounts: ['a'], entries: [['customer', '2024-01-01']] })
  await add('contact', { id: '1', stage: 'lead', accounts: ['a'] })
  await add('deal', { id: '1', stage: 'customer', accounts: ['a'] })
  await add('deal', { id: '1', stage: 'unmapped', accounts: ['a'] })
  expect(await stages()).toEqual({ a: 'lead' })
})

test('what names an account that does not exist yet is of no account, and a name is unique among those that exist', async () => {
  await accounts({ record: 'a', name: 'Acme', stage: 'lead' }, { record: 'b', name: 'Acme', stage: 'lead', created: '2025-01-01' })
  await add('deal', { id: '1', stage: 'customer', company: 'Acme' })
  expect(await stages('2024-06-01')).toEqual({ a: 'customer' })
  expect(await stages('2025-06-01')).toEqual({ a: 'lead', b: 'lead' })
})
