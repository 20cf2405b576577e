import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls, type Method, type Output } from '../../../shared/contract.ts'
import type { TestSession } from '../import/session.test-support.ts'
import { personasWorld } from '../personas/personas.test-support.ts'
import { productRules } from '../personas/rules.ts'
import { gridHandlers } from '../grid/handlers.ts'
import { databaseHandlers } from './handlers.ts'

const signal = new AbortController().signal
let session: TestSession
let handlers: ReturnType<typeof databaseHandlers>
beforeAll(async () => {
  session = await personasWorld([
    { record_id: '1', name: 'Dora', email: 'dora@x.com', title: 'Software Engineer', company: 'X', stage: 'Lead', created_at: '2026-01-10' },
    { record_id: '2', name: 'Dirk', email: 'dirk@x.com', title: 'Entwickler', company: 'X', created_at: '2026-02-10' },
    { record_id: '3', name: 'Vera', email: 'vera@x.com', title: 'VP Engineering', company: 'X', stage: 'Lead', created_at: '2026-02-10' },
    { record_id: '4', name: 'Otto', email: 'otto@x.com', title: 'Einkäufer', company: 'X', opted_out: 'true', created_at: '2026-03-10' },
    { record_id: '5', name: 'Kim', email: 'kim@x.com', title: 'Software Engineer', linkedin: 'linkedin.com/in/kim', company: 'X', created_at: '2026-03-11' },
    { record_id: '6', name: 'Kim', email: 'kim@private.example', title: 'CEO', linkedin: 'linkedin.com/in/kim', company: 'Kim', created_at: '2026-03-10' },
  ], [{ login: 'nemo' }])
  await session.imported('mail.csv', `time,email,event,campaign
2026-03-01T10:00:00Z,dora@x.com,sent,a
2026-03-01T10:00:00Z,DIRK@x.com,sent,a
2026-03-02T10:00:00Z,dora@x.com,clicked,a
2026-03-03T10:00:00Z,dora@x.com,clicked,a
2026-03-03T10:00:00Z,dirk@x.com,unsubscribed,a
2026-04-01T10:00:00Z,vera@x.com,sent,b
2026-04-01T10:00:00Z,stranger@y.com,unsubscribed,b
`, { format: 'email-engagement' })
  handlers = databaseHandlers(session)
})
afterAll(() => session.dispose())

const parsed = <M extends Method>(method: M, output: unknown) => calls[method].output.parse(output) as Output<M>
const summaryNow = async () => parsed('personas.summary', await handlers['personas.summary']({}, signal))

test('who is where, and whether the definition is sound', async () => {
  const summary = await summaryNow()
  expect(summary.personas.map(({ persona, humans }) => [persona, humans])).toEqual([['developer', 4], ['technical', 0], ['buyer', 2], ['other', 0]])
  expect(summary.places).toEqual([
    { place: 'user', humans: 3, withAddress: 2, optedOut: 0 }, { place: 'buyer', humans: 2, withAddress: 2, optedOut: 1 }, { place: 'both', humans: 1, withAddress: 1, optedOut: 0 },
  ])
  expect(summary.conflicts).toBe(1)
  expect(summary.health).toEqual({ tooBroad: { count: 1, of: 4, share: 0.25 }, tooNarrow: { count: 1, of: 2, share: 0.5 } })
  expect(summary.months.map(({ month, user, buyer, tooBroad, tooNarrow }) => [month, user, buyer, tooBroad.share, tooNarrow.share])).toEqual([
    ['2026-01', 1, 0, 1, 1], ['2026-02', 2, 1, 0.5, 0.5], ['2026-03', 3, 3, 1 / 3, 0.5], ['2026-04', 3, 3, 1 / 3, 0.5], ['2026-05', 4, 3, 0.25, 0.5],
  ])
})

test('click-through and unsubscribe rates by database and month: an address and campaign counts once', async () => {
  expect((await summaryNow()).engagement).toEqual([
    { month: '2026-03', place: 'user', sent: 2, clicked: 1, unsubscribed: 1, clickRate: 0.5, unsubscribeRate: 0.5 },
    { month: '2026-04', place: 'neither', sent: 0, clicked: 0, unsubscribed: 1, clickRate: null, unsubscribeRate: null },
    { month: '2026-04', place: 'buyer', sent: 1, clicked: 0, unsubscribed: 0, clickRate: 0, unsubscribeRate: 0 },
  ])
})

