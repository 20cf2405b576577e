import { quotedString } from '@duckdb/node-api'
import type { Items, Plan } from './importer.ts'
import { compile, type Step } from '../sql/steps.ts'
import { type ImportTable, tables } from './tables.ts'

/** Names every staged relation has beside the table's own columns. */
const row = '_row'
const verdict = '_verdict'
const doubts = '_doubts'
/** The rows a record fills, where it may fill several. */
const filled = '_filled'
/** The stage a record itself tells. */
export const toldStage = '_stage'

export const ignoredVerdict = -1
export const erasedVerdict = -2

/** Column of a stage date in the staged relation. */
export const enteredColumn = (index: number): string => `_entered_${index}`

export interface StagedSource {
  relation: string
  ordinal: string | null
}

/**
 * SELECT of one batch in the shape of its table but for constant columns, with `_verdict` (0 taken, −1 ignored, −2 about somebody who was erased, n: rejected by the n-th check),
 * `_doubts` where the plan has any (bit n: the n-th doubt holds), a column for every stage date and, where the source numbers its records, `_row`.
 */
export function stagedSelect(plan: Plan, { relation, ordinal }: StagedSource): string {
  const values = Object.entries({ ...(ordinal === null ? {} : { [row]: ordinal }), ...plan.read })
  const columns = [
    ...(ordinal === null ? [] : [row]),
    ...(plan.items ? [`${filledSql(plan, plan.items)} AS ${filled}`] : Object.entries(plan.columns).filter(([, sql]) => !isConstant(sql)).map(([column, sql]) => `${sql} AS ${column}`)),
    ...(plan.stage === undefined ? [] : [`${plan.stage} AS ${toldStage}`]),
    ...plan.stageDates.map(({ read }, index) => `${read} AS ${enteredColumn(index)}`),
    `${verdictSql(plan)} AS ${verdict}`,
    ...(plan.doubts.length > 0 ? [`${doubtsSql(plan)} AS ${doubts}`] : []),
  ]
  return compile(
    [],
    [
      { name: 'values_read', reads: [], sql: `SELECT ${values.map(([name, sql]) => `${sql} AS ${name}`).join(',\n  ')}\nFROM ${relation}` },
      ...(plan.items ? itemSteps(plan.items) : []),
      { name: 'judged', reads: [], sql: `SELECT ${columns.join(',\n  ')}\nFROM ${plan.items ? 'items_read' : 'values_read'}` },
    ],
  )
}

const itemSteps = ({ values = {}, list }: Items): Step[] => [
  { name: 'values_made', reads: ['values_read'], sql: `SELECT *${Object.entries(values).map(([name, sql]) => `, ${sql} AS ${name}`).join('')}\nFROM values_read` },
  { name: 'items_read', reads: ['values_made'], sql: `SELECT *, ${list} AS items\nFROM values_made` },
]

const filledSql = ({ columns }: Plan, { when }: Items): string =>
  `list_transform(list_filter(items, lambda item: ${when}), lambda item: {${Object.entries(columns).map(([column, sql]) => `${column}: ${sql}`).join(', ')}})`

function verdictSql({ erased, ignored, checks }: Plan): string {
  const branches = [...(erased === undefined ? [] : [`WHEN ${erased} THEN ${erasedVerdict}`]), ...(ignored === undefined ? [] : [`WHEN ${ignored} THEN ${ignoredVerdict}`]), ...checks.map((check, index) => `WHEN ${check.when} THEN ${index + 1}`)]
  return branches.length > 0 ? `CAST(CASE ${branches.join('\n    ')} ELSE 0 END AS TINYINT)` : 'CAST(0 AS TINYINT)'
}

const doubtsSql = ({ doubts: list }: Plan): string => `CAST(${list.map((doubt, index) => `CASE WHEN ${doubt.when} THEN ${2 ** index} ELSE 0 END`).join(' + ')} AS BIGINT)`

/** Whether every row has the same; such a column is not staged but filled by the INSERT. */
const isConstant = (sql: string): boolean => /^(?:NULL|[\d.]+|'[^']*')(?:::\w+)?$/.test(sql)

/** What fills a column from a staged relation. */
const stagedColumn = ([name, sql]: [string, string]): string => (isConstant(sql) ? sql : name)

/** The staged table with `_row`: as the source gave it, or counted on from the `before` records. */
export const numbered = (staged: string, ordinal: string | null, before: number): string => (ordinal === null ? `(SELECT ${before} + rowid + 1 AS ${row}, * FROM ${staged})` : staged)

/**
 * The taken rows of a staged relation, in any order: behind a join DuckDB lets every thread write rows, while it puts rows in order together by
 * copying them. Their numbers tell the order.
 */
const takenOf = (from: string): string => `${from} SEMI JOIN (VALUES (0)) taken(verdict) ON ${verdict} = taken.verdict`

/** INSERT of the taken rows of a staged relation; `computed` are further columns of the table. */
export function insertTaken(table: string, plan: Plan, from: string, computed: Readonly<Record<string, string>> = {}): string {
  const columns = Object.keys(plan.columns)
  if (plan.items) return insertItems(table, columns, { ...plan.items, from })
  const further = Object.entries(computed)
  return `INSERT INTO ${table} (import_id, source_row, ${[...columns, ...further.map(([name]) => name)].join(', ')})
    SELECT $import, ${[row, ...Object.entries(plan.columns).map(stagedColumn), ...further.map(([, sql]) => sql)].join(', ')} FROM ${takenOf(from)}`
}

