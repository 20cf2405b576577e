import * as z from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { orderedModel, scoreModel, type ScoreModel } from '../../../shared/score-model.ts'
import type { Connection } from '../db/connection.ts'
import { steadyRows } from '../db/steady.ts'
import defaults from '../../../resources/models/score.json' with { type: 'json' }

/** A complete model from JSON; throws `bad_usage` naming every field that is wrong. `origin` says where it came from. */
export function parseScoreModel(value: unknown, origin: string): ScoreModel {
  const parsed = scoreModel.safeParse(value)
  if (!parsed.success) throw new AppError('bad_usage', `The score model ${origin} is not valid:\n${z.prettifyError(parsed.error)}`)
  return orderedModel(parsed.data)
}

export function parseScoreModelText(text: string): ScoreModel {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new AppError('bad_usage', `The score model is not JSON: ${String(cause)}`, { cause })
  }
  return parseScoreModel(value, 'given')
}

/** The model of the method: version 0 of every workspace. */
export const productModel = (): ScoreModel => parseScoreModel(defaults, 'of the product')

/** The version chosen last is in force; before any choice it is version 0. */
export const inForceSql = 'coalesce((SELECT version FROM ops.score_model_choices ORDER BY choice_id DESC LIMIT 1), 0)'

/** Rows that are given again hold what was parsed already. */
const parsedOf = new WeakMap<readonly unknown[], ScoreModel>()

/** The model in force in the workspace. */
export async function readScoreModel(connection: Connection): Promise<ScoreModel> {
  const found = await steadyRows<{ version: number; model: string }>(
    connection,
    `SELECT version, model::VARCHAR AS model FROM ops.score_models WHERE version = ${inForceSql}`,
  )
  const known = parsedOf.get(found)
  if (known) return known
  const [own] = found
  const model = own === undefined ? productModel() : parseScoreModel(JSON.parse(own.model), `in force (version ${own.version})`)
  parsedOf.set(found, model)
  return model
}
