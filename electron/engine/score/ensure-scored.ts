import { AppError } from '../../../shared/errors.ts'
import type { Policy } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { readDataVersion, readSetting } from '../db/settings.ts'
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
export async function ensureScored(workspace: Workspace, request: ScoreRequest, signal: AbortSignal): Promise<Run> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    await ensureResolved(workspace, signal)
    signal.throwIfAborted()
    const made = (await existingRun(workspace.reader, request)) ?? (await newRun(workspace, request, signal))
    if (made) return made
  }
  throw new AppError('busy', 'The imports keep changing while scores are made. Try again when they have ended.')
}

/**
 * Reads a run and what belongs to it: `work` is repeated where the data changed under it, so that its statements describe one state.
 */
export async function withRun<T>(workspace: Workspace, request: ScoreRequest, options: { signal: AbortSignal; work: (run: Run) => Promise<T> }): Promise<T> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const scored = await ensureScored(workspace, request, options.signal)
    const before = await readDataVersion(workspace.reader)
    const result = await options.work(scored)
    const unchanged = (await readDataVersion(workspace.reader)) === before && (await resolvedVersion(workspace.reader)) === before
    if (unchanged && (await findRun(workspace.reader, scored, before))?.runId === scored.runId) return result
  }
  throw new AppError('busy', 'The imports keep changing while results are read. Try again when they have ended.')
}

const resolvedVersion = async (connection: Connection): Promise<number> => (await readSetting<number>(connection, 'resolved_version')) ?? 0

async function complete(connection: Connection, { asOf, policy, model }: ScoreRequest): Promise<RunRequest> {
  return {
    asOf: asOf === undefined ? await defaultAsOf(connection) : instantOf(asOf),
    policy,
    model: model ?? (await readScoreModel(connection)),
  }
}

async function existingRun(connection: Connection, request: ScoreRequest): Promise<Run | undefined> {
  return findRun(connection, await complete(connection, request), await readDataVersion(connection))
}

/** Undefined when an import got in between and resolution is due again. */
function newRun(workspace: Workspace, request: ScoreRequest, signal: AbortSignal): Promise<Run | undefined> {
  const { writer } = workspace
  return workspace.exclusive(async () => {
    signal.throwIfAborted()
    const dataVersion = await readDataVersion(writer)
    if ((await resolvedVersion(writer)) !== dataVersion) return undefined
    const full = await complete(writer, request)
    return (await findRun(writer, full, dataVersion)) ?? transaction(writer, () => scoreRun(writer, full, { dataVersion, signal }))
  })
}
