import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { datasets, gridCalls } from '../../../shared/contract-grid.ts'
import { calls, type Input } from '../../../shared/contract.ts'
import { rows } from '../db/query.ts'
import { bumpDataVersion } from '../db/settings.ts'
import { createWorkspace, type Workspace } from '../db/workspace.ts'
import { unresolvedPeople } from '../analyse/unresolved.ts'
import { ensureScored } from '../score/ensure-scored.ts'
import { gridHandlers } from './handlers.ts'

let folder: string
let workspace: Workspace
let handlers: ReturnType<typeof gridHandlers>
const signal = new AbortController().signal

/** Two accounts, one hidden company, their developers; the imports are rows as an importer leaves them. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-grid-'))
  workspace = await createWorkspace(join(folder, 'test'))
  await workspace.writer.run(`
    INSERT INTO dev.targets VALUES ('repo', 'acme/sdk', 'own');
    INSERT INTO ops.imports VALUES
      (1, 'hubspot-companies', 'crm.csv', 'a', 'a', 9, '{}', '2026-06-30', '2026-06-30', 2, 2, 0, 0, 0, NULL, NULL, []),
      (2, 'events', 'events.csv', 'b', 'b', 9, '{}', '2026-06-30', '2026-06-30', 5, 4, 1, 0, 0, '2026-06-01', '2026-06-29', ['one warning', 'two']);
    INSERT INTO evidence.claims (import_id, source_row, place, provider, login, company, current) VALUES (2, 1, 1, 'pdl', 'ann', 'alpha', true);
    INSERT INTO dev.downloads VALUES (2, 1, 'npm', '@acme/sdk', '2026-06-01', 1, 12, false);
    INSERT INTO ops.rejects VALUES (2, 5, 6, 'occurred_at', 'not a date', '=cmd()');
    INSERT INTO crm.accounts (import_id, source_row, record_id, name, domain, further_domains, aliases, stage_raw, stage, owner, industry, employees, country, created_at, extra) VALUES
      (1, 1, '0015', '=HYPERLINK("x")', 'alpha.com', ['alpha.de'], [], 'Lead', 'lead', NULL, NULL, NULL, NULL, NULL, NULL),
      (1, 2, '0015g', 'Bêta & Co', 'beta.com', [], [], 'Won', 'customer', 'Ö', 'Tools', 12, 'DE', '2020-01-01', NULL);
    INSERT INTO crm.contacts (import_id, source_row, record_id, kind, email, name, company, account_ids, stage_raw, stage, opted_out, created_at) VALUES
      (1, 3, '111', 'contact', 'bob@beta.com', 'Bob', 'Beta', ['0015g'], 'Lead', 'lead', true, '2024-01-01');
    INSERT INTO crm.deals (import_id, source_row, record_id, name, account_ids, contact_ids, contact_emails, stage_raw, stage, amount, currency, closes_at, closed_at, created_at) VALUES
      (1, 4, '71', 'Renewal', ['0015g'], ['111'], [], 'closedwon', 'customer', 10.5, 'EUR', '2025-01-01', '2025-01-01', '2024-06-01');
    INSERT INTO dev.events (import_id, source_row, source_event_id, source, target, occurred_at, github_id, login, actor_type, email, domain, company, quantity) VALUES
      (2, 1, NULL, 'repo_star', 'acme/sdk', '2026-06-01 10:00:00', NULL, 'ann', NULL, 'ann@alpha.com', NULL, NULL, 1),
      (2, 2, NULL, 'product_usage', NULL, '2026-06-20 10:00:00', NULL, 'bob', NULL, 'bob@beta.com', NULL, NULL, 3),
      (2, 3, NULL, 'repo_fork', 'acme/sdk', '2026-06-29 10:00:00', NULL, 'cid', NULL, 'cid@hidden.io', NULL, NULL, 1),
      (2, 4, NULL, 'docs_view', NULL, NULL, NULL, 'bob', NULL, 'bob@beta.com', NULL, NULL, 1)`)
  await bumpDataVersion(workspace.writer)
  handlers = gridHandlers({ workspace: () => workspace, dataDirectory: folder, report: () => undefined, changed: () => workspace.settle() })
})
afterEach(async () => {
  await workspace.close()
  await rm(folder, { recursive: true })
})

const asOf = '2026-07-01T00:00:00.000Z'

async function read(input: Input<'grid.open'>): Promise<Record<string, unknown>[]> {
  const { gridId, totalRows } = await handlers['grid.open'](calls['grid.open'].input.parse(input), signal)
  const { arrow, rows: count } = await handlers['grid.window']({ gridId, offset: 0, limit: 1000 }, signal)
  expect(count).toBe(totalRows)
  await handlers['grid.close']({ gridId }, signal)
  const table = tableFromIPC(arrow)
  return Array.from({ length: count }, (_, row) => Object.fromEntries(table.schema.fields.map(({ name }, column): [string, unknown] => [name, table.getChildAt(column)?.get(row)])))
}

/** What comes of two files of the same records, of duplicates or of claims, none of which this workspace has. */
const mayBeEmpty: ReadonlySet<string> = new Set(['blind_reviews', 'duplicate_accounts', 'changes', 'duplicates', 'stage_changes'])

