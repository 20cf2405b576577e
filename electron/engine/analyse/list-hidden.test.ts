import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input, Method, Output } from '../../../shared/contract.ts'
import { hiddenCompanies, type HiddenCompanies } from '../../../shared/contract-hidden.ts'
import { createEngine, type Engine } from '../engine.ts'

let folder: string
let engine: Engine
const call = <M extends Method>(method: M, input: Input<M>) => engine.call(method, input, new AbortController().signal) as Promise<Output<M>>
const asOf = '2026-01-01'
const listed = async (more: Partial<Input<'analyse.hidden'>> = {}): Promise<HiddenCompanies> => hiddenCompanies.parse(await call('analyse.hidden', { asOf, ...more }))
const named = ({ companies }: HiddenCompanies, domain: string) => companies.find((company) => company.domain === domain)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-hidden-'))
  engine = createEngine({ dataDirectory: join(folder, 'data') })
  await writeFile(join(folder, 'accounts.csv'), [
    'record_id,name,domain,stage,created_at', '1,Brantov Robotics,brantovrobotics.com,lead,2020-01-01', '2,Celdark Robotics,celdarkrobotics.com,customer,2020-01-01',
    '3,Known,known.com,lead,2020-01-01', '4,Dorvine Systems,dorvinesystems.com,lead,2025-12-01', '',
  ].join('\n'))
  const events = ['brantovrobotic.com,9', 'celdarkrobotic.com,4', 'dorvinesystem.com,2', 'nothing-alike.com,1', 'known.com,1']
  await writeFile(join(folder, 'events.csv'), ['occurred_at,source,domain,quantity', ...events.map((event) => `2025-11-01T00:00:00Z,product_usage,${event}`), ''].join('\n'))
  await call('workspace.create', { path: join(folder, 'acme') })
  await call('import.run', { path: join(folder, 'accounts.csv'), format: 'accounts' })
  await call('import.run', { path: join(folder, 'events.csv'), format: 'events' })
}, 120_000)
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

test('hidden companies stand by their score, each with the account it may be and why', async () => {
  const found = await listed()
  expect(found.companies.map(({ domain }) => domain)).toEqual(['brantovrobotic.com', 'celdarkrobotic.com', 'dorvinesystem.com', 'nothing-alike.com'])
  expect(found.hidden).toMatchObject({ hidden: 4, inCrm: 1, corrected: null })
  expect(found.undecided).toBe(3)
  expect(named(found, 'brantovrobotic.com')?.candidates[0]).toMatchObject({ recordId: '1', name: 'Brantov Robotics', rejected: false })
  expect(named(found, 'brantovrobotic.com')?.candidates[0]?.why).toMatch(/^Like “.+”: spelling of the name /)
  expect(named(found, 'nothing-alike.com')).toMatchObject({ candidates: [], decision: null })
})

test('an account that did not exist yet is no candidate then', async () => {
  expect(named(await listed({ asOf: '2025-11-15' }), 'dorvinesystem.com')).toMatchObject({ candidates: [] })
})

test('a page of the list, and the whole figures beside it', async () => {
  const found = await listed({ limit: 1, offset: 1 })
  expect(found.companies.map(({ domain }) => domain)).toEqual(['celdarkrobotic.com'])
  expect(found.hidden.hidden).toBe(4)
  expect((await listed({ offset: 4 })).companies).toEqual([])
})

test('accepting a candidate takes the company out, rejecting keeps it, and one undo brings back either', async () => {
  const decide = (subject: string, object: string, verdict: 'accept' | 'reject') => call('review.decide', { reviewer: 'ana', decisions: [{ kind: 'match', subject, object, verdict, queue: 'hidden' }] })
  await decide('brantovrobotic.com', '1', 'accept')
  const accepted = await listed()
  expect(named(accepted, 'brantovrobotic.com')).toBeUndefined()
  expect(accepted.hidden).toMatchObject({ hidden: 3, inCrm: 2 })
  expect((await call('analyse.run', { asOf })).hidden).toEqual(accepted.hidden)
  await decide('celdarkrobotic.com', '2', 'reject')
  const rejected = await listed()
  expect(named(rejected, 'celdarkrobotic.com')).toMatchObject({ candidates: [{ recordId: '2', rejected: true }, ...(named(rejected, 'celdarkrobotic.com')?.candidates.slice(1) ?? [])], decision: { verdict: 'reject', recordId: '2', reviewer: 'ana' } })
  expect(rejected.undecided).toBe(1)
  expect((await listed({ undecided: true })).companies.map(({ domain }) => domain)).toEqual(['dorvinesystem.com'])
  await call('review.undo', { reviewer: 'ana' })
  expect(named(await listed(), 'celdarkrobotic.com')?.decision).toBeNull()
  await call('review.undo', { reviewer: 'ana' })
  expect((await listed()).hidden.hidden).toBe(4)
})
