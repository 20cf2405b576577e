import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows, one } from '../db/query.ts'
import { bumpDataVersion, readSetting } from '../db/settings.ts'
import { abortingAt } from '../db/aborting-workspace.test-support.ts'
import type { Workspace } from '../db/workspace.ts'
import { attributionRows } from './attribution-export.ts'
import { ensureResolved } from './ensure-resolved.ts'
import { factTables } from './facts.ts'
import { mergeTables } from './merge-people.ts'
import { countResolution } from './handlers.ts'
import { checkOrder } from './materialise.ts'
import { phases, resolveInputs, resolvePeople } from './resolve.ts'
import { makeWorld, query, resolveWorld, type ImportRows } from './world.test-support.ts'

let workspace: Workspace
let remove: () => Promise<void>
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
})
afterAll(() => remove())

const never = new AbortController().signal

test('every step reads only what stands before it', () => {
  expect(() => checkOrder([...resolveInputs, ...factTables, ...mergeTables], phases.flat())).not.toThrow()
  expect(() => checkOrder([], phases.flat())).toThrow('no earlier step makes')
})

/** Everything derived, under keys instead of numbers. */
async function picture() {
  const signals = `SELECT s.source, p.person_key, c.company_key, s.confidence, s.occurred_at, s.dated, s.quantity
    FROM result.signals s LEFT JOIN dev.people p USING (person_id) LEFT JOIN evidence.companies c USING (company_id)`
  const attributed = 'FROM evidence.attributions a JOIN dev.people p USING (person_id) JOIN evidence.companies c USING (company_id)'
  return Promise.all(
    [
      'SELECT person_key, login, is_bot FROM dev.people',
      'SELECT company_key, name, domain FROM evidence.companies',
      'SELECT company_key, name_key, kind FROM evidence.company_names JOIN evidence.companies USING (company_id)',
      `SELECT person_key, company_key, method, confidence, current, conflict, valid_from, valid_to, is_past ${attributed}`,
      'SELECT company_key, record_id, method, confidence FROM evidence.matches JOIN evidence.companies USING (company_id)',
      'SELECT subject_key, company_key FROM result.subjects JOIN result.subject_companies USING (subject_id) JOIN evidence.companies USING (company_id)',
      signals,
    ].map((sql) => query(workspace, `${sql} ORDER BY ALL`)),
  )
}

const maybe = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields).map((row) => Object.fromEntries(Object.entries(row as Record<string, unknown>).filter(([, value]) => value !== undefined)))
const domains = ['acme.com', 'acme.io', 'globex.co.uk', 'gmail.com', 'mit.edu']
const names = ['Acme', 'ACME, Inc.', '@acme', 'Globex Ltd', 'Initech', 'freelance', 'works at @globex', 'Globex / Acme']
const logins = ['ana', 'Ben', 'cleo', 'dan[bot]']
const emails = ['ana@acme.com', 'ben@acme.io', 'jo@globex.co.uk', 'cleo@gmail.com', '3+cleo@users.noreply.github.com', 'ben@mit.edu']
const events = fc.array(
  record({
    source: fc.constantFrom('star', 'fork', 'docs_view', 'web_visit'),
    target: maybe('acme/sdk', 'rival/sdk'),
    occurred_at: maybe('2025-01-01', '2025-02-01'),
    github_id: maybe(1, 2, 3),
    login: maybe(...logins),
    actor_type: maybe('User', 'Organization'),
    email: maybe(...emails),
    domain: maybe(...domains),
    company: maybe(...names),
  }),
  { maxLength: 8 },
)
const world = fc.record({
  accounts: fc.uniqueArray(record({ record_id: fc.constantFrom('1', '2', '3', '4'), name: maybe(...names), domain: maybe(...domains) }), { selector: (row) => row['record_id'], maxLength: 4 }),
  // One profile a login: which of several is newer is what the order of imports says.
  profiles: fc.uniqueArray(record({ login: fc.constantFrom(...logins), company: maybe(...names), email: maybe(...emails) }), { selector: (row) => row['login'], maxLength: 4 }),
  eventFiles: fc.array(events, { maxLength: 3 }),
  claims: fc.array(
    record({
      provider: fc.constantFrom('pdl', 'apollo'), login: fc.constantFrom(...logins), company: fc.constantFrom(...names), domain: maybe(...domains), current: fc.boolean(),
      started_at: maybe('2024-01-01', '2025-01-15'), ended_at: maybe('2025-01-20', '2025-03-01'),
    }),
    { maxLength: 5 },
  ),
})

test('neither the order of imports nor of accounts and events shows, and resolving again changes nothing', { timeout: 1_800_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.infiniteStream(fc.nat()), async ({ accounts, profiles, eventFiles, claims }, random) => {
      const imports = [{ accounts }, { profiles }, { claims }, ...eventFiles.map((file) => ({ events: file }))] as ImportRows[]
      const shuffled = <T>(list: readonly T[]): T[] =>
        list.map((item) => ({ item, at: Number(random.next().value) })).sort((a, b) => a.at - b.at).map(({ item }) => item)
      await resolveWorld(workspace, imports)
      const before = await picture()
      await resolvePeople({ connection: workspace.writer, signal: never })
      expect(await picture()).toEqual(before)
      await resolveWorld(
        workspace,
        shuffled(imports).map((file) => ({
          ...(file.accounts ? { accounts: shuffled(file.accounts) } : {}),
          // Of several profiles of one person in a file the last counts: their order is data.
          ...(file.profiles ? { profiles: file.profiles } : {}),
          ...(file.events ? { events: shuffled(file.events) } : {}),
          ...(file.claims ? { claims: shuffled(file.claims) } : {}),
        })),
      )
      expect(await picture()).toEqual(before)
    }),
    { numRuns: 10 },
  )
})

