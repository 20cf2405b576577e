import type { ModelList, ModelVersion } from '../../../shared/contract-models.ts'
import { AppError } from '../../../shared/errors.ts'
import { orderedModel, type ScoreModel } from '../../../shared/score-model.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows, run } from '../db/query.ts'
import { inForceSql, parseScoreModel, productModel } from '../score/model.ts'

type Stored = Omit<ModelVersion, 'model' | 'runs' | 'lastRunAt' | 'inForce'> & { model: string }

const methodName = 'Method default'

/** Every version with the runs it was used by. */
export async function listModels(connection: Connection): Promise<ModelList> {
  const { version: inForce } = await one<{ version: number }>(connection, `SELECT ${inForceSql} AS version`)
  const stored = await rows<Stored>(
    connection,
    'SELECT version, name, note, author, saved_at AS "savedAt", model::VARCHAR AS model FROM ops.score_models ORDER BY version DESC',
  )
  const product = { version: 0, name: methodName, note: 'Weights and half-lives as the method states them.', author: null, savedAt: null, model: JSON.stringify(productModel()) }
  const used = await rows<{ model: string; runs: number; lastRunAt: string }>(
    connection,
    'SELECT model::VARCHAR AS model, count(*)::INTEGER AS runs, max(created_at) AS "lastRunAt" FROM result.runs GROUP BY ALL',
  )
  const runsOf = new Map(used.map((each) => [each.model, each]))
  return {
    inForce,
    versions: [...stored, product].map((each) => {
      const model = parseScoreModel(JSON.parse(each.model), `of version ${each.version}`)
      const runs = runsOf.get(JSON.stringify(model))
      return { ...each, model, inForce: each.version === inForce, runs: runs?.runs ?? 0, lastRunAt: runs?.lastRunAt ?? null }
    }),
    choices: await rows<ModelList['choices'][number]>(
      connection,
      'SELECT version, author, chosen_at AS "chosenAt", note FROM ops.score_model_choices ORDER BY choice_id DESC',
    ),
  }
}

/** A version by its number; throws `not_found`. */
export async function versionNumbered(connection: Connection, version: number): Promise<ModelVersion> {
  const { versions } = await listModels(connection)
  const found = versions.find((each) => each.version === version)
  if (!found) throw new AppError('not_found', `There is no score model version ${version}. There are: ${versions.map((each) => `${each.version} (${each.name})`).join(', ')}.`)
  return found
}

interface NewVersion {
  name: string
  note: string | null
  author: string
  model: ScoreModel
}

/** Appends a version and returns its number. The caller holds the transaction. */
export async function appendVersion(connection: Connection, { name, note, author, model }: NewVersion): Promise<number> {
  const { versions } = await listModels(connection)
  const namesake = versions.find((each) => each.name.toLowerCase() === name.toLowerCase())
  if (namesake) throw new AppError('bad_usage', `name: version ${namesake.version} is called “${namesake.name}” already. Choose another name.`, { detail: { field: 'name' } })
  const ordered = orderedModel(model)
  const same = versions.find((each) => JSON.stringify(each.model) === JSON.stringify(ordered))
  if (same) throw new AppError('bad_usage', `Version ${same.version} (${same.name}) is this very model. Put that version in force, or change a field first.`)
  const version = Math.max(...versions.map((each) => each.version)) + 1
  await run(
    connection,
    'INSERT INTO ops.score_models VALUES ($version, $name, $note, $author, $saved_at::TIMESTAMP, $model::JSON)',
    { version, name, note: note === '' ? null : note, author, saved_at: new Date().toISOString(), model: JSON.stringify(ordered) },
  )
  return version
}

/** Puts a version in force. The caller holds the transaction. */
export async function appendChoice(connection: Connection, { version, author, note }: { version: number; author: string; note: string | null }): Promise<void> {
  await run(
    connection,
    `INSERT INTO ops.score_model_choices
     SELECT coalesce(max(choice_id), 0) + 1, $version, $author, $chosen_at::TIMESTAMP, $note FROM ops.score_model_choices`,
    { version, author, note: note === '' ? null : note, chosen_at: new Date().toISOString() },
  )
}