test('every dataset opens with every column, filtered and sorted by each, and keeps to the contract', async () => {
  for (const dataset of datasets) {
    const columns = gridCalls['grid.columns'].output.parse(await handlers['grid.columns']({ dataset }, signal))
    const [all] = await read({ dataset, asOf })
    // Lists with nothing to show here say so; the others show every column.
    if (all || !mayBeEmpty.has(dataset)) expect(Object.keys(all ?? {}), dataset).toEqual(columns.map((column) => column.name))
    for (const { definition } of columns) expect(definition).toMatch(/^\S.*\.$/)
    for (let start = 0; start < columns.length; start += 5) {
      const names = columns.slice(start, start + 5).map((column) => column.name)
      const sort = names.map((column) => ({ column, descending: true }))
      const filter = names.map((column) => ({ column, operator: 'notBlank' as const, values: [] }))
      await read({ dataset, asOf, columns: names, sort, filter, search: 'a' })
    }
    for (const { name } of columns) await handlers['grid.values'](calls['grid.values'].input.parse({ dataset, asOf, column: name }), signal)
  }
}, 180_000)

test('companies are the subjects of the run, accounts and hidden ones', async () => {
  const columns = ['name', 'stage', 'active', 'in_crm', 'families', 'events', 'last_at', 'domain', 'record_id']
  expect(await read({ dataset: 'companies', asOf, columns, sort: [{ column: 'domain', descending: false }] })).toMatchObject([
    { name: '=HYPERLINK("x")', stage: 'lead', active: true, in_crm: true, families: 'own_oss', events: 1, domain: 'alpha.com', record_id: '0015' },
    { name: 'Bêta & Co', stage: 'customer', in_crm: true, families: 'docs · product', events: 2, last_at: '2026-06-30T00:00:00.000Z', record_id: '0015g' },
    { stage: null, in_crm: false, families: 'own_oss', events: 1, domain: 'hidden.io', record_id: null },
  ])
  expect(await read({ dataset: 'companies', asOf: '2026-06-10', columns: ['domain'], filter: [{ column: 'active', operator: 'equals', values: [true] }] })).toEqual([{ domain: 'alpha.com' }])
})

test('an event whose company matches two accounts is one row, found under both', async () => {
  await workspace.writer.run(`INSERT INTO crm.accounts (import_id, source_row, record_id, name, domain, further_domains, aliases, stage_raw, stage, owner, industry, employees, country, created_at, extra) VALUES (1, 3, '0099', 'Beta again', 'beta.com', [], [], 'Lead', 'lead', NULL, NULL, NULL, NULL, NULL, NULL)`)
  await bumpDataVersion(workspace.writer)
  const keys = (await read({ dataset: 'accounts', asOf, columns: ['subject_key'], filter: [{ column: 'domain', operator: 'equals', values: ['beta.com'] }] })).map((row) => String(row['subject_key']))
  expect(keys).toHaveLength(2)
  expect(await read({ dataset: 'events', columns: ['source_row'] })).toHaveLength(4)
  for (const key of keys) {
    const rowsOfOne = await read({ dataset: 'events', columns: ['source_row', 'subject_name'], filter: [{ column: 'subject_key', operator: 'equals', values: [key] }] })
    expect(rowsOfOne.map((row) => row['source_row'])).toEqual([2, 4])
    expect(String(rowsOfOne[0]?.['subject_name']).split(' · ').sort()).toEqual(['Beta again', 'Bêta & Co'])
  }
  expect(await read({ dataset: 'events', columns: ['source_row'], filter: [{ column: 'subject_key', operator: 'notEquals', values: [keys[0] ?? ''] }] })).toHaveLength(2)
})

