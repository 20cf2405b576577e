import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'
import { run, type Values } from '../db/query.ts'
import type { Step } from '../sql/steps.ts'

/** Where a resolution works: its connection, the values its steps name, and what stops it. */
export interface Work {
  readonly connection: Connection
  readonly values: Values
  readonly signal: AbortSignal
  /** Called before each step. */
  readonly onStep: (name: string) => void
  /** Step → tables that no later step reads. */
  readonly lastReads: ReadonlyMap<string, readonly string[]>
}

/** Makes each step a temporary table of its name, in order: later steps read it more than once, and the planner sees its true size. */
export async function materialise({ connection, values, signal, onStep, lastReads }: Work, steps: readonly Step[]): Promise<void> {
  for (const { name, sql } of steps) {
    onStep(name)
    await interruptible(connection, signal, () => run(connection, `CREATE OR REPLACE TEMP TABLE ${name} AS ${sql}`, values))
    await dropTables(connection, lastReads.get(name) ?? [])
  }
}

/** For each step the step tables it is the last to read, `kept` excepted. */
export function findLastReads(steps: readonly Step[], kept: ReadonlySet<string>): Map<string, string[]> {
  const last = new Map<string, string>()
  for (const { name, reads } of steps) for (const read of reads) last.set(read, name)
  const found = new Map<string, string[]>()
  for (const { name } of steps) {
    const reader = last.get(name)
    if (reader !== undefined && !kept.has(name)) found.set(reader, [...(found.get(reader) ?? []), name])
  }
  return found
}

export async function dropTables(connection: Connection, names: readonly string[]): Promise<void> {
  for (const name of names) await connection.run(`DROP TABLE IF EXISTS temp.${name}`)
}

/** Throws when a step reads a name that is neither an input nor an earlier step, or repeats a name. */
export function checkOrder(inputs: readonly string[], steps: readonly Step[]): void {
  const known = new Set(inputs)
  for (const { name, reads } of steps) {
    const missing = reads.find((read) => !known.has(read))
    if (missing !== undefined) throw new Error(`Step ${name} reads ${missing}, which no earlier step makes.`)
    if (known.has(name)) throw new Error(`Two steps are named ${name}.`)
    known.add(name)
  }
}
