import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'
import { one, run as runSql } from '../db/query.ts'
import { readDataVersion } from '../db/settings.ts'
import { steadyRows } from '../db/steady.ts'
import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import type { Run } from '../score/run-store.ts'
import { readStages, type Stage } from '../workspace/stages.ts'
import { lifecycleSql, lifecycleValues } from './lifecycle-steps.ts'
import { readLifecycleModel, type LifecycleModel } from './model.ts'

export interface LifecycleParameters {
  model: LifecycleModel
  stages: readonly Stage[]
}

export const readLifecycleParameters = async (connection: Connection): Promise<LifecycleParameters> => ({
  model: await readLifecycleModel(connection),
  stages: await readStages(connection),
})

/** Signals per statement: what they need fits into the memory of a workspace. */
const signalsPerPart = 2_000_000

/** Fills result.lifecycle for the run unless it is there already. Takes `workspace.exclusive` itself; a run of data that changed meanwhile gets no rows. */
export async function ensureLifecycle(workspace: Workspace, run: Run, signal: AbortSignal): Promise<void> {
  const parameters = await readLifecycleParameters(workspace.reader)
  if (await isMade(workspace.reader, run, parameters)) return
  await workspace.exclusive(async () => {
    signal.throwIfAborted()
    if (await isMade(workspace.writer, run, parameters)) return
    await transaction(workspace.writer, () => makeLifecycle(workspace.writer, run, { parameters, signal }))
  })
}

/** Whether result.lifecycle holds the run as these parameters make it. */
export async function isMade(connection: Connection, { runId }: Run, parameters: LifecycleParameters): Promise<boolean> {
  const found = await steadyRows(connection, 'SELECT 1 FROM result.lifecycle_runs WHERE run_id = $run_id AND parameters::VARCHAR = $parameters', {
    run_id: runId,
    parameters: JSON.stringify(parameters),
  })
  return found.length > 0
}

/** Section 9 of the method for every subject. The caller holds the transaction. */
export async function makeLifecycle(connection: Connection, run: Run, { parameters, signal }: { parameters: LifecycleParameters; signal: AbortSignal }): Promise<void> {
  const stale = 'run_id = $run_id OR run_id NOT IN (SELECT run_id FROM result.runs WHERE data_version = $data_version)'
  const which = { run_id: run.runId, data_version: await readDataVersion(connection) }
  await runSql(connection, `DELETE FROM result.lifecycle WHERE ${stale}`, which)
  await runSql(connection, `DELETE FROM result.lifecycle_runs WHERE ${stale}`, which)
  const { signals, earliest } = await datedSignals(connection, run)
  const parts = Math.ceil(signals / signalsPerPart)
  const sql = `INSERT INTO result.lifecycle SELECT $run_id, * FROM (${lifecycleSql({ ...parameters, asOf: run.asOf, earliest: earliest ?? run.asOf }, 'part')})`
  for (let part = 0; part < parts; part += 1) {
    await interruptible(connection, signal, () => runSql(connection, sql, { ...lifecycleValues(run, parameters.model), run_id: run.runId, parts, part }))
  }
  await runSql(connection, 'INSERT INTO result.lifecycle_runs VALUES ($run_id, $parameters::JSON)', { run_id: run.runId, parameters: JSON.stringify(parameters) })
}

/** How many dated signals there are by the instant of the run, and the first of them; null where there is none. */
export const datedSignals = (connection: Connection, { asOf }: Run): Promise<{ signals: number; earliest: string | null }> =>
  one(connection, 'SELECT count(*) AS signals, min(occurred_at) AS earliest FROM result.signals WHERE dated AND occurred_at <= $as_of::TIMESTAMP', { as_of: asOf })