test('people without a company are those the analysis counts', async () => {
  await workspace.writer.run(`
    INSERT INTO dev.events (import_id, source_row, source_event_id, source, target, occurred_at, github_id, login, actor_type, email, domain, company, quantity) VALUES
      (2, 6, NULL, 'repo_star', 'acme/sdk', '2026-06-02', NULL, 'free', NULL, 'free@gmail.com', NULL, NULL, 1),
      (2, 7, NULL, 'repo_star', 'acme/sdk', '2024-06-02', NULL, 'old', NULL, NULL, NULL, NULL, 1),
      (2, 8, NULL, 'never_scored', 'acme/sdk', '2026-06-02', NULL, 'other', NULL, NULL, NULL, NULL, 1)`)
  await bumpDataVersion(workspace.writer)
  const without = await read({ dataset: 'people', asOf, columns: ['login'], filter: [{ column: 'unresolved', operator: 'equals', values: [true] }] })
  expect(without).toEqual([{ login: 'free' }])
  const counted = await ensureScored(workspace, { asOf, policy: 'reliable' }, signal).then((run) => unresolvedPeople(workspace.reader, run))
  expect(counted).toBe(without.length)
})

test('events show whom they are attributed to', async () => {
  const [beta] = await read({ dataset: 'companies', asOf, columns: ['subject_key'], filter: [{ column: 'domain', operator: 'equals', values: ['beta.com'] }] })
  const key = String(beta?.['subject_key'])
  const columns = ['occurred_at', 'signal', 'quantity', 'company_domain', 'subject_name', 'reliable', 'file_name', 'source_row']
  expect(await read({ dataset: 'events', asOf, columns, filter: [{ column: 'subject_key', operator: 'equals', values: [key] }] })).toEqual([
    { occurred_at: '2026-06-20T10:00:00.000Z', signal: 'product_usage', quantity: 3, company_domain: 'beta.com', subject_name: 'Bêta & Co', reliable: true, file_name: 'events.csv', source_row: 2 },
    { occurred_at: null, signal: 'docs_view', quantity: 1, company_domain: 'beta.com', subject_name: 'Bêta & Co', reliable: true, file_name: 'events.csv', source_row: 4 },
  ])
})

test('values of a column with their counts, most frequent first, whatever it is filtered by itself', async () => {
  const values = (input: Input<'grid.values'>) => handlers['grid.values'](calls['grid.values'].input.parse(input), signal)
  expect(await values({ dataset: 'events', column: 'target', filter: [{ column: 'target', operator: 'blank', values: [] }] })).toEqual([
    { value: 'acme/sdk', rows: 2 },
    { value: null, rows: 2 },
  ])
  expect(await values({ dataset: 'events', column: 'occurred_at', filter: [{ column: 'login', operator: 'equals', values: ['BOB'] }] })).toEqual([
    { value: '2026-06-20T10:00:00.000Z', rows: 1 },
    { value: null, rows: 1 },
  ])
})

test('a grid that is not open says so', async () => {
  await expect(handlers['grid.window']({ gridId: 'x', offset: 0, limit: 1 }, signal)).rejects.toMatchObject({ code: 'not_found' })
  expect(await handlers['grid.close']({ gridId: 'x' }, signal)).toEqual({})
})

const exported = (input: Input<'grid.export'>) => handlers['grid.export'](calls['grid.export'].input.parse(input), signal)

