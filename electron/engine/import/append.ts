import type { ImportSettings } from '../../../shared/contract-import.ts'
import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'
import { one, rows } from '../db/query.ts'
import { gatherIds, hasEventIds } from './event-ids.ts'
import type { Plan } from './importer.ts'
import { chosenStageSql, stageOf, stageSql } from './stage-names.ts'
import { countDoubts, countTaken, countVerdicts, erasedVerdict, ignoredVerdict, insertStageDates, insertTaken, rejectedRows, toldStage } from './staging.ts'
import { tables } from './tables.ts'
import type { Tally } from './tally.ts'

export interface Target {
  connection: Connection
  signal: AbortSignal
  plan: Plan
  settings: ImportSettings
  importId: number
}

/** Moves the taken rows of a staged relation into their tables and counts what became of all `records`. */
export async function append(target: Target, staged: string, records: number, tally: Tally): Promise<void> {
  const { plan, importId } = target
  const computed = tables[plan.table].staged ? { stage: await stageColumn(target, staged) } : {}
  const inserted = await change(target, insertTaken(tables[plan.table].name, plan, staged, computed))
  const taken = plan.items ? (await one<{ records: number }>(target.connection, countTaken(staged))).records : inserted
  if (hasEventIds(plan)) await gatherIds(target.connection, plan, staged)
  if (plan.stageDates.length > 0) await change(target, insertStageDates(plan, staged, (raw) => stageOf(raw, target.settings)))
  tally.total += records
  tally.taken += taken
  if (taken < records) await countRest(target, staged, tally)
  if (plan.doubts.length > 0) {
    for (const { doubts, records: count } of await rows<{ doubts: number; records: number }>(target.connection, countDoubts(staged), { import: importId })) {
      noteDoubts(tally, plan, { doubts, records: count })
    }
  }
}

/** Counts rows for every doubt whose bit is set. */
export function noteDoubts(tally: Tally, plan: Plan, { doubts, records }: { doubts: number; records: number }): void {
  for (const index of plan.doubts.keys()) if (Math.floor(doubts / 2 ** index) % 2 === 1) tally.doubts.set(index, (tally.doubts.get(index) ?? 0) + records)
}

/** SQL of the canonical stage of a relation's rows: a word mapped by the user decides, then what the record tells, then what the word usually means. */
export async function stageColumn({ connection, settings, plan }: Pick<Target, 'connection' | 'settings' | 'plan'>, staged: string): Promise<string> {
  const present = (await rows<{ raw: string }>(connection, `SELECT DISTINCT stage_raw AS raw FROM ${staged} WHERE stage_raw IS NOT NULL LIMIT 10000`)).map(({ raw }) => raw)
  const usual = stageSql('stage_raw', present, settings)
  return plan.stage === undefined ? usual : `coalesce(${chosenStageSql('stage_raw', present, settings)}, ${toldStage}, ${usual})`
}

async function countRest({ connection }: Target, staged: string, tally: Tally): Promise<void> {
  const counts = new Map((await rows<{ verdict: number; records: number }>(connection, countVerdicts(staged))).map(({ verdict, records }) => [verdict, records]))
  tally.ignored += counts.get(ignoredVerdict) ?? 0
  tally.erased += counts.get(erasedVerdict) ?? 0
  if ([...counts.keys()].some((verdict) => verdict > 0)) {
    for (const { source_row, verdict } of await rows<{ source_row: number; verdict: number }>(connection, rejectedRows(staged))) tally.rejected.push({ row: source_row, check: verdict })
  }
}

async function change({ connection, signal, importId }: Target, sql: string): Promise<number> {
  const result = await interruptible(connection, signal, () => connection.run(sql, { import: importId }))
  return result.rowsChanged
}