function insertItems(table: string, columns: readonly string[], { from, place }: Items & { from: string }): string {
  return `INSERT INTO ${table} (import_id, source_row, ${[...(place === undefined ? [] : [place]), ...columns].join(', ')})
    SELECT $import, ${[row, ...(place === undefined ? [] : ['place']), ...columns.map((column) => `item.${column}`)].join(', ')}
    FROM (SELECT ${row}, unnest(${filled}) AS item, generate_subscripts(${filled}, 1) AS place FROM ${from} WHERE ${verdict} = 0)`
}

export const countTaken = (from: string): string => `SELECT count(*) AS records FROM ${from} WHERE ${verdict} = 0`

/** SELECT of the event ids of the taken rows as `id`, where they have any; null where none can. */
export const idsTaken = ({ columns }: Plan, from: string): string | null =>
  isConstant(columns['source_event_id'] ?? 'NULL') ? null : `SELECT source_event_id AS id FROM ${takenOf(from)} WHERE source_event_id IS NOT NULL`

/** Rows that are not numbered yet hold in `source_row` what was judged of them: doubts · 256 + verdict + 1. */
const judgement = (plan: Plan): string => `${plan.doubts.length > 0 ? `${doubts} * 256 + ` : ''}${verdict} + 1`
const untouched = 1

/** INSERT of every row of a relation, taken or not, with its judgement in place of its number and its stage dates as a list. */
export function insertUnnumbered({ plan, into, source }: { plan: Plan; into: ImportTable; source: StagedSource }): string {
  // Rejected rows are removed before anyone sees them; until then they must fit the table.
  const columns = Object.entries(plan.columns).map(([name, sql]) => [name, name === into.key ? `coalesce(${name}, '')` : stagedColumn([name, sql])] as const)
  const entered = plan.stageDates.map((_, index) => enteredColumn(index))
  return `INSERT INTO ${into.name} (import_id, source_row, entered, stage, ${columns.map(([name]) => name).join(', ')})
    SELECT $import, ${judgement(plan)}, ${entered.length > 0 ? `[${entered.join(', ')}]` : 'NULL'}, 'unmapped', ${columns.map(([, sql]) => sql).join(', ')}
    FROM (${stagedSelect(plan, source)})`
}

/** Counts of unnumbered rows by what was judged of them. */
export const countJudgements = (table: string): string =>
  `SELECT source_row // 256 AS doubts, source_row % 256 - 1 AS verdict, count(*) AS records FROM ${table} WHERE import_id = $import GROUP BY ALL`

/** Numbers in the file of unnumbered rows that a check rejected; `first` is the lowest rowid of the import. */
export const rejectedUnnumbered = (table: string, first: number): string =>
  `SELECT rowid - ${first} + 1 AS source_row, source_row % 256 - 1 AS verdict FROM ${table} WHERE import_id = $import AND source_row % 256 > ${untouched} ORDER BY ALL`

export const removeUntaken = (table: string): string => `DELETE FROM ${table} WHERE import_id = $import AND source_row % 256 <> ${untouched}`

export const numberRows = (table: string, first: number, stage: string): string =>
  `UPDATE ${table} SET source_row = rowid - ${first} + 1, stage = ${stage} WHERE import_id = $import`

/** INSERT of what the places of the rows' lists of stage dates stand for. */
export function insertStageNames({ object }: ImportTable, plan: Plan, stageOf: (raw: string) => string): string {
  const named = plan.stageDates.map(({ raw }, index) => `($import, ${quotedString(object ?? '')}, ${index + 1}, ${quotedString(raw)}, ${quotedString(stageOf(raw))})`)
  return `INSERT INTO ops.import_stages (import_id, object, place, stage_raw, stage) VALUES ${named.join(', ')}`
}

/** INSERT of the dated stage entries of taken rows. */
export function insertStageDates(plan: Plan, from: string, stageOf: (raw: string) => string): string {
  const selects = plan.stageDates.map(
    ({ raw }, index) => `SELECT $import, ${row}, ${quotedString(tables[plan.table].object ?? '')}, record_id, ${quotedString(raw)}, ${quotedString(stageOf(raw))}, ${enteredColumn(index)}
      FROM ${from} WHERE ${verdict} = 0 AND ${enteredColumn(index)} IS NOT NULL`,
  )
  return `INSERT INTO crm.stage_history (import_id, source_row, object, record_id, stage_raw, stage, entered_at) ${selects.join(' UNION ALL ')}`
}

export const countVerdicts = (from: string): string => `SELECT ${verdict} AS verdict, count(*) AS records FROM ${from} GROUP BY ALL`

export const rejectedRows = (from: string): string => `SELECT ${row} AS source_row, ${verdict} AS verdict FROM ${from} WHERE ${verdict} > 0 ORDER BY ALL`

export const countDoubts = (from: string): string => `SELECT ${doubts} AS doubts, count(*) AS records FROM ${from} WHERE ${verdict} IN (0, ${ignoredVerdict}) AND ${doubts} <> 0 GROUP BY ALL`
