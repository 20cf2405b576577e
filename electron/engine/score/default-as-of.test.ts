import { afterEach, expect, test, vi } from 'vitest'
import type { Connection } from '../db/connection.ts'
import { run } from '../db/query.ts'
import { bumpDataVersion, writeSetting } from '../db/settings.ts'
import { defaultAsOf, instantOf } from './default-as-of.ts'
import { emptyWorkspace } from './fixture.test-support.ts'

async function addEvent(connection: Connection, { occurred, collected }: { occurred: string | null; collected: string }) {
  await run(
    connection,
    `INSERT INTO ops.imports VALUES (nextval('ops.import_ids'), 'events', 'f', 'f', '', 0, '{}', $collected::TIMESTAMP, $collected::TIMESTAMP, 1, 1, 0, 0, 0, NULL, NULL, [])`,
    { collected },
  )
  await run(
    connection,
    `INSERT INTO dev.events (import_id, source_row, source_event_id, source, target, occurred_at, github_id, login, actor_type, email, domain, company, quantity) SELECT max(import_id), 1, NULL, 'repo_star', NULL, $occurred::TIMESTAMP, 1, NULL, NULL, NULL, NULL, NULL, 1 FROM ops.imports`,
    { occurred },
  )
}

afterEach(() => vi.useRealTimers())

const nowIs = (now: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) })

test('the midnight after the latest event', async () => {
  const connection = await emptyWorkspace()
  await addEvent(connection, { occurred: '2024-05-01T13:00:00Z', collected: '2025-01-01T00:00:00Z' })
  await addEvent(connection, { occurred: '2024-02-28T23:59:59Z', collected: '2025-01-01T00:00:00Z' })
  expect(await defaultAsOf(connection)).toBe('2024-05-02T00:00:00.000Z')
})

test('a new version of the data is looked up anew', async () => {
  const connection = await emptyWorkspace()
  await addEvent(connection, { occurred: '2024-05-01T13:00:00Z', collected: '2025-01-01T00:00:00Z' })
  expect(await defaultAsOf(connection)).toBe('2024-05-02T00:00:00.000Z')
  await addEvent(connection, { occurred: '2024-06-01T13:00:00Z', collected: '2025-01-01T00:00:00Z' })
  await bumpDataVersion(connection)
  expect(await defaultAsOf(connection)).toBe('2024-06-02T00:00:00.000Z')
})

test('an undated event counts when it was collected', async () => {
  const connection = await emptyWorkspace()
  await addEvent(connection, { occurred: '2024-05-01T13:00:00Z', collected: '2025-01-01T00:00:00Z' })
  await addEvent(connection, { occurred: null, collected: '2024-12-31T08:00:00Z' })
  expect(await defaultAsOf(connection)).toBe('2025-01-01T00:00:00.000Z')
})

test('never later than now, to the hour unless an event is younger', async () => {
  nowIs('2026-05-05T10:20:30Z')
  const connection = await emptyWorkspace()
  await addEvent(connection, { occurred: '2999-01-01T00:00:00Z', collected: '2026-05-05T10:00:00Z' })
  expect(await defaultAsOf(connection)).toBe('2026-05-05T10:00:00.000Z')
  await addEvent(connection, { occurred: '2026-05-05T10:19:00Z', collected: '2026-05-05T10:00:00Z' })
  expect(await defaultAsOf(connection)).toBe('2026-05-05T10:19:00.000Z')
  nowIs('2026-05-06T00:00:00Z')
  expect(await defaultAsOf(connection)).toBe('2026-05-06T00:00:00.000Z')
})

test('without events it is now, to the hour', async () => {
  nowIs('2026-05-05T10:20:30Z')
  expect(await defaultAsOf(await emptyWorkspace())).toBe('2026-05-05T10:00:00.000Z')
})

test('the setting of the workspace decides', async () => {
  const connection = await emptyWorkspace()
  await writeSetting(connection, 'as_of', '2026-03-31')
  expect(await defaultAsOf(connection)).toBe('2026-03-31T00:00:00.000Z')
})

test('a bare date means its first instant', () => {
  expect(instantOf('2026-01-31')).toBe('2026-01-31T00:00:00.000Z')
  expect(instantOf('2026-01-31T12:30:00Z')).toBe('2026-01-31T12:30:00.000Z')
})
