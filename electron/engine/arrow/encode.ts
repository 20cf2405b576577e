import { DuckDBTypeId, type DuckDBResultReader, type DuckDBValue } from '@duckdb/node-api'
import { Field, RecordBatch, Schema, Struct, Table, makeData, tableToIPC, type Data } from 'apache-arrow'
import { arrowColumn, type ColumnKind } from './column.ts'

/**
 * A result read to its end as one Arrow IPC stream of one batch. Kinds of columns:
 * - BOOLEAN → Bool; integers up to 32 bits → Int32; FLOAT, DOUBLE, DECIMAL and wider integers → Float64, but
 *   Utf8 (decimal digits) where a value lies outside ±2^53 and a double would change it;
 * - TIMESTAMP in any unit → Utf8, ISO-8601 UTC with milliseconds; DATE → Utf8 `yyyy-mm-dd`;
 * - LIST → Utf8, items joined with ` · `; MAP, STRUCT → Utf8 JSON; everything else → Utf8.
 * All columns are nullable.
 */
export function encodeArrow(reader: DuckDBResultReader): Uint8Array<ArrayBuffer> {
  const names = reader.deduplicatedColumnNames()
  const columns = reader.getColumns()
  return encodeColumns(names.map((name, index) => ({ name, kind: kinds.get(reader.columnTypeId(index)) ?? 'text', values: columns[index] ?? [] })))
}

export interface NamedColumn {
  name: string
  kind: ColumnKind
  values: readonly DuckDBValue[]
}

/** Columns of equal length as one Arrow IPC stream. */
export function encodeColumns(columns: readonly NamedColumn[]): Uint8Array<ArrayBuffer> {
  const rows = columns[0]?.values.length ?? 0
  const children: Data[] = columns.map(({ kind, values }) => arrowColumn(kind, values))
  const fields = columns.map(({ name }, index) => new Field(name, childType(children, index), true))
  const data = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children })
  const schema = new Schema(fields)
  // A copy of its own buffer: a view would drag the writer's whole buffer across the boundary.
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'stream').slice()
}

function childType(children: readonly Data[], index: number): Data['type'] {
  const child = children[index]
  if (!child) throw new RangeError(`There is no column ${index}.`)
  return child.type
}

const kinds = new Map<DuckDBTypeId, ColumnKind>([
  [DuckDBTypeId.BOOLEAN, 'boolean'],
  [DuckDBTypeId.TINYINT, 'int32'],
  [DuckDBTypeId.SMALLINT, 'int32'],
  [DuckDBTypeId.INTEGER, 'int32'],
  [DuckDBTypeId.UTINYINT, 'int32'],
  [DuckDBTypeId.USMALLINT, 'int32'],
  [DuckDBTypeId.UINTEGER, 'wideInteger'],
  [DuckDBTypeId.BIGINT, 'wideInteger'],
  [DuckDBTypeId.UBIGINT, 'wideInteger'],
  [DuckDBTypeId.HUGEINT, 'wideInteger'],
  [DuckDBTypeId.UHUGEINT, 'wideInteger'],
  [DuckDBTypeId.FLOAT, 'float64'],
  [DuckDBTypeId.DOUBLE, 'float64'],
  [DuckDBTypeId.DECIMAL, 'float64'],
])
