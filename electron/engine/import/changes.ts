import { quotedString } from '@duckdb/node-api'
import type { OverwriteRule } from '../../../shared/import-mapping.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows, run } from '../db/query.ts'
import { currentRecords, currentStageEntries, type RecordTable, recordTables } from '../db/record-tables.ts'
import type { Table } from './tables.ts'

/** What an import made of the records of its table. */
export interface RecordCounts {
  new: number
  changed: number
  same: number
}

export interface ChangesInput {
  table: RecordTable
  importId: number
  /** Records of the import with an id of their own. */
  records: number
  overwrite: OverwriteRule
  /** Columns whose values stand in columns of the table, where `extra` repeats the whole record. */
  columnsUsed: readonly string[]
}

export const recordTableOf = (table: Table): RecordTable | null => (table === 'accounts' || table === 'contacts' || table === 'deals' ? recordTables[table] : null)

/** Writes `ops.changes`: what stood before the import against what stands after it. Earlier imports only; later ones play no part. */
export async function recordChanges(connection: Connection, input: ChangesInput): Promise<RecordCounts> {
  const { table, importId, records } = input
  const bound = { import: importId }
  const earlier = await rows(connection, `SELECT 1 FROM ${table.name} WHERE import_id < $import LIMIT 1`, bound)
  if (earlier.length === 0) return { new: records, changed: 0, same: 0 }
  await run(connection, `CREATE OR REPLACE TEMP TABLE compared AS ${comparedSql(input)}`, bound)
  await run(connection, `INSERT INTO ops.changes SELECT $import, source_row, '${table.object}', record_id, 'new', NULL, NULL, NULL FROM compared WHERE is_new`, bound)
  if (input.overwrite !== 'keep') {
    for (const sql of [...Object.entries(table.columns).map(([column, { label, list = false }]) => columnChanges(input, { column, label, list })), extraChanges(input), stageDateChanges(input)]) {
      await run(connection, `INSERT INTO ops.changes SELECT $import, source_row, '${table.object}', record_id, 'changed', label, before, after FROM (${sql})`, bound)
    }
  }
  await run(connection, 'DROP TABLE compared')
  const counts = await one<{ brought: number; changed: number }>(
    connection,
    `SELECT count(*) FILTER (WHERE kind = 'new') AS brought, count(DISTINCT record_id) FILTER (WHERE kind = 'changed') AS changed FROM ops.changes WHERE import_id = $import`,
    bound,
  )
  return { new: counts.brought, changed: counts.changed, same: records - counts.brought - counts.changed }
}

/** Every record of the file with what stood before, where the two differ in any column, or might. */
function comparedSql({ table }: ChangesInput): string {
  const columns = [...Object.keys(table.columns), 'extra']
  return `
    SELECT n.source_row, n.record_id, b.record_id IS NULL AS is_new, b.import_id AS old_import,
      ${columns.map((column) => `b.${column} AS old_${column}, n.${column} AS new_${column}`).join(', ')}
    FROM (SELECT * FROM ${table.name} WHERE import_id = $import QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY source_row DESC) = 1) n
    LEFT JOIN (${currentRecords(table, 'import_id < $import')}) b USING (record_id)
    WHERE b.record_id IS NULL OR ${columns.map((column) => `n.${column} IS DISTINCT FROM b.${column}`).join(' OR ')}`
}

function columnChanges({ overwrite }: ChangesInput, { column, label, list }: { column: string; label: string; list: boolean }): string {
  const text = (value: string): string => (list ? `nullif(array_to_string(${value}, ' · '), '')` : shownAs(column, value))
  const before = text(`old_${column}`)
  const blank = column === 'stage' ? 'new_stage_raw IS NULL' : list ? `len(new_${column}) = 0` : `new_${column} IS NULL`
  return `SELECT source_row, record_id, ${quotedString(label)} AS label, ${before} AS before, ${text(`new_${column}`)} AS after FROM compared
    WHERE NOT is_new AND old_${column} IS DISTINCT FROM new_${column} ${overwrite === 'fill' ? `AND NOT (${blank})` : ''}`
}

