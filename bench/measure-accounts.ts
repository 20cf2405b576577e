import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'

/** What was said about accounts, and what is true. */
export interface Files {
  /** Exported attributions: login, account_record_id, account_confidence, reliable. */
  readonly said: string
  /** Labels: login, account_id (blank: none), ever (every account a person belonged to, joined by |). */
  readonly truth: string
  /** The CRM export; an account it lacks is rightly answered with none. */
  readonly crm: string
}

const judged = `
  CREATE TEMP TABLE judged AS
  SELECT s.account_confidence::DOUBLE AS confidence, s.reliable::BOOLEAN AS reliable, s.method,
    coalesce(s.account_record_id = t.account_id, false) AS is_right, list_contains(string_split(coalesce(t.ever, ''), '|'), s.account_record_id) AS is_ever
  FROM read_csv($said, header := true, all_varchar := true) s JOIN read_csv($truth, header := true, all_varchar := true) t USING (login)
  WHERE s.account_record_id IS NOT NULL`
const owed = `
  SELECT count(*) AS owed FROM read_csv($truth, header := true, all_varchar := true) t
  SEMI JOIN read_csv($crm, header := true, all_varchar := true) c ON c."Record ID" = t.account_id`

const shares = 'count(*) AS said, count(*) FILTER (is_right) AS "right", avg(is_right::INTEGER) AS precision, avg(is_ever::INTEGER) AS ever'

type Cells = Record<string, number | string | null>

/** Prints the reliable answers, precision and recall over the threshold, and how well the confidence is calibrated. */
export async function printMeasures({ said, truth, crm }: Files): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await connection.run(judged, { said, truth })
    const [all] = await cells(connection, owed, { truth, crm })
    const due = Number(all?.['owed'])
    const withRecall = (row: Cells) => ({ ...row, recall: Number(row['right']) / due })
    print('reliable', (await cells(connection, `SELECT ${shares} FROM judged WHERE reliable`)).map(withRecall))
    print('by method', await cells(connection, `SELECT method, ${shares} FROM judged GROUP BY method ORDER BY said DESC`))
    const thresholds = 'SELECT DISTINCT floor(confidence * 20) / 20 AS threshold FROM judged'
    print('precision and recall over the threshold', (await cells(connection, `SELECT threshold, ${shares} FROM (${thresholds}) JOIN judged ON confidence >= threshold GROUP BY threshold ORDER BY threshold`)).map(withRecall))
    const bins = `SELECT round(confidence * 20) / 20 AS bin, avg(confidence) AS confidence, ${shares} FROM judged GROUP BY bin`
    print('calibration', await cells(connection, `${bins} ORDER BY bin`))
    const error = (share: string) => `sum(said * abs(confidence - ${share})) / sum(said)`
    print('expected calibration error', await cells(connection, `SELECT ${error('precision')} AS at_the_profile, ${error('ever')} AS ever_employed FROM (${bins})`))
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function cells(connection: DuckDBConnection, sql: string, values: Record<string, string> = {}): Promise<Cells[]> {
  const reader = await connection.runAndReadAll(sql, values)
  return reader.getRowObjects().map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value : value === null ? null : Number(value)])))
}

function print(title: string, rows: readonly Cells[]): void {
  console.log(`  ${title}`)
  const names = Object.keys(rows[0] ?? {})
  const words = [names, ...rows.map((row) => names.map((name) => word(row[name] ?? null)))]
  const widths = names.map((_, column) => Math.max(...words.map((row) => (row[column] ?? '').length)))
  for (const row of words) console.log(`    ${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}`)
}

const word = (value: number | string | null): string => (typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(4) : String(value ?? '–'))
