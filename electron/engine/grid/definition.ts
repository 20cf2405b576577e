import { quotedIdentifier } from '@duckdb/node-api'
import type { GridColumn } from '../../../shared/contract-grid.ts'
import type { Policy } from '../../../shared/model.ts'
import type { Values } from '../db/query.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import type { Stage } from '../workspace/stages.ts'

/** One column of a dataset: what the grid shows of it, and how it is read. */
export interface Column extends GridColumn {
  /** Expression over the aliases of `uses`; `{name}` stands for a key. */
  readonly sql: string
  /** Aliases of the dataset's parts that `sql` names. */
  readonly uses: readonly string[]
  /** Keys and identifiers are compared letter by letter; other text ignores case. */
  readonly exact: boolean
  /** List expression for text that joins several values: `equals` and `in` look for one of them. */
  readonly members?: string
  /** Found by its own filter only, not by the search. */
  readonly unsearched?: true
}

/** A table that columns read, at most one row of it per row of the grid. */
export interface Part {
  /** Already in `from` when rows are ordered; joined again where they are read by position. */
  readonly spine: boolean
  /** JOIN clause; `{name}` stands for a key. */
  readonly join: string
}

/** Where the rows of a dataset come from and how a row is found again. */
export interface Source {
  /** The FROM of the ordering statement: the spine. */
  readonly from: string
  readonly where: Statement
  /** What identifies a row and reaches its parts: key → expression over the spine. */
  readonly keys: Readonly<Record<string, string>>
  /** Alias → part; a part may name the aliases before it. */
  readonly parts: Readonly<Record<string, Part>>
}

/** What the rows of a dataset depend on besides the tables. */
export interface Context {
  readonly dataVersion: number
  /** The version of the last whole resolution; decisions after it only changed what they are about. */
  readonly foundVersion: number
  /** Version of the persona rules for datasets of personas, else null. */
  readonly personaRules: number | null
  /** Null for datasets that need none. */
  readonly runId: number | null
  /** ISO instant: the run's, else the one asked for, else null. */
  readonly asOf: string | null
  readonly policy: Policy
  readonly model: ScoreModel
  readonly stages: readonly Stage[]
}

export interface Definition {
  /** `resolved`: people and companies must be up to date; `scored`: there must be a run; `lifecycle`: and its lifecycle; `personas`: everybody's persona must be up to date. */
  readonly needs: 'nothing' | 'resolved' | 'personas' | 'scored' | 'lifecycle'
  /** Rows depend on an instant: where none is asked for, the workspace's own. */
  readonly dated?: true
  /** `live` rows are still those after decisions: only imports and verdicts, through a whole resolution, change what the rows are read from. */
  readonly outlivesDecisions?: true
  readonly columns: readonly Column[]
  /** The order of rows while nothing else is asked for: columns, a leading `-` for descending. */
  readonly order: readonly string[]
  /** A SELECT whose rows are kept as a temporary table while grids of the same version and run use them. */
  table(context: Context): Statement
  /** Where the rows stay in the tables of the workspace and the kept table only serves them. */
  readonly live?: (context: Context, table: string) => Source
}

export interface Statement {
  readonly sql: string
  readonly values: Values
}

type Options = Partial<Pick<Column, 'hidden' | 'exact' | 'sql' | 'uses' | 'members' | 'unsearched'>>

/** Makes the columns that read one alias, by their own name unless `sql` says otherwise. */
export function columnsOf(alias: string) {
  return (kind: GridColumn['kind'], name: string, [label, definition]: readonly [label: string, definition: string], options: Options = {}): Column => ({
    name,
    label,
    kind,
    definition,
    hidden: false,
    exact: false,
    sql: `${alias}.${quotedIdentifier(name)}`,
    uses: [alias],
    ...options,
  })
}

const keptAlias = 'b'
/** A column of a dataset whose rows are kept. */
export const keptColumn = columnsOf(keptAlias)

/** Kept rows are found again by their place in their table. */
export const keptSource = (table: string): Source => ({
  from: `${table} ${keptAlias}`,
  where: { sql: 'true', values: {} },
  keys: { base_row: `${keptAlias}.rowid` },
  parts: { [keptAlias]: { spine: true, join: `JOIN ${table} ${keptAlias} ON ${keptAlias}.rowid = {base_row}` } },
})
