import * as z from 'zod'
import { call } from './call.ts'
import { asOf, policy } from './model.ts'

export const datasets = [
  'companies', 'accounts', 'contacts', 'deals', 'people', 'events', 'attributions', 'scores', 'rejects', 'imports', 'claims', 'downloads', 'review_items', 'blind_reviews', 'duplicate_accounts',
  'records', 'humans', 'changes', 'duplicates', 'stage_changes',
] as const
export const dataset = z.enum(datasets)
export type Dataset = z.infer<typeof dataset>

/** One condition on one column; conditions are joined by AND. `value` is text as typed or an ISO instant. */
export const condition = z.object({
  column: z.string(),
  operator: z.enum(['contains', 'notContains', 'equals', 'notEquals', 'startsWith', 'endsWith', 'lessThan', 'atMost', 'greaterThan', 'atLeast', 'between', 'in', 'blank', 'notBlank']),
  values: z.array(z.union([z.string(), z.number(), z.boolean()])).max(1000),
  /** Also rows whose cell is blank: not known is not failed. */
  orBlank: z.boolean().optional(),
})
export type Condition = z.infer<typeof condition>

export const gridQuery = z.object({
  dataset,
  /** Columns shown, in order; empty means all. */
  columns: z.array(z.string()).max(200).default([]),
  filter: z.array(condition).max(50).default([]),
  /** Case-insensitive search over the dataset's text columns. */
  search: z.string().max(200).default(''),
  sort: z.array(z.object({ column: z.string(), descending: z.boolean() })).max(5).default([]),
  asOf: asOf.optional(),
  policy: policy.default('reliable'),
})
export type GridQuery = z.infer<typeof gridQuery>

export const gridColumn = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'number', 'integer', 'instant', 'boolean', 'band', 'stage']),
  /** One sentence for the header's tooltip. */
  definition: z.string(),
  hidden: z.boolean(),
})
export type GridColumn = z.infer<typeof gridColumn>

export const gridCalls = {
  'grid.columns': call(z.object({ dataset }), z.array(gridColumn)),
  /** Fixes filter and sort as an order table; windows are then fetched by position. */
  'grid.open': call(gridQuery, z.object({ gridId: z.string(), totalRows: z.int(), dataVersion: z.int() })),
  /** Rows `offset … offset+limit-1` of an open grid as one Arrow IPC stream; instants as ISO text. */
  'grid.window': call(
    z.object({ gridId: z.string(), offset: z.int().min(0), limit: z.int().min(1).max(10_000) }),
    z.object({ arrow: z.instanceof(Uint8Array), rows: z.int() }),
  ),
  'grid.close': call(z.object({ gridId: z.string() }), z.object({})),
  /** Distinct values of a column with counts, most frequent first, for the filter menu. */
  'grid.values': call(gridQuery.extend({ column: z.string() }), z.array(z.object({ value: z.string().nullable(), rows: z.int() }))),
  /** Writes exactly what the query shows. `path` ends in .csv, .parquet; without it the file lands in the download area and `download` names it. */
  'grid.export': call(
    gridQuery.extend({ path: z.string().optional(), fileType: z.enum(['csv', 'parquet', 'json']).default('csv'), jobId: z.string().optional() }),
    z.object({ path: z.string(), rows: z.int(), download: z.string().nullable() }),
  ),
}
