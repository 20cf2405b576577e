import { DuckDBInstance } from '@duckdb/node-api'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { currentVersion, migrations } from './migrate.ts'
import { rows } from './query.ts'
import { createWorkspace, openWorkspace } from './workspace.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A workspace as the program of that version left it, with an account and its stage. */
async function workspaceOf(version: number): Promise<string> {
  const path = join(folder, 'old.bandstand')
  const instance = await DuckDBInstance.create(path, { storage_compatibility_version: 'latest' })
  const connection = await instance.connect()
  for (const migration of migrations.slice(0, version)) await connection.run(migration)
  await connection.run(`INSERT INTO ops.settings VALUES ('schema_version', '${version}')`)
  await connection.run(`INSERT INTO ops.imports VALUES (1, 'accounts', 'f', 'f', '', 0, '{}', '2026-01-01', '2026-01-01', 1, 1, 0, 0, 0, NULL, NULL, [])`)
  await connection.run(`INSERT INTO crm.accounts (import_id, source_row, record_id, name, further_domains, aliases, stage_raw, stage) VALUES (1, 1, 'a1', 'Acme', [], [], 'Customer', 'customer')`)
  await connection.run(`INSERT INTO crm.stage_history (import_id, source_row, record_id, stage_raw, stage, entered_at) VALUES (1, 1, 'a1', 'Customer', 'customer', TIMESTAMP '2026-01-01')`)
  // Until the seventh version such a list was only the way into crm.stage_history.
  if (version > 1) await connection.run(`UPDATE crm.accounts SET entered = [TIMESTAMP '2026-01-01']`)
  connection.closeSync()
  instance.closeSync()
  return path
}

const shapeSql = `SELECT schema_name, table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal ORDER BY ALL`

test.each(Array.from({ length: currentVersion - 1 }, (_, index) => index + 1))('a workspace of version %i is brought up to date, and kept beside it as it was', async (version) => {
  const path = await workspaceOf(version)
  const opened = await openWorkspace(path)
  expect(await rows(opened.reader, 'SELECT name, stage FROM crm.current_accounts')).toEqual([{ name: 'Acme', stage: 'customer' }])
  expect(await rows(opened.reader, 'SELECT record_id, stage, object FROM crm.current_stage_history')).toEqual([{ record_id: 'a1', stage: 'customer', object: 'account' }])
  const fresh = await createWorkspace(join(folder, 'new'))
  expect(await rows(opened.reader, shapeSql)).toEqual(await rows(fresh.reader, shapeSql))
  await fresh.close()
  await opened.close()
  expect(existsSync(`${path}.v${version}.backup`)).toBe(true)
})
