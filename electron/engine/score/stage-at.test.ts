import { expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { readStages } from '../workspace/stages.ts'
import { emptyWorkspace, fill } from './fixture.test-support.ts'
import { accountStagesSql } from './stage-at.ts'

interface Case {
  stage: string
  created?: string
  entries?: [stage: string, at: string][]
}

/** The stage of one account at an instant; undefined where the account does not exist yet. */
async function stageAt({ stage, created, entries = [] }: Case, asOf: string): Promise<string | undefined> {
  const connection = await emptyWorkspace()
  const account = { record: 'A', stage, companies: [], entries: entries.map(([entered, at]) => ({ stage: entered, at })), ...(created ? { created } : {}) }
  await fill(connection, { companies: [], accounts: [account], signals: [] })
  const [found] = await rows<{ stage: string }>(connection, accountStagesSql(await readStages(connection)), { as_of: asOf })
  return found?.stage
}

const climb: [string, string][] = [['lead', '2021-01-01'], ['opportunity', '2022-01-01'], ['customer', '2023-01-01']]

test.each([
  ['2020-12-31', 'unmapped'],
  ['2021-01-01', 'lead'],
  ['2022-06-01', 'opportunity'],
  ['2023-01-01', 'customer'],
  ['2026-01-01', 'customer'],
])('with dated entries, the furthest entered by %s is %s', async (asOf, expected) => {
  expect(await stageAt({ stage: 'customer', entries: climb }, asOf)).toBe(expected)
})

test('without dates the current stage holds at any instant', async () => {
  expect(await stageAt({ stage: 'customer' }, '2000-01-01')).toBe('customer')
})

test('entries that do not include the current stage say nothing about it', async () => {
  expect(await stageAt({ stage: 'customer', entries: climb.slice(0, 2) }, '2021-06-01')).toBe('customer')
})

test('an account moved back never stands beyond its current stage', async () => {
  expect(await stageAt({ stage: 'opportunity', entries: climb }, '2021-06-01')).toBe('lead')
  expect(await stageAt({ stage: 'opportunity', entries: climb }, '2026-01-01')).toBe('opportunity')
})

test('a lost account keeps that stage, unless the loss is dated later', async () => {
  expect(await stageAt({ stage: 'lost', entries: climb.slice(0, 2) }, '2021-06-01')).toBe('lost')
  const dated: Case = { stage: 'lost', entries: [...climb.slice(0, 2), ['lost', '2023-05-05']] }
  expect(await stageAt(dated, '2022-06-01')).toBe('opportunity')
  expect(await stageAt(dated, '2023-05-05')).toBe('lost')
})

test('unmapped stays unmapped, and a stage this workspace does not order is unmapped', async () => {
  expect(await stageAt({ stage: 'unmapped', entries: climb }, '2026-01-01')).toBe('unmapped')
  expect(await stageAt({ stage: 'partner' }, '2026-01-01')).toBe('unmapped')
})

test('an account does not exist before it was created', async () => {
  const account: Case = { stage: 'lead', created: '2024-01-01T00:00:00Z' }
  expect(await stageAt(account, '2023-12-31T23:59:59.999Z')).toBeUndefined()
  expect(await stageAt(account, '2024-01-01')).toBe('lead')
})
