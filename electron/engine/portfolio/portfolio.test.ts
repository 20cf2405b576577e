import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { calls, type Input, type Method, type Output } from '../../../shared/contract.ts'
import { openWorkspace } from '../db/workspace.ts'
import { createEngine, type Engine } from '../engine.ts'
import { medianOf } from './median.ts'

let folder: string
let engine: Engine
const call = <M extends Method>(method: M, input: Input<M>, signal = new AbortController().signal): Promise<Output<M>> =>
  // The engine answers by the contract; the contract suite proves it.
  engine.call(method, input, signal) as Promise<Output<M>>
const at = (name: string) => join(folder, `${name}.bandstand`)
const run = async (input: Input<'portfolio.run'>) => calls['portfolio.run'].output.parse(await call('portfolio.run', input))

/** Accounts by stage, of which the first `active` have an event. */
async function organisation(name: string, stages: Record<string, { accounts: number; active: number }>) {
  await call('workspace.create', { path: at(name), organisation: name === 'unnamed' ? '' : `The ${name}` })
  const all = Object.entries(stages).flatMap(([stage, { accounts, active }]) => Array.from({ length: accounts }, (_, index) => ({ stage, domain: `${name}-${stage}${index}.com`, isActive: index < active })))
  if (all.length > 0) {
    await writeFile(join(folder, 'accounts.csv'), `record_id,name,domain,stage\n${all.map(({ domain, stage }) => `${domain},${domain},${domain},${stage}\n`).join('')}`)
    await call('import.run', { path: join(folder, 'accounts.csv'), format: 'accounts' })
  }
  const active = all.filter(({ isActive }) => isActive)
  await writeFile(join(folder, 'events.csv'), `occurred_at,source,domain\n${[...active, { domain: `${name}-hidden.com` }].map(({ domain }) => `2026-06-01T10:00:00Z,docs_view,${domain}\n`).join('')}`)
  await call('import.run', { path: join(folder, 'events.csv'), format: 'events' })
  await call('workspace.close', {})
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-portfolio-'))
  engine = createEngine({ dataDirectory: join(folder, 'data') })
  await organisation('large', { lead: { accounts: 40, active: 4 }, customer: { accounts: 20, active: 8 } })
  await organisation('small', { lead: { accounts: 10, active: 2 }, customer: { accounts: 5, active: 2 } })
  await organisation('unnamed', { lead: { accounts: 6, active: 1 } })
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const bytesOf = async (name: string) => createHash('sha256').update(await readFile(at(name))).digest('hex')

test('organisations stand side by side, are pooled where they have a lift, and are named with the reason where not', async () => {
  const before = await Promise.all(['large', 'small', 'unnamed'].map(bytesOf))
  const { organisations, stages, medians } = await run({ paths: ['large', 'small', 'unnamed'].map(at) })
  expect(organisations).toMatchObject([
    { name: 'The large', path: at('large'), accounts: 60, active: 12, hiddenShare: { value: 1 / 13 } },
    { name: 'The small', accounts: 15, active: 4, hiddenShare: { value: 1 / 5 } },
    { name: 'unnamed', accounts: 6, active: 1, highAtBottom: { value: null } },
  ])
  const customer = stages.find(({ stage }) => stage === 'customer')
  expect(customer?.organisations).toMatchObject([
    { organisation: 'The large', accounts: 20, active: 8, lift: { value: 4 }, logLift: Math.log(4), standardError: Math.sqrt(1 / 8 - 1 / 20 + 1 / 4 - 1 / 40) },
    { organisation: 'The small', accounts: 5, active: 2, lift: { value: 2 } },
  ])
  expect(customer?.excluded).toEqual([{ organisation: 'unnamed', reason: 'has no account in the stage Customer' }])
  expect(customer?.pooled?.organisations).toBe(2)
  expect(customer?.pooled?.lift.value).toBeGreaterThan(2)
  expect(customer?.pooled?.lift.value).toBeLessThan(4)
  expect(customer?.medians).toMatchObject({ coverage: { value: 0.4, n: 2 }, lift: { value: 3, n: 2 } })
  expect(stages[0]).toMatchObject({ stage: 'lead', pooled: null, organisations: [], excluded: [] })
  expect(medians.hiddenShare).toEqual({ value: 1 / 5, n: 3 })
  // Nothing in a workspace changes, and nothing of it stays behind.
  expect(await Promise.all(['large', 'small', 'unnamed'].map(bytesOf))).toEqual(before)
  expect(await readdir(join(folder, 'data', 'copies'))).toEqual([])
})

test('organisations of one name are told apart by their files', async () => {
  await call('workspace.create', { path: at('twin'), organisation: 'The small' })
  await call('workspace.close', {})
  expect((await run({ paths: [at('small'), at('twin'), at('large')] })).organisations.map(({ name }) => name)).toEqual(['The small (small)', 'The small (twin)', 'The large'])
})

test('the open workspace takes part as it is open, and stays open', async () => {
  await call('workspace.open', { path: at('small') })
  expect((await run({ paths: [at('large'), at('small')] })).organisations).toHaveLength(2)
  expect((await call('workspace.status', {}))?.path).toBe(at('small'))
  await call('workspace.close', {})
})

test('pseudonymous: letters in the order of the lift, no name, no path', async () => {
  const found = await run({ paths: ['unnamed', 'small', 'large'].map(at), pseudonymous: true })
  expect(found.organisations.map(({ name, path, accounts }) => [name, path, accounts])).toEqual([['Organisation A', null, 60], ['Organisation B', null, 15], ['Organisation C', null, 6]])
  expect(JSON.stringify(found)).not.toMatch(/large|small|unnamed/)
})

describe('what cannot be compared is refused with the file and the remedy', () => {
  it('a workspace named twice, under whatever name', async () => {
    await expect(run({ paths: [at('large'), join(folder, 'large')] })).rejects.toMatchObject({ code: 'bad_usage', message: expect.stringContaining('large.bandstand is named twice') as string })
  })
  it('one that is not there, is none, or is open elsewhere', async () => {
    await expect(run({ paths: [at('large'), at('missing')] })).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('missing') as string })
    await writeFile(at('text'), 'no workspace at all')
    await expect(run({ paths: [at('text')] })).rejects.toMatchObject({ code: 'not_a_workspace', message: expect.stringContaining('text.bandstand') as string })
    const held = await openWorkspace(at('large'))
    try {
      await expect(run({ paths: [at('small'), at('large')] })).rejects.toMatchObject({ code: 'workspace_locked' })
    } finally {
      await held.close()
    }
  })
  it('a damaged one is named by its own path, not by that of its copy', async () => {
    const whole = await readFile(at('small'))
    await writeFile(at('cut'), whole.subarray(0, 40_000))
    const refused = await run({ paths: [at('cut')] }).then(() => null, (thrown: unknown) => thrown)
    expect(refused).toMatchObject({ message: expect.stringContaining(at('cut')) as string })
    expect((refused as Error).message).not.toContain('copies')
  })
  it('cancelled, nothing is left behind', async () => {
    await expect(call('portfolio.run', { paths: [at('large')] }, AbortSignal.abort())).rejects.toThrow()
    expect(await readdir(join(folder, 'data', 'copies'))).toEqual([])
  })
})

test('a median is the middle of what is defined', () => {
  expect(medianOf([3, null, 1, 2])).toEqual({ value: 2, n: 3 })
  expect(medianOf([1, 2])).toEqual({ value: 1.5, n: 2 })
  expect(medianOf([null])).toEqual({ value: null, n: 0 })
})
