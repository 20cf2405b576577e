import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { publishedTables } from '../resolve/publish.ts'
import { personaTables } from './held-rows.ts'

export interface TextColumn {
  table: string
  column: string
  type: 'VARCHAR' | 'JSON' | 'VARCHAR[]'
  nullable: boolean
}

/** Every column that holds text and is not made from others. */
export async function textColumns(connection: Connection): Promise<TextColumn[]> {
  const derived = new Set<string>([...publishedTables, ...personaTables, 'ops.tombstones'])
  const found = await rows<TextColumn>(
    connection,
    `SELECT c.schema_name || '.' || c.table_name AS "table", c.column_name AS "column", c.data_type AS type, c.is_nullable AS nullable
     FROM duckdb_columns() c JOIN duckdb_tables() t USING (database_name, schema_name, table_name)
     WHERE c.database_name = current_database() AND NOT t.temporary AND c.data_type IN ('VARCHAR', 'JSON', 'VARCHAR[]') ORDER BY ALL`,
  )
  return found.filter(({ table }) => !derived.has(table))
}