test('a CSV export is what the grid shows, with formulas made harmless', async () => {
  const path = join(folder, 'companies.csv')
  await writeFile(path, 'an earlier file')
  const columns = ['name', 'domain', 'last_at', 'active', 'people_30', 'owner']
  const made = await exported({ dataset: 'companies', asOf, columns, path, sort: [{ column: 'domain', descending: false }], filter: [{ column: 'in_crm', operator: 'equals', values: [true] }] })
  expect(made).toEqual({ path, rows: 2, download: null })
  expect(await readFile(path, 'utf8')).toBe(
    'name,domain,last_at,active,people_30,owner\n' +
      `"'=HYPERLINK(""x"")",alpha.com,2026-06-01T10:00:00.000Z,true,1,\n` +
      'Bêta & Co,beta.com,2026-06-30T00:00:00.000Z,true,1,Ö\n',
  )
  expect(await readdir(workspace.scratch)).toEqual([])
  const audit = await rows<{ action: string; detail: string }>(workspace.reader, 'SELECT action, detail::VARCHAR AS detail FROM ops.audit')
  expect(audit.map(({ action, detail }): unknown[] => [action, JSON.parse(detail)])).toMatchObject([['export', { dataset: 'companies', path, rows: 2 }]])
})

test('negative numbers stay numbers in a CSV, text that starts like a formula does not', async () => {
  await workspace.writer.run(`UPDATE ops.rejects SET raw = unnest.value, line_number = -1 FROM (SELECT unnest(['-1+1']) AS value) unnest`)
  const path = join(folder, 'rejects.csv')
  await exported({ dataset: 'rejects', columns: ['line_number', 'raw'], path })
  expect(await readFile(path, 'utf8')).toBe(`line_number,raw\n-1,'-1+1\n`)
})

test('Parquet keeps types and values, JSON is one array', async () => {
  const columns = ['name', 'last_at', 'score', 'active']
  const parquet = join(workspace.scratch, 'kept.parquet')
  await exported({ dataset: 'companies', asOf, columns, path: parquet })
  expect(await rows(workspace.reader, `SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet('${parquet}'))`)).toEqual([
    { column_name: 'name', column_type: 'VARCHAR' },
    { column_name: 'last_at', column_type: 'TIMESTAMP' },
    { column_name: 'score', column_type: 'DOUBLE' },
    { column_name: 'active', column_type: 'BOOLEAN' },
  ])
  const json = join(folder, 'people.json')
  await exported({ dataset: 'people', columns: ['login', 'last_at'], path: json, sort: [{ column: 'login', descending: false }] })
  expect(JSON.parse(await readFile(json, 'utf8'))).toEqual([
    { login: 'ann', last_at: '2026-06-01T10:00:00.000Z' },
    { login: 'bob', last_at: '2026-06-30T00:00:00.000Z' },
    { login: 'cid', last_at: '2026-06-29T10:00:00.000Z' },
  ])
})

test('without a path the file lies in the download area', async () => {
  const made = await exported({ dataset: 'companies', asOf, columns: ['name'], fileType: 'csv' })
  expect(made.download).toMatch(/^[0-9a-f-]{36}\/companies-2026-07-01\.csv$/)
  expect(made.path).toBe(join(folder, 'downloads', ...(made.download ?? '').split('/')))
  expect((await readFile(made.path, 'utf8')).split('\n')[0]).toBe('name')
})

test('a path that cannot be written leaves nothing behind', async () => {
  await expect(exported({ dataset: 'imports', path: join(folder, 'list.xlsx') })).rejects.toMatchObject({ code: 'bad_usage' })
  await expect(exported({ dataset: 'imports', path: 'relative.csv' })).rejects.toMatchObject({ code: 'bad_usage' })
  await expect(exported({ dataset: 'imports', path: join(folder, 'missing', 'list.csv') })).rejects.toMatchObject({ code: 'not_writable' })
  await expect(exported({ dataset: 'imports', columns: ['nope'], path: join(folder, 'list.csv') })).rejects.toMatchObject({ code: 'invalid_input' })
  expect(await readdir(workspace.scratch)).toEqual([])
})

test('attributions carry the columns that are handed on', async () => {
  const columns = ['login', 'github_id', 'company_name', 'company_domain', 'account_record_id', 'method', 'confidence', 'reliable']
  expect(await read({ dataset: 'attributions', columns })).toMatchObject([
    { login: 'ann', github_id: null, company_domain: 'alpha.com', account_record_id: '0015', method: 'email_domain', confidence: 0.95, reliable: true },
    { login: 'bob', company_domain: 'beta.com', account_record_id: '0015g' },
    { login: 'cid', company_domain: 'hidden.io', account_record_id: null },
  ])
})
