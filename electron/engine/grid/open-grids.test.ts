import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gridQuery, type GridQuery } from '../../../shared/contract-grid.ts'
import { AppError } from '../../../shared/errors.ts'
import { bumpDataVersion } from '../db/settings.ts'
import { createWorkspace, type Workspace } from '../db/workspace.ts'
import { parseScoreModel } from '../score/model.ts'
import defaults from '../../../resources/models/score.json' with { type: 'json' }
import type { Context } from './definition.ts'
import type { OpenGrid } from './open-grid.ts'
import { createOpenGrids, defaultLimits, type OpenGrids } from './open-grids.ts'
import { keepRows } from './rows-kept.ts'
import { serialised, type Serialised } from './serialised.ts'
import { readWindow } from './window.ts'
import { attachArea } from './workspace-grids.ts'

const rowCount = 300_000
let folder: string
let workspace: Workspace
let serial: Serialised
let windows: Serialised
let area: string
let grids: OpenGrids

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-grids-'))
  workspace = await createWorkspace(join(folder, 'test'))
  await workspace.writer.run(`
    INSERT INTO ops.imports SELECT i, 'events', 'file ' || i || '.csv', 'x', 'x', 1, '{}', '2026-01-01', '2026-01-01', 0, 0, 0, 0, 0, NULL, NULL, [] FROM range(1, 3) t(i);
    INSERT INTO dev.events (import_id, source_row, source_event_id, source, target, occurred_at, github_id, login, actor_type, email, domain, company, quantity)
    SELECT 1 + i % 2, i, NULL, ['star', 'fork'][1 + (i % 2)], 'acme/r' || i % 7, CASE WHEN i % 11 > 0 THEN TIMESTAMP '2025-01-01' + to_minutes((hash(i) % 500000)::BIGINT) END,
      i, 'login' || i % 1000, NULL, CASE WHEN i % 3 = 0 THEN i || '@ä.example' END, NULL, NULL, i / 4
    FROM range(${rowCount}) t(i);
    INSERT INTO evidence.companies SELECT i, 'k' || i, 'Company ' || i, 'd' || i || '.example' FROM range(50) t(i);
    INSERT INTO result.subjects SELECT i, 'company:k' || i, 'company', NULL, 'Company ' || i, NULL FROM range(50) t(i);
    INSERT INTO result.subject_companies SELECT i, i FROM range(50) t(i);
    INSERT INTO result.signals (source, person_id, company_id, confidence, occurred_at, dated, quantity, import_id, source_row)
    SELECT 'repo_' || source, NULL, source_row % 50, 0.5 + (source_row % 5) / 10.0, coalesce(occurred_at, '2026-01-01'), occurred_at IS NOT NULL, quantity, import_id, source_row
    FROM dev.events WHERE source_row % 4 > 0`)
  serial = serialised(await workspace.connect())
  windows = serialised(await workspace.connect())
  area = await attachArea(serial)
  grids = createOpenGrids({ serial, kept: keepRows(serial.connection, area), area })
})
afterEach(async () => {
  await Promise.all([serial.stop(), windows.stop()])
  await workspace.close()
  await rm(folder, { recursive: true })
})

const signal = new AbortController().signal
const model = parseScoreModel(defaults, 'of the product')
const context: Context = { dataVersion: 0, foundVersion: 0, personaRules: null, runId: null, asOf: null, policy: 'reliable', model, stages: [] }
const query = (asked: Partial<GridQuery> & Pick<GridQuery, 'dataset'>): GridQuery => gridQuery.parse(asked)

async function window(grid: OpenGrid, offset: number, limit = 200): Promise<Record<string, unknown>[]> {
  const { arrow, rows } = await windows.run(() => readWindow(windows.connection, grid, { offset, limit }))
  const table = tableFromIPC(arrow)
  expect(table.numRows).toBe(rows)
  return Array.from({ length: rows }, (_, row) => Object.fromEntries(table.schema.fields.map(({ name }, column): [string, unknown] => [name, table.getChildAt(column)?.get(row)])))
}

async function untilCopied(grid: OpenGrid): Promise<void> {
  while (grid.copied < grid.totalRows) await new Promise((resolve) => setTimeout(resolve, 5))
}

const asked = query({
  dataset: 'events',
  columns: ['source_row', 'occurred_at', 'login', 'company_name', 'subject_key', 'confidence', 'reliable', 'signal', 'file_name', 'email'],
  filter: [{ column: 'source', operator: 'equals', values: ['star'] }],
  sort: [{ column: 'occurred_at', descending: true }, { column: 'login', descending: false }],
})

