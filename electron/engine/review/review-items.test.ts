import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import { makeWorld, resolveWorld } from '../resolve/world.test-support.ts'
import { duplicateAccounts } from '../grid/datasets/duplicate-accounts.ts'
import type { Definition } from '../grid/definition.ts'
import { readScoreModel } from '../score/model.ts'
import { findAccounts } from './find-accounts.ts'
import { type ItemKey, readItems } from './read-items.ts'

let workspace: Workspace
let remove: () => Promise<void>
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
  await resolveWorld(workspace, [{
    accounts: [
      { record_id: '1', name: 'Acme', domain: 'acme.com' }, { record_id: '2', name: 'ACME', domain: 'acme.io' }, { record_id: '3', name: 'Acme Labs', domain: 'acme.com' },
      { record_id: '4', name: 'Globex Robotics', domain: 'globexrobotics.com' }, { record_id: '5', name: 'Initech' }, { record_id: '6', name: 'Initech, Inc.' },
    ],
    profiles: [
      { github_id: 1, login: 'ana', name: 'Ana', company: 'Globex Robotiks', email: 'ana@gmail.com' }, { github_id: 2, login: 'ben', company: ' globex robotiks ' },
      { github_id: 3, login: 'cleo', company: 'Initech' }, { github_id: 4, login: 'dan', email: 'dan@acme.com', company: 'Beta' },
    ],
    events: [
      ...[1, 2, 3].map((day) => ({ login: 'ana', occurred_at: `2025-01-0${day}` })), { login: 'cleo', occurred_at: '2025-01-01' }, { login: 'dan', occurred_at: '2025-01-01' },
    ],
    claims: [{ provider: 'pdl', github_id: 4, company: 'Globex Robotics', current: false, started_at: '2019-02-01', ended_at: '2021-03-01' }],
  }])
})
afterAll(() => remove())

async function readItem(item: ItemKey) {
  const [read] = await readItems(workspace.reader, [item])
  if (!read) throw new Error('It is no more.')
  return read
}

async function listed(definition: Definition): Promise<Record<string, unknown>[]> {
  const { sql, values } = definition.table({ dataVersion: 1, foundVersion: 1, personaRules: null, runId: null, asOf: null, policy: 'reliable', model: await readScoreModel(workspace.reader), stages: [] })
  return rows(workspace.reader, `SELECT * FROM (${sql}) ORDER BY ALL`, values)
}

test('accounts that are one company are listed by what they share', async () => {
  expect((await listed(duplicateAccounts)).map(({ shared, reason, accounts, record_id: record }) => [reason, shared, accounts, record])).toEqual(expect.arrayContaining([
    ['domain', 'acme.com', 2, '1'], ['domain', 'acme.com', 2, '3'], ['name', 'initech', 2, '5'], ['name', 'initech', 2, '6'], ['spelling', 'acme', 2, '1'], ['spelling', 'acme', 2, '2'],
  ]))
  expect(await listed(duplicateAccounts)).toHaveLength(6)
})

test('an item of a person shows what speaks for which company, the past with its time', async () => {
  const item = await readItem({ kind: 'attribution', subject: 'github:4', object: 'acme.com' })
  expect(item).toMatchObject({ title: 'dan', companyText: 'Beta', sameText: 1 })
  expect(item.evidence.map(({ company, method, current, past, from, to }) => ({ company, method, current, past, from: from?.slice(0, 10), to: to?.slice(0, 10) }))).toEqual([
    { company: 'Acme', method: 'email_domain', current: true, past: false, from: undefined, to: undefined },
    { company: 'Beta', method: 'company_text_unknown', current: false, past: false, from: undefined, to: undefined },
    { company: 'Globex Robotics', method: 'provider_claim', current: false, past: true, from: '2019-02-01', to: '2021-03-01' },
  ])
  expect(item.candidates.map(({ recordId }) => recordId)).toEqual(['1', '3'])
})

test('an item of a company shows its people, texts and likeliest accounts', async () => {
  const item = await readItem({ kind: 'match', subject: 'name:globexrobotiks', object: '4' })
  expect(item.facts).toEqual(expect.arrayContaining([{ label: 'People', value: '2' }]))
  expect(item.candidates[0]).toMatchObject({ recordId: '4', name: 'Globex Robotics', domain: 'globexrobotics.com', stage: 'lead' })
})

test('what is no more is null; read together, each is what it is by itself', async () => {
  const asked: ItemKey[] = [
    { kind: 'match', subject: 'name:globexrobotiks', object: '4' }, { kind: 'attribution', subject: 'github:99', object: 'acme.com' }, { kind: 'attribution', subject: 'github:4', object: 'acme.com' },
    { kind: 'claim', subject: 'none', object: null }, { kind: 'match', subject: 'name:none', object: '4' }, { kind: 'attribution', subject: 'github:1', object: 'name:globexrobotiks' },
    { kind: 'attribution', subject: 'github:1', object: 'acme.com' },
  ]
  const together = await readItems(workspace.reader, asked)
  expect(together.map((item) => item?.title ?? null)).toEqual(['Globex Robotiks', null, 'dan', null, null, 'ana', 'ana'])
  for (const [index, item] of asked.entries()) expect((await readItems(workspace.reader, [item]))[0]).toEqual(together[index])
})

test('accounts are found by a part of name or domain, those that begin so first', async () => {
  expect((await findAccounts(workspace.reader, 'ACME')).map(({ recordId }) => recordId)).toEqual(['2', '1', '3'])
  expect((await findAccounts(workspace.reader, 'robotics.c')).map(({ recordId }) => recordId)).toEqual(['4'])
})
