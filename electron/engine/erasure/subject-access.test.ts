import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { erasureEngine, importFile, smallWorld } from './erasure.test-support.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-access-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

interface Access {
  identifiers: unknown[]
  tables: { table: string; kind: string; rows: { source: unknown; values: Record<string, unknown> }[] }[]
}

test('all that is held about somebody, with file and row, and nothing about others', async () => {
  const path = await smallWorld(folder)
  const { engine, call } = erasureEngine(folder)
  await call('workspace.open', { path })
  await importFile(call, join(folder, 'people.xlsx'))
  const out = join(folder, 'access.json')
  const made = await call('erasure.subjectAccess', { person: 'zq02x@firm2.example', path: out })
  const text = await readFile(out, 'utf8')
  const { tables, identifiers } = JSON.parse(text) as Access
  expect(identifiers).toContainEqual({ kind: 'contact', value: 'zq02x-c' })
  expect(tables.find(({ table }) => table === 'crm.contacts')?.rows.map(({ source, values }) => [source, values['title']])).toEqual([
    [{ importId: 1, fileName: 'contacts.csv', row: 3 }, 'CTO'], [{ importId: 1, fileName: 'contacts.csv', row: 39 }, 'CEO'], [{ importId: 3, fileName: 'people.xlsx', row: 3 }, 'CTO'],
  ])
  // The dates of the first file stand in rows of their own, those of the workbook with the record.
  expect(tables.find(({ table }) => table === 'crm.stage_entries')?.rows.map(({ source, values }) => [source, values['stage'], values['entered_at']])).toEqual([
    [{ importId: 1, fileName: 'contacts.csv', row: 3 }, 'customer', '2025-03-04 00:00:00'], [{ importId: 3, fileName: 'people.xlsx', row: 3 }, 'customer', '2025-03-05 00:00:00'],
  ])
  expect(tables.find(({ table }) => table === 'dev.events')?.rows.map(({ source }) => source)).toEqual([{ importId: 2, fileName: 'events.csv', row: 6 }])
  expect(tables.find(({ table }) => table === 'dev.people')).toMatchObject({ kind: 'concluded', rows: [{ source: null, values: { email: 'zq02x@firm2.example' } }] })
  expect(made).toMatchObject({ path: out, rows: tables.reduce((sum, table) => sum + table.rows.length, 0), tables: tables.length })
  expect(text).not.toMatch(/zq0[013-9]x|other\d/)
  expect((await stat(out)).mode & 0o777).toBe(0o600)
  expect((await call('exports.list', {})).exports).toMatchObject([{ kind: 'subject-access', path: out, rows: made.rows }])
  await expect(call('erasure.subjectAccess', { person: 'nobody@nowhere.example', path: out })).rejects.toMatchObject({ code: 'not_found' })
  await engine.close()
}, 60_000)
