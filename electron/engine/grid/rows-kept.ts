import type { Dataset } from '../../../shared/contract-grid.ts'
import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'
import { run } from '../db/query.ts'
import { catalogue } from './catalogue.ts'
import { keptSource, type Context } from './definition.ts'
import type { Selection } from './select-sql.ts'

/** The tables a dataset's rows are read from, shared by grids and exports of the same version and run. */
export interface RowsKept {
  /** Made where it is not there yet; held until released under `table`. */
  hold(dataset: Dataset, context: Context, signal: AbortSignal): Promise<{ table: string; selection: Selection }>
  release(table: string): Promise<void>
}

/** Kept though nothing holds them: the next sort or filter of the same rows follows soon. */
const idleLimit = 2

/** `area` is where the tables are made: a database in memory that other connections see too. */
export function keepRows(connection: Connection, area: string): RowsKept {
  // In the order of their last use.
  const tables = new Map<string, { name: string; holders: number }>()
  let made = 0

  const dropIdle = async (limit: number) => {
    const idle = [...tables].filter(([, { holders }]) => holders === 0)
    for (const [key, { name }] of idle.slice(0, Math.max(0, idle.length - limit))) {
      tables.delete(key)
      await connection.run(`DROP TABLE ${name}`)
    }
  }

  const tableFor = async (dataset: Dataset, context: Context, signal: AbortSignal): Promise<string> => {
    const key = contextKey(dataset, context)
    const known = tables.get(key)
    if (known) {
      known.holders += 1
      return known.name
    }
    await dropIdle(idleLimit - 1)
    const name = `${area}.rows_${++made}`
    const { sql, values } = catalogue[dataset].table(context)
    await interruptible(connection, signal, () => run(connection, `CREATE TABLE ${name} AS ${sql}`, values))
    tables.set(key, { name, holders: 1 })
    return name
  }

  return {
    hold: async (dataset, context, signal) => {
      const table = await tableFor(dataset, context, signal)
      const { columns, order, live } = catalogue[dataset]
      const source = live ? live(context, table) : keptSource(table)
      return { table, selection: { columns, source, stages: context.stages, order } }
    },
    release: async (table) => {
      for (const [key, entry] of [...tables]) {
        if (entry.name !== table) continue
        entry.holders -= 1
        tables.delete(key)
        tables.set(key, entry)
      }
      await dropIdle(idleLimit)
    },
  }
}

/** Equal for equal rows. */
const contextKey = (dataset: Dataset, { dataVersion, personaRules, runId, asOf, policy }: Context): string => JSON.stringify([dataset, dataVersion, personaRules, runId, asOf, policy])
