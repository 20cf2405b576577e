import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { erasureEngine, type ErasureWorld, everyRow, filesNaming } from '../erasure/erasure.test-support.ts'
import { monthsBefore } from './due.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const at = '2026-07-01T00:00:00.000Z'
/** What happened long ago names this, so that its bytes can be looked for. */
const ancient = /ancient-dev/i

let folder: string
let world: Pick<ErasureWorld, 'engine' | 'call'>
let path: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-retention-'))
  world = erasureEngine(folder)
  path = (await world.call('workspace.create', { path: join(folder, 'acme') })).path
  await writeFile(join(folder, 'accounts.csv'), 'record_id,name,domain,stage\na1,Firm,firm.example,Customer\na1,Firm,firm.example,Customer\n')
  await writeFile(join(folder, 'events.csv'), [
    'occurred_at,source,login,email,domain', '2023-02-01T00:00:00Z,docs_view,ancient-dev,,firm.example', '2023-06-30T23:59:59Z,docs_view,,ancient-dev@firm.example,firm.example',
    '2023-07-01T00:00:00Z,docs_view,on-the-day,,firm.example', '2026-05-01T00:00:00Z,docs_view,fresh,,firm.example', 'never,docs_view,ancient-dev,,firm.example', '2026-05-01T00:00:00Z,docs_view,fresh,,firm.example', '',
  ].join('\n'))
  await world.call('import.run', { path: join(folder, 'accounts.csv'), format: 'accounts' })
  await world.call('import.run', { path: join(folder, 'events.csv'), format: 'events' })
})
afterAll(async () => {
  await world.engine.close()
  await rm(folder, { recursive: true, force: true })
})

const files = () => filesNaming([path, `${path}.wal`, `${path}.files`], ancient)

test('months are counted by the calendar', () => {
  expect(monthsBefore('2026-07-01T10:00:00.000Z', 36)).toBe('2023-07-01T10:00:00.000Z')
  expect(monthsBefore('2026-03-31T00:00:00.000Z', 1)).toBe('2026-02-28T00:00:00.000Z')
  expect(monthsBefore('2024-03-31T00:00:00.000Z', 1)).toBe('2024-02-29T00:00:00.000Z')
  expect(monthsBefore('2026-01-15T00:00:00.000Z', 13)).toBe('2024-12-15T00:00:00.000Z')
})

test('without a rule nothing has its time, and a rule alone takes nothing out', async () => {
  expect(await world.call('retention.read', { at })).toEqual({ rules: {}, due: [], lastApplied: null })
  const before = await world.call('import.list', {})
  const set = await world.call('retention.set', { at, rules: { events: 36 } })
  expect(set).toEqual({ rules: { events: 36 }, due: [{ kind: 'events', before: '2023-07-01T00:00:00.000Z', count: 2 }], lastApplied: null })
  expect(await world.call('import.list', {})).toEqual(before)
  await expect(world.call('retention.set', { at, rules: { events: 0 } })).rejects.toMatchObject({ code: 'invalid_input' })
})

test('old events go with their bytes, later ones and the figures of today stay, and every import adds up', async () => {
  const figures = async () => (await world.call('analyse.run', { asOf: at })).stages
  const before = await figures()
  await world.call('retention.set', { at, rules: { events: 36, rejects: 1, copies: 1 } })
  // The imports were made now, so the rejects and copies have had their time only later.
  expect(await world.call('retention.apply', { at })).toEqual({ gone: [{ kind: 'events', before: '2023-07-01T00:00:00.000Z', count: 2 }], appliedAt: at })
  expect(await figures()).toEqual(before)
  const record = (await world.call('import.list', {})).find(({ format }) => format === 'events')
  expect(record?.rows).toEqual({ total: 6, taken: 3, rejected: 1, duplicates: 0, ignored: 0, erased: 2 })
  expect(record?.periodFrom).toBe('2023-07-01T00:00:00.000Z')
  // The reject and the copy of the file name them still.
  expect(await files()).not.toEqual([])

  await world.call('retention.set', { at, rules: { rejects: 1, copies: 1 } })
  const later = monthsBefore(new Date().toISOString(), -2)
  expect((await world.call('retention.apply', { at: later })).gone.map(({ kind, count }) => [kind, count])).toEqual([['rejects', 2], ['copies', 2]])
  expect(await files()).toEqual([])
  expect(await readdir(`${path}.files/inbox`)).toEqual([])
  const now = (await world.call('import.list', {})).find(({ format }) => format === 'events')
  expect(now?.rows).toEqual({ total: 6, taken: 3, rejected: 0, duplicates: 0, ignored: 0, erased: 3 })
  expect(await world.call('retention.read', { at: later })).toMatchObject({ lastApplied: later, due: [{ count: 0 }, { count: 0 }] })
  expect(await figures()).toEqual(before)
})

test('what is left is as it was, can be undone, and the rules are remembered', async () => {
  const imports = (await world.call('import.list', {}))
  await world.call('workspace.close', {})
  const held = await everyRow(path)
  expect(held.get('dev.events')).toHaveLength(3)
  expect(held.get('crm.accounts')).toHaveLength(1)
  expect(held.get('ops.audit')?.filter((line) => line.includes('retention'))).toHaveLength(2)
  await world.call('workspace.open', { path })
  expect((await world.call('retention.read', { at })).rules).toEqual({ rejects: 1, copies: 1 })
  for (const { importId } of imports) await world.call('import.undo', { importId })
  await world.call('workspace.close', {})
  expect((await everyRow(path)).get('dev.events')).toEqual([])
  await world.call('workspace.open', { path })
})
