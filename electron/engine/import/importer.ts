import type { ImportSettings } from '../../../shared/contract-import.ts'
import type { MappableField, OverwriteRule } from '../../../shared/import-mapping.ts'
import type { Table } from './tables.ts'

export type Container = 'delimited' | 'json' | 'parquet'

/** One value of every record as SQL over a source, and what type it has there. */
export interface Column {
  sql: string
  /** `instant` is a TIMESTAMP in UTC, `texts` a list. */
  type: 'text' | 'instant' | 'number' | 'texts'
  /** Order of day and month in this very column, where it is known. */
  order?: DateOrder
}

/** What a decoded source offers, whatever its container. */
export interface Layout {
  container: Container
  /** Headers of a table in order, or the keys seen in the sampled objects. */
  names: readonly string[]
  /** Headers as the file has them, where its columns were mapped by hand. */
  fileNames?: readonly string[]
  /** The column with that header, or the JSON value at that path. Undefined where the table has no such header. */
  at(...path: readonly string[]): Column | undefined
  /** SQL of a JSON object with all other headers and their values; for JSON sources the whole object. Null when there is nothing to keep. `cell` is what is kept of a cell, as SQL over its own. */
  rest(names: readonly string[], cell?: (sql: string) => string): string | null
}

/** The first records of a file, decoded. A table's records are objects by header. */
export interface Sample {
  container: Container
  names: readonly string[]
  records: readonly Record<string, unknown>[]
  /** Sheets of the workbook that hold a table, where there are several and none was named. */
  sheets?: readonly string[]
}

export interface Setting {
  key: string
  label: string
  required: boolean
  example: string
  /** Another setting that answers the same question. */
  instead?: string
}

/** A record for which `when` holds is rejected with this reason. */
export interface Check {
  when: string
  column: string
  reason: string
}

/** A cell that was left empty because it could not be read, or why a record was ignored; counted and worded as a warning. */
export interface Doubt {
  when: string
  /** The column whose cell was left empty. */
  column?: string
  warning: (rows: number) => string
}

/** How the records of one file become rows of one table. */
export interface Plan {
  table: Table
  /** Values of one record, as SQL over the source's columns. */
  read: Readonly<Record<string, string>>
  /** Where one record fills several rows. */
  items?: Items
  /** Column of the table → SQL over the names of `read`, and over `item` where there are items. Columns left out are NULL. */
  columns: Readonly<Record<string, string>>
  /** The canonical stage where the record itself tells it, whatever its word; NULL leaves it to the word in `stage_raw`. SQL over the names of `read`. */
  stage?: string
  /** True for a well-formed record that carries nothing this product uses; SQL over the names of `read`. */
  ignored?: string
  /** True for a record about somebody who was erased; SQL over the names of `read`, and over `items`. */
  erased?: string
  /** True where equal rows are counts that add up, so that none is a duplicate. */
  repeatsAdd?: boolean
  checks: readonly Check[]
  doubts: readonly Doubt[]
  /** Dated stage entries: each names a value of `read` of type TIMESTAMP. */
  stageDates: readonly StageDate[]
  /** Header or dotted path → the field it fills, for the preview. */
  mapped: ReadonlyMap<string, string>
  warnings: readonly string[]
  /** The records hold what people wrote to each other, so the rejects keep no text of them. */
  personal?: boolean
}

/** The rows of one record. `checks`, `doubts` and `ignored` may read them all as the list `items`; a taken record should have at least one. */
export interface Items {
  /** Further values over the names of `read`, for those that are needed often. */
  values?: Readonly<Record<string, string>>
  /** SQL of a list of structs over the names of `read` and `values`, in the order of their places from 1. */
  list: string
  /** SQL over `item`: only where it holds does the item fill a row. */
  when: string
  /** Column that takes the place, where the table has one. */
  place?: string
}

export interface StageDate {
  raw: string
  read: string
}

export interface PlanInput {
  layout: Layout
  settings: ImportSettings
  /** Day before month or month before day, for columns written with slashes. */
  dateOrder: DateOrder
}

export type DateOrder = 'dmy' | 'mdy'

/** A field that a column can be mapped to by hand; `header` is a header the format takes for it before any other. */
export interface Field extends MappableField {
  header: string
  /** Several columns are read as one list, whatever the kind. */
  joined?: boolean
}

/** One importable file format. */
export interface Importer {
  id: string
  label: string
  /** One sentence: what the file is and where it comes from. */
  describes: string
  containers: readonly Container[]
  settings: readonly Setting[]
  /** 0 … 1: how sure the sample is of this format. */
  recognise(sample: Sample): number
  /** Settings this very file cannot do without. */
  needs(sample: Sample): readonly Setting[]
  /** JSON values to read; empty means the keys of the sampled objects. Tables are read whole. */
  paths: readonly (readonly string[])[]
  /** Paths (joined by dots) whose values are whole numbers; a value that is not sends the file to the careful reading. */
  wholeNumbers?: readonly string[]
  /** True when a JSON source must be read as whole objects, so that keys the sample lacks are kept. */
  wholeObjects: boolean
  /** The most a scratch file of whole objects holds, where the plan needs much memory for each. */
  partBytes?: number
  /** Names of the columns that hold instants, to decide the order of day and month. */
  dates(layout: Layout): readonly string[]
  /** What a file means for records that are there already, where nothing is said; absent: they are replaced. */
  usualRule?(sample: Sample): OverwriteRule
  /** What columns can be mapped to; absent where the shape of the file is fixed. */
  fields?: readonly Field[]
  plan(input: PlanInput): Plan
}
