import type { ScoreModel } from '../../../shared/score-model.ts'
import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import { inForceSql } from '../score/model.ts'
import { versionNumbered } from './versions.ts'

/** A model at an instant. */
export interface Side {
  /** Null for a draft. */
  version: number | null
  name: string
  model: ScoreModel
  /** Undefined: the default instant, or that of the other side. */
  asOf: string | undefined
}

export interface AskedSide {
  version?: number | undefined
  model?: ScoreModel | undefined
  asOf?: string | undefined
}

/** What a caller names: a version (default: the one in force) or a model that is not saved, at an instant. */
export async function readSide(connection: Connection, asked: AskedSide): Promise<Side> {
  if (asked.model) return { version: null, name: 'Draft', model: asked.model, asOf: asked.asOf }
  const { version } = asked.version === undefined ? await one<{ version: number }>(connection, `SELECT ${inForceSql} AS version`) : { version: asked.version }
  const { name, model } = await versionNumbered(connection, version)
  return { version, name, model, asOf: asked.asOf }
}
