import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from '../../../shared/contract.ts'
import type { HandOverFormat } from '../../../shared/contract-hand-over.ts'
import type { TestSession } from '../import/session.test-support.ts'
import { personasWorld } from '../personas/personas.test-support.ts'
import type { HandOverColumn } from './columns.ts'
import { handOverHandlers } from './handlers.ts'
import { type HandOver, previewExport, writeExport } from './write-export.ts'

const signal = new AbortController().signal
let session: TestSession
beforeAll(async () => {
  session = await personasWorld([
    { record_id: '1', name: 'Dora Dev', email: 'dora@x.com', title: 'Software Engineer', linkedin: 'https://www.linkedin.com/in/dora', company: 'X' },
    { record_id: '2', name: 'Vera Vice', email: 'vera@x.com', title: 'VP Engineering', company: 'X' },
    { record_id: '3', name: 'Otto Other', email: 'otto@x.com', title: 'Beekeeper', company: 'X' },
  ], [{ login: 'dora-codes', email: 'dora@x.com' }, { login: 'nemo' }])
})
afterAll(() => session.dispose())

const columns: readonly HandOverColumn[] = [{ name: 'name', header: 'Name', personal: 'name' }, { name: 'email', header: 'E-mail', personal: 'email' }, { name: 'title', header: 'Title', personal: 'title' }]
const contacts = { sql: 'SELECT NULL::INTEGER AS person_id, record_id AS contact_record_id, email, name, title FROM crm.current_contacts ORDER BY record_id DESC', values: {} }
const request = (more: Partial<HandOver> = {}): HandOver => ({ kind: 'contacts', audience: 'sales', format: 'csv', columns, source: contacts, pseudonymised: false, dataDirectory: session.folder, ...more })
const given = (row: Record<string, string | number | null>, names: readonly HandOverColumn[]) => request({ source: { given: [{ person_id: null, contact_record_id: null, email: null, ...row }] }, columns: names })
const written = async (more: Partial<HandOver>) => readFile((await writeExport(session.opened, request(more), signal)).path, 'utf8')

test('a file for sales is told beforehand, holds nobody of the user database, keeps the order and is for its owner only', async () => {
  const preview = await previewExport(session.opened, request(), signal)
  expect(preview).toEqual({ rows: 2, withheld: 1, personal: { name: 2, email: 2, title: 2 } })
  const path = join(session.folder, 'sales.csv')
  const made = await writeExport(session.opened, request({ path }), signal)
  expect(made).toEqual({ ...preview, path, download: null })
  expect(await readFile(path, 'utf8')).toBe('"Name","E-mail","Title"\r\n"Otto Other","otto@x.com","Beekeeper"\r\n"Vera Vice","vera@x.com","VP Engineering"\r\n')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('marketing and analysis get everybody', async () => {
  for (const audience of ['marketing', 'analysis'] as const) expect(await written({ audience })).toContain('dora@x.com')
})

test.each([
  ['by the person', { person_id: 1, what: 'x' }],
  ['by the contact', { contact_record_id: '1', what: 'x' }],
  ['by the address', { email: ' DORA@x.com', what: 'x' }],
  ['by an address in any text', { what: 'met vera@x.com, dora@X.com; both nice' }],
  ['by a LinkedIn profile in any text', { what: 'see https://linkedin.com/in/Dora/?x=1 please' }],
  ['by a login', { what: '@nemo, vera' }],
])('the wall finds the human %s', async (_, row) => {
  const asked = given(row, [{ name: 'what', header: 'What', personal: 'login' }])
  expect(await previewExport(session.opened, asked, signal)).toMatchObject({ rows: 0, withheld: 1 })
  expect(await previewExport(session.opened, { ...asked, audience: 'marketing' }, signal)).toMatchObject({ rows: 1, withheld: 0 })
})

test('rows that do not say whom they are about are refused', async () => {
  await expect(writeExport(session.opened, request({ source: { sql: 'SELECT name, title, email FROM crm.current_contacts', values: {} } }), signal)).rejects.toThrow('person_id')
})

test('addresses count as personal data where no column says so', async () => {
  const asked = given({ what: 'write to vera@x.com' }, [{ name: 'what', header: 'What' }])
  expect((await previewExport(session.opened, asked, signal)).personal).toEqual({ email: 1 })
})

test('pseudonyms stand for people, the same in every file', async () => {
  const [first, second] = [await written({ audience: 'analysis', pseudonymised: true }), await written({ audience: 'analysis', pseudonymised: true })]
  expect(first).toBe(second)
  expect(first).not.toMatch(/dora|vera|otto/i)
  expect(first).toContain('VP Engineering')
  expect(first.match(/name-[0-9a-f]{12}/g)).toHaveLength(3)
})

test('tab separated and JSON files', async () => {
  expect(await written({ format: 'tsv' })).toContain('"Vera Vice"\t"vera@x.com"\t"VP Engineering"')
  expect(JSON.parse(await written({ format: 'json' }))).toEqual([{ Name: 'Otto Other', 'E-mail': 'otto@x.com', Title: 'Beekeeper' }, { Name: 'Vera Vice', 'E-mail': 'vera@x.com', Title: 'VP Engineering' }])
  expect(JSON.parse(await written({ format: 'json', source: { given: [] } }))).toEqual([])
})

test('a path that cannot be written leaves nothing behind: no file, no draft, no line in the log', async () => {
  const { total } = await handOverHandlers(session)['exports.list']({ limit: 1 }, signal)
  for (const path of ['sales.csv', join(session.folder, 'sales.xlsx'), join(session.folder, 'nowhere', 'sales.csv')]) await expect(writeExport(session.opened, request({ path }), signal)).rejects.toThrow(/sales/)
  expect(await readdir(session.opened.scratch)).toEqual([])
  expect((await handOverHandlers(session)['exports.list']({ limit: 1 }, signal)).total).toBe(total)
})

test('a cancelled export leaves nothing behind', async () => {
  const path = join(session.folder, 'cancelled.csv')
  await expect(writeExport(session.opened, request({ path }), AbortSignal.abort())).rejects.toThrow()
  expect(await readdir(session.folder)).not.toContain('cancelled.csv')
  expect(await readdir(session.opened.scratch)).toEqual([])
})

test('the log tells of every file, the newest first', async () => {
  const path = join(session.folder, 'logged.xlsx')
  await writeExport(session.opened, request({ path, format: 'xlsx' satisfies HandOverFormat }), signal)
  const log = calls['exports.list'].output.parse(await handOverHandlers(session)['exports.list']({ limit: 2 }, signal))
  expect(log.exports[0]).toMatchObject({ kind: 'contacts', audience: 'sales', path, format: 'xlsx', rows: 2, withheld: 1, personal: { name: 2, email: 2, title: 2 }, pseudonymised: false })
  expect(log.exports).toHaveLength(2)
})
