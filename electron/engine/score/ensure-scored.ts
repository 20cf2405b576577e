import { AppError } from '../../../shared/errors.ts'
import type { Policy } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { readStanding, type Standing } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import { ensureResolved } from '../resolve/ensure-resolved.ts'
import { defaultAsOf, instantOf } from './default-as-of.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import { readScoreModel } from './model.ts'
import { findRun, type Run, type RunRequest } from './run-store.ts'
import { scoreRun } from './score-run.ts'

export interface ScoreRequest {
  /** A date or an instant; default `defaultAsOf`. */
  asOf?: string | undefined
  policy: Policy
  /** Default: the model of the workspace. */
  model?: ScoreModel | undefined
}

const attempts = 5

/** The run of this request on the current data, made now unless an equal one exists. Resolves first where imports changed. */
export const ensureScored = async (workspace: Workspace, request: ScoreRequest, signal: AbortSignal): Promise<Run> => (await currentRun(workspace, request, signal)).run

interface CurrentRun {
  run: Run
  dataVersion: number
}

async function currentRun(workspace: Workspace, request: ScoreRequest, signal: AbortSignal): Promise<CurrentRun> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const standing = await readStanding(workspace.reader)
    const isResolved = standing.resolvedVersion === standing.dataVersion
    if (!isResolved) await ensureResolved(workspace, signal)
    signal.throwIfAborted()
    const made = (isResolved ? await existingRun(workspace.reader, request, standing) : undefined) ?? (await newRun(workspace, request, signal))
    if (made) return made
  }
  throw new AppError('busy', 'The imports keep changing while scores are made. Try again when they have ended.')
}

/**
 * Reads a run and what belongs to it: `work` is repeated where the data changed under it, so that its statements describe one state.
 */
export async function withRun<T>(workspace: Workspace, request: ScoreRequest, options: { signal: AbortSignal; work: (run: Run) => Promise<T> }): Promise<T> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { run, dataVersion: before } = await currentRun(workspace, request, options.signal)
    const result = await options.work(run)
    const after = await readStanding(workspace.reader)
    const unchanged = after.dataVersion === before && after.resolvedVersion === before
    if (unchanged && (await findRun(workspace.reader, run, before))?.runId === run.runId) return result
  }
  throw new AppError('busy', 'The imports keep changing while results are read. Try again when they have ended.')
}

async function complete(connection: Connection, { asOf, policy, model }: ScoreRequest, standing: Standing): Promise<RunRequest> {
  return {
    asOf: asOf === undefined ? await defaultAsOf(connection, standing) : instantOf(asOf),
    policy,
    model: model ?? (await readScoreModel(connection)),
  }
}

async function existingRun(connection: Connection, request: ScoreRequest, standing: Standing): Promise<CurrentRun | undefined> {
  const { dataVersion } = standing
  const run = await findRun(connection, await complete(connection, request, standing), dataVersion)
  return run && { run, dataVersion }
}

/** Undefined when an import got in between and resolution is due again. */
function newRun(workspace: Workspace, request: ScoreRequest, signal: AbortSignal): Promise<CurrentRun | undefined> {
  const { writer } = workspace
  return workspace.exclusive(async () => {
    signal.throwIfAborted()
    const standing = await readStanding(writer)
    const { dataVersion } = standing
    if (standing.resolvedVersion !== dataVersion) return undefined
    const full = await complete(writer, request, standing)
    return { run: (await findRun(writer, full, dataVersion)) ?? (await transaction(writer, () => scoreRun(writer, full, { dataVersion, signal }))), dataVersion }
  })
}