test('the buyer database goes to sales without whoever is in both; the user database to marketing whole', async () => {
  const buyers = parsed('databases.export', await handlers['databases.export']({ database: 'buyer', filter: [], search: '', format: 'csv', pseudonymised: false }, signal))
  expect(buyers).toMatchObject({ rows: 2, withheld: 1 })
  expect(await readFile(buyers.path, 'utf8')).not.toMatch(/kim|dora|dirk/i)
  const users = await handlers['databases.preview']({ database: 'user', filter: [], search: '' }, signal)
  expect(users).toMatchObject({ rows: 4, withheld: 0, personal: { name: 4, email: 3 } })
  expect(await handlers['databases.preview']({ database: 'user', filter: [{ column: 'is_lead', operator: 'equals', values: [true] }], search: '' }, signal)).toMatchObject({ rows: 1 })
  expect(await handlers['databases.preview']({ database: 'user', filter: [], search: 'dir' }, signal)).toMatchObject({ rows: 1 })
})

test('sales tools leave the user database alone, marketing tools the buyer database, both whoever opted out or unsubscribed', async () => {
  const list = async (tools: 'sales' | 'marketing') => {
    const { path } = await handlers['suppression.export']({ tools, format: 'json' }, signal)
    const rows = JSON.parse(await readFile(path, 'utf8')) as { Email: string; 'Email SHA-256': string; Reason: string }[]
    for (const row of rows) {
      expect(row['Email SHA-256']).toBe(createHash('sha256').update(row.Email).digest('hex'))
      expect(Object.keys(row)).toHaveLength(3)
    }
    return rows.map(({ Email, Reason }) => [Email, Reason])
  }
  expect(await list('sales')).toEqual([
    ['dirk@x.com', 'Unsubscribed'], ['dora@x.com', 'User database'], ['kim@private.example', 'User database'], ['kim@x.com', 'User database'], ['otto@x.com', 'Opted out'], ['stranger@y.com', 'Unsubscribed'],
  ])
  expect(await list('marketing')).toEqual([['dirk@x.com', 'Unsubscribed'], ['otto@x.com', 'Opted out'], ['stranger@y.com', 'Unsubscribed'], ['vera@x.com', 'Buyer database']])
  expect(parsed('suppression.preview', await handlers['suppression.preview']({ tools: 'sales' }, signal))).toMatchObject({ rows: 6, reasons: [{ reason: 'User database', addresses: 3 }, { reason: 'Unsubscribed', addresses: 2 }, { reason: 'Opted out', addresses: 1 }] })
})

test('a grid shows everybody, and does not leave by the grid’s own export', async () => {
  const grids = gridHandlers(session)
  const query = { dataset: 'humans' as const, columns: [], filter: [{ column: 'place', operator: 'equals' as const, values: ['both'] }], search: '', sort: [], policy: 'reliable' as const }
  expect((await grids['grid.open'](query, signal)).totalRows).toBe(1)
  await expect(grids['grid.export']({ ...query, fileType: 'csv' }, signal)).rejects.toThrow('two databases')
})

test('rules are tried before they are saved, and saved as versions', async () => {
  const rules = { ...productRules(), rules: productRules().rules.filter(({ name }) => name !== 'Executive') }
  const preview = parsed('personas.preview', await handlers['personas.preview']({ rules }, signal))
  expect(preview.moves).toEqual([{ from: 'both', to: 'user', humans: 1 }, { from: 'user', to: 'user', humans: 3 }, { from: 'buyer', to: 'buyer', humans: 2 }])
  expect(preview.personas.map(({ persona, before, after }) => [persona, before, after])).toEqual([['developer', 4, 4], ['technical', 0, 1], ['buyer', 2, 1], ['other', 0, 0]])
  expect(preview.examples).toEqual([{ name: 'Kim', title: 'Software Engineer', from: 'both', to: 'user', rule: 'Builds software, data or platforms' }])
  expect((await summaryNow()).rules.version).toBe(0)
  const saved = parsed('personas.save', await handlers['personas.save']({ name: 'No executives', note: null, author: 'me', rules }, signal))
  expect(saved.versions.map(({ version, name }) => [version, name])).toEqual([[1, 'No executives'], [0, 'Method default']])
  expect((await summaryNow()).conflicts).toBe(0)
  await expect(handlers['personas.save']({ name: 'Again', note: null, rules }, signal)).rejects.toThrow('these very rules')
  expect((await gridHandlers(session)['grid.open']({ dataset: 'humans', columns: [], filter: [{ column: 'place', operator: 'equals', values: ['both'] }], search: '', sort: [], policy: 'reliable' }, signal)).totalRows).toBe(0)
})