const small: ImportRows = {
  accounts: [{ record_id: '10', name: 'ACME' }, { record_id: '9', name: 'Acme' }, { record_id: '2', name: 'acme GmbH' }],
  profiles: [{ github_id: 1, login: 'octo', company: 'Acme' }, { github_id: 2, login: 'ana', company: '@acme' }, { github_id: 3, login: 'ben', company: 'Globex' }, { github_id: 4, login: 'cleo' }],
  events: [{ login: 'octo' }, { login: 'cleo' }],
}

test('a person is exported with one account: exact spelling, then spelling but for case, then the smallest record id', async () => {
  await resolveWorld(workspace, [small])
  expect(await rows(workspace.writer, `SELECT login, company_name, account_record_id, method, confidence, reliable FROM (${attributionRows}) ORDER BY login`, { reliable_min: 0.85 })).toEqual([
    { login: 'ana', company_name: 'acme GmbH', account_record_id: '2', method: 'org_handle', confidence: 0.9, reliable: true },
    { login: 'ben', company_name: 'Globex', account_record_id: null, method: 'company_text_unknown', confidence: 0.5, reliable: false },
    { login: 'octo', company_name: 'acme GmbH', account_record_id: '9', method: 'company_text', confidence: 0.9, reliable: true },
  ])
})

test('the counts of a resolution', async () => {
  await resolveWorld(workspace, [small])
  expect(await countResolution(workspace.writer)).toEqual({ people: 4, companies: 2, attributed: 3, reliable: 2, unresolved: 1, matchedAccounts: 3, conflicts: 0 })
})

test('it runs again only when the data version has moved', async () => {
  await resolveWorld(workspace, [small])
  const signals = () => one<{ n: number }>(workspace.writer, 'SELECT count(*) AS n FROM result.signals')
  await workspace.writer.run('DELETE FROM dev.events')
  await ensureResolved(workspace, never)
  expect(await signals()).toEqual({ n: 2 })
  await bumpDataVersion(workspace.writer)
  await ensureResolved(workspace, never)
  expect(await signals()).toEqual({ n: 0 })
  expect(await readSetting(workspace.writer, 'resolved_version')).toBe(await readSetting(workspace.writer, 'data_version'))
})

test('a cancelled resolution leaves the previous one and no temporary table', async () => {
  await resolveWorld(workspace, [small])
  const before = await picture()
  await workspace.writer.run(`INSERT INTO dev.events (import_id, source_row, source_event_id, source, target, occurred_at, github_id, login, actor_type, email, domain, company, quantity) SELECT 1, i, NULL, 'docs_view', NULL, NULL, i, 'login' || i, 'User', NULL, NULL, NULL, 1 FROM range(60000) t(i)`)
  const abort = new AbortController()
  const resolving = resolvePeople({ connection: workspace.writer, signal: abort.signal, onProgress: (done) => { if (done === 8) void wait(1).then(() => abort.abort()) } })
  await expect(resolving).rejects.toThrow(/abort/i)
  expect(await picture()).toEqual(before)
  expect(await query(workspace, `SELECT table_name FROM duckdb_tables() WHERE temporary`)).toEqual([])
  await resolvePeople({ connection: workspace.writer, signal: never })
  expect(await one(workspace.writer, 'SELECT count(*) AS n FROM result.signals')).toEqual({ n: 60_002 })
})

const more = `INSERT INTO dev.events BY NAME
  SELECT 1 AS import_id, 100 + i AS source_row, 'docs_view' AS source, 100 + i AS github_id, 'login' || i AS login, 1 AS quantity FROM range(3000) t(i)`

test('cancelled at any statement, a resolution is the previous one or the next one, whole, and leaves no temporary table', { timeout: 300_000 }, async () => {
  await resolveWorld(workspace, [small])
  const before = await picture()
  await workspace.writer.run(more)
  const attempt = async (place: number): Promise<{ cancelled: boolean; statements: number }> => {
    const { workspace: watched, signal, statements } = abortingAt(workspace, place)
    const ended = await resolvePeople({ connection: watched.writer, signal }).then(() => false, (thrown: unknown) => {
      expect(String(thrown)).toContain('stopped by the test')
      return true
    })
    return { cancelled: ended, statements: statements() }
  }
  const { statements } = await attempt(0)
  const after = await picture()
  expect(after).not.toEqual(before)
  await resolveWorld(workspace, [small])
  await workspace.writer.run(more)
  const cancelled = new Set<boolean>()
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: statements }), async (place) => {
      const state = await picture()
      const outcome = await attempt(place)
      cancelled.add(outcome.cancelled)
      expect(await picture()).toEqual(outcome.cancelled ? state : after)
      expect(await query(workspace, `SELECT table_name FROM duckdb_tables() WHERE temporary`)).toEqual([])
    }),
    { numRuns: 12 },
  )
  expect(cancelled.has(true)).toBe(true)
})
