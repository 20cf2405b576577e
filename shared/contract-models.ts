import * as z from 'zod'
import { call } from './call.ts'
import { analysis, asOf, band, instant, policy } from './model.ts'
import { scoreModel } from './score-model.ts'

/** 0 is the model of the method; later numbers are the workspace's own. */
const version = z.int().min(0)

const choice = z.object({ version, author: z.string(), chosenAt: instant, note: z.string().nullable() })

export const modelVersion = z.object({
  version,
  name: z.string(),
  note: z.string().nullable(),
  /** Null for the version of the method. */
  author: z.string().nullable(),
  savedAt: instant.nullable(),
  model: scoreModel,
  inForce: z.boolean(),
  /** Runs made with exactly this model, and when the last was made. */
  runs: z.int(),
  lastRunAt: instant.nullable(),
})
export type ModelVersion = z.infer<typeof modelVersion>

export const modelList = z.object({
  inForce: version,
  /** Newest first; the method's is last. */
  versions: z.array(modelVersion),
  /** Which was put in force when, newest first. */
  choices: z.array(choice),
})
export type ModelList = z.infer<typeof modelList>

/** What a model makes of the same events: sections 4 and 6. */
export const modelFigures = analysis
  .pick({ thresholds: true, stages: true, trend: true, intensityTrend: true, highAtBottom: true, hidden: true, sensitivity: true })
  // Drafts are compared as counted: what the blind sample corrects rests on the stored run.
  .extend({ hidden: analysis.shape.hidden.omit({ corrected: true }), counts: z.object({ High: z.int(), Medium: z.int(), Low: z.int(), None: z.int() }) })
export type ModelFigures = z.infer<typeof modelFigures>

export const modelPreview = z.object({
  asOf: instant,
  policy,
  against: z.object({ version, name: z.string(), figures: modelFigures }),
  draft: modelFigures,
  /** Companies and accounts by their band in the version and in the draft; pairs that occur. */
  moves: z.array(z.object({ from: band, to: band, subjects: z.int(), inCrm: z.int() })),
})
export type ModelPreview = z.infer<typeof modelPreview>

const name = z.string().trim().min(1).max(100)
const note = z.string().trim().max(1000).nullable().default(null)
const author = z.string().trim().min(1).max(200).optional()

export const modelCalls = {
  'models.list': call(z.object({}), modelList),
  /** Appends a version; `use` puts it in force. Throws `bad_usage` where the name or the very model is taken. `author`: default the reviewer of the workspace. */
  'models.save': call(z.object({ name, note, author, model: scoreModel, use: z.boolean().default(true) }), modelList),
  /** Puts a version in force; every later run and figure uses it. */
  'models.use': call(z.object({ version, note, author }), modelList),
  /** The figures of a model that is not saved beside those of a version (default: the one in force). Stores nothing. */
  'models.preview': call(z.object({ model: scoreModel, against: version.optional(), asOf: asOf.optional(), policy: policy.default('reliable') }), modelPreview),
}