const shownAs = (column: string, value: string): string => (column.endsWith('_at') ? `replace(CAST(${value} AS VARCHAR), ' 00:00:00', '')` : `CAST(${value} AS VARCHAR)`)

/** Columns without a field of their own, key by key: the order in which a file has them makes no change. */
function extraChanges({ overwrite, columnsUsed }: ChangesInput): string {
  const value = (side: string): string => `nullif(json_extract_string(${side}_extra, '/' || replace(replace(label, '~', '~0'), '/', '~1')), '')`
  return `
    SELECT source_row, record_id, label, before, after FROM (
      SELECT source_row, record_id, label, ${value('old')} AS before, ${value('new')} AS after FROM (
        SELECT source_row, record_id, old_extra, new_extra, unnest(list_distinct(coalesce(json_keys(old_extra), []) || coalesce(json_keys(new_extra), []))) AS label
        FROM compared WHERE NOT is_new AND old_extra IS DISTINCT FROM new_extra)
      WHERE label NOT IN (${[...columnsUsed, ''].map((column) => quotedString(column)).join(', ')}))
    WHERE before IS DISTINCT FROM after ${overwrite === 'fill' ? 'AND after IS NOT NULL' : ''}`
}

/** Dates of stages that the file gives and that differ from those that stood. */
const stageDateChanges = ({ table, overwrite }: ChangesInput): string => `
  SELECT coalesce(n.source_row, l.source_row) AS source_row, record_id, 'Entered ' || lower(coalesce(n.stage_raw, b.stage_raw)) AS label,
    ${shownAs('_at', 'b.entered_at')} AS before, ${shownAs('_at', 'n.entered_at')} AS after
  FROM (SELECT record_id, lower(stage_raw) AS word, max(source_row) AS source_row, max(stage_raw) AS stage_raw, min(entered_at) AS entered_at
        FROM crm.stage_entries WHERE import_id = $import AND object = '${table.object}' GROUP BY ALL) n
  FULL JOIN (SELECT record_id, lower(stage_raw) AS word, max(stage_raw) AS stage_raw, min(entered_at) AS entered_at
        FROM (${currentStageEntries(table, 'import_id < $import')}) GROUP BY ALL) b USING (record_id, word)
  JOIN (SELECT record_id, max(source_row) AS source_row FROM ${table.name} WHERE import_id = $import GROUP BY ALL) l USING (record_id)
  ANTI JOIN (SELECT record_id FROM ops.changes WHERE import_id = $import AND kind = 'new') f USING (record_id)
  WHERE n.entered_at IS DISTINCT FROM b.entered_at ${overwrite === 'fill' ? 'AND n.entered_at IS NOT NULL' : ''}`

interface Rule {
  import_id: number
  overwrite: OverwriteRule
  columns_used: string[]
}

/** Compares the imports after an undone one anew: what stood before them is another. */
export async function recountLater(connection: Connection, table: RecordTable, importId: number): Promise<void> {
  const later = await rows<Rule>(
    connection,
    `SELECT import_id, overwrite, columns_used FROM ops.import_rules SEMI JOIN (SELECT DISTINCT import_id FROM ${table.name} WHERE import_id > $import) USING (import_id) ORDER BY import_id`,
    { import: importId },
  )
  for (const { import_id: each, overwrite, columns_used: columnsUsed } of later) {
    await run(connection, 'DELETE FROM ops.changes WHERE import_id = $import', { import: each })
    const { records } = await one<{ records: number }>(connection, `SELECT count(DISTINCT record_id) AS records FROM ${table.name} WHERE import_id = $import`, { import: each })
    const counts = await recordChanges(connection, { table, importId: each, records, overwrite, columnsUsed })
    await run(connection, 'UPDATE ops.import_rules SET records_new = $new, records_changed = $changed, records_same = $same WHERE import_id = $import', { import: each, ...counts })
  }
}
