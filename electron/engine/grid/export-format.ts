import type { Column } from './definition.ts'

export type FileType = 'csv' | 'parquet' | 'json'

export const copyOptions = (fileType: FileType): string =>
  ({ csv: 'FORMAT csv, HEADER true', parquet: 'FORMAT parquet, COMPRESSION zstd', json: 'FORMAT json, ARRAY true' })[fileType]

/** How columns are written: instants as ISO text where a file has no type for them, and CSV text guarded. */
export function dressedFor(fileType: FileType): (column: Column) => string {
  return ({ sql, kind }) => {
    if (fileType === 'parquet') return sql
    if (kind === 'instant') return `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%gZ')`
    const isText = kind === 'text' || kind === 'band' || kind === 'stage'
    return fileType === 'csv' && isText ? guarded(sql) : sql
  }
}

/** Text a spreadsheet would run as a formula gets a leading apostrophe, as `guarded` of delimited-text gives it. */
const guarded = (sql: string): string => `CASE WHEN regexp_matches(${sql}, '^''*([\\s\\p{Z}\\x{FEFF}]*[=+@＝＋－＠-]|[\\t\\r\\n])') THEN '''' || ${sql} ELSE ${sql} END`