test('windows show the rows of the query in its order, from the tables and from the copy alike', async () => {
  const grid = await grids.open(asked, context, signal)
  expect(grid.totalRows).toBe(rowCount / 2)
  const offsets = [0, 77_777, grid.totalRows - 5]
  const scattered = []
  for (const offset of offsets) scattered.push(await window({ ...grid, copied: 0 }, offset))
  await untilCopied(grid)
  for (const [index, offset] of offsets.entries()) expect(await window(grid, offset)).toEqual(scattered[index])

  const reader = await workspace.reader.runAndReadAll(
    `SELECT source_row FROM dev.events WHERE source = 'star' ORDER BY occurred_at DESC NULLS LAST, lower(login), login, import_id, source_row, rowid`,
  )
  const wanted = (reader.getColumns()[0] ?? []).map(Number)
  for (const [index, offset] of offsets.entries()) {
    expect(scattered[index]?.map((row) => row['source_row'])).toEqual(wanted.slice(offset, offset + 200))
  }
  const [first] = scattered[0] ?? []
  const row = wanted[0] ?? Number.NaN
  expect(first).toMatchObject(
    row % 4 === 0
      ? { company_name: null, subject_key: null, confidence: null, reliable: null, signal: null, file_name: 'file 1.csv' }
      : { company_name: `Company ${row % 50}`, subject_key: `company:k${row % 50}`, signal: 'repo_star', file_name: 'file 1.csv', reliable: row % 5 === 4 },
  )
})

test('one subject, with its events and nothing else', async () => {
  const grid = await grids.open(query({ dataset: 'events', columns: ['source_row', 'reliable'], filter: [{ column: 'subject_key', operator: 'equals', values: ['company:k3'] }] }), context, signal)
  const rows = await window(grid, 0, 10_000)
  expect(rows).toHaveLength(grid.totalRows)
  const expected = Array.from({ length: rowCount }, (_, row) => row).filter((row) => row % 50 === 3 && row % 4 > 0)
  expect(rows.map((row) => Number(row['source_row'])).sort((left, right) => left - right)).toEqual(expected)
})

test('an as-of instant hides what happened later, undated events by their collection date', async () => {
  const at = (asOf: string) => grids.open(query({ dataset: 'events', columns: ['source_row'] }), { ...context, asOf }, signal)
  const undated = Math.ceil(rowCount / 11)
  expect((await at('2024-12-31T00:00:00.000Z')).totalRows).toBe(0)
  expect((await at('2025-12-31T23:00:00.000Z')).totalRows).toBe(rowCount - undated)
  expect((await at('2026-01-01T00:00:00.000Z')).totalRows).toBe(rowCount)
})

test('a window beyond the end is empty and keeps its columns', async () => {
  const grid = await grids.open(query({ dataset: 'imports', columns: ['file_name', 'import_id'] }), context, signal)
  expect(await window(grid, 0)).toEqual([{ file_name: 'file 2.csv', import_id: 2 }, { file_name: 'file 1.csv', import_id: 1 }])
  expect(await window(grid, 2)).toEqual([])
  expect(await window(grid, 1_000_000)).toEqual([])
})

test('after the data changed a grid answers from its copy, or says that it must be opened again', async () => {
  const copied = await grids.open(asked, context, signal)
  await untilCopied(copied)
  const before = await window(copied, 1000)
  await workspace.writer.run('DELETE FROM dev.events WHERE source_row % 2 = 0')
  await bumpDataVersion(workspace.writer)
  expect(await window(copied, 1000)).toEqual(before)
  await expect(window({ ...copied, copied: 0 }, 1000)).rejects.toMatchObject({ code: 'not_found' })
})

test('the grids used longest ago are closed first, and their tables are gone', async () => {
  const limited = createOpenGrids({ serial, kept: keepRows(serial.connection, area), area, limits: { ...defaultLimits, grids: 2 } })
  const imports = query({ dataset: 'imports' })
  const first = await limited.open(imports, context, signal)
  const second = await limited.open(imports, context, signal)
  limited.get(first.gridId)
  await limited.open(imports, context, signal)
  expect(limited.get(first.gridId)).toBe(first)
  expect(() => limited.get(second.gridId)).toThrow(AppError)
  const tables = await gridTables()
  expect(tables).not.toContain(second.orderTable)
  expect(tables).toContain(first.orderTable)
  await expect(window(second, 0)).rejects.toMatchObject({ code: 'not_found' })
})

/** Tables of grids, as the windows' connection sees them. */
async function gridTables(): Promise<unknown[]> {
  const reader = await windows.run(() => windows.connection.runAndReadAll(`SELECT concat_ws('.', database_name, schema_name, table_name) FROM duckdb_tables() WHERE table_name SIMILAR TO '(order|copy)_.*'`))
  return reader.getColumns()[0] ?? []
}

test('a window does not wait for what is being made', async () => {
  const grid = await grids.open(asked, context, signal)
  await untilCopied(grid)
  let finish = () => {}
  const made = serial.run(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve
      }),
  )
  expect(await window(grid, 100_000)).toHaveLength(200)
  finish()
  await made
})

test('a cancelled opening leaves nothing behind', async () => {
  const controller = new AbortController()
  const opening = grids.open(asked, context, controller.signal)
  controller.abort()
  await expect(opening).rejects.toThrow('abort')
  expect(await gridTables()).toEqual([])
})
