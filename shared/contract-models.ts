import * as z from 'zod'
import { call } from './call.ts'
import { analysis, asOf, band, estimate, instant, policy } from './model.ts'
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

const moves = z.array(z.object({ from: band, to: band, subjects: z.int(), inCrm: z.int() }))

export const modelPreview = z.object({
  asOf: instant,
  policy,
  against: z.object({ version, name: z.string(), runId: z.int(), figures: modelFigures }),
  draft: modelFigures,
  /** Companies and accounts by their band in the version and in the draft; pairs that occur. */
  moves,
})
export type ModelPreview = z.infer<typeof modelPreview>

/** What changed a score; the parts add up to the change. */
export const changeParts = z.object({
  /** Other weights. */
  weights: z.number(),
  /** Other half-lives, at the earlier instant. */
  half_lives: z.number(),
  /** Another least confidence of what counts. */
  evidence: z.number(),
  /** The same events, older. */
  decay: z.number(),
  /** Events since, of people nobody had seen there before. */
  new_people: z.number(),
  /** Events since, of people who were there before. */
  known_people: z.number(),
  /** Other families active, or another bonus for them. */
  confirmation: z.number(),
})
export type ChangeParts = z.infer<typeof changeParts>

const comparedSide = z.object({ version: version.nullable(), name: z.string(), asOf: instant, thresholds: z.object({ high: z.number().nullable(), medium: z.number().nullable() }) })

export const modelComparison = z.object({
  policy,
  from: comparedSide,
  to: comparedSide,
  subjects: z.int(),
  changed: z.int(),
  /** Summed over all accounts and companies. */
  parts: changeParts,
  moves,
  /** Those whose score or band changed, as far as search and bands leave them. */
  found: z.int(),
  rows: z.array(
    z.object({
      subject: z.string(), name: z.string(), kind: z.enum(['account', 'company']), stage: z.string().nullable(), scoreBefore: z.number(), scoreAfter: z.number(), bandBefore: band,
      bandAfter: band, change: z.number(), parts: changeParts,
    }),
  ),
})
export type ModelComparison = z.infer<typeof modelComparison>

export const subjectChange = z.object({
  subject: z.string(),
  name: z.string(),
  from: instant,
  to: instant,
  scoreBefore: z.number(),
  scoreAfter: z.number(),
  /** One per person and source; points and parts add up to scores and change. */
  cells: z.array(z.object({ person: z.string(), personLabel: z.string(), source: z.string(), before: z.number(), after: z.number(), parts: changeParts })),
})
export type SubjectChange = z.infer<typeof subjectChange>

/** Fewer wins say nothing. */
export const leastWins = 20

const winsAndControls = z.object({ wins: estimate, controls: estimate })

export const backTest = z.object({
  asOf: instant,
  policy,
  seed: z.string(),
  /** Label of the stage that counts as won. */
  wonStage: z.string(),
  /** Accounts with a dated win. */
  wins: z.int(),
  /** Won accounts nobody says the date of. */
  undatedWins: z.int(),
  controlsPerWin: z.int(),
  leastWins: z.int(),
  /** Accounts that did not win, drawn for the wins; 0 where there are too few wins. */
  controls: z.int(),
  /** Empty where there are too few wins. */
  models: z.array(
    z.object({
      version: version.nullable(),
      name: z.string(),
      /** Cut-offs of the model's run at `asOf`, by which the shares are counted. */
      thresholds: z.object({ high: z.number().nullable(), medium: z.number().nullable() }),
      /** Probability that a win outscores an account that did not win, the day before; ties one half. */
      auc: estimate,
      active: winsAndControls,
      high: winsAndControls,
      mediumOrHigh: winsAndControls,
    }),
  ),
})
export type BackTest = z.infer<typeof backTest>

/** A version (default: the one in force) or a model that is not saved, at an instant. */
const side = z.object({ version: version.optional(), model: scoreModel.optional(), asOf: asOf.optional() })
const compared = z.object({ from: side, to: side, policy: policy.default('reliable') })

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
  /** Two models or two instants, account by account, with what changed each score. Subjects are those of the later instant. */
  'models.compare': call(
    compared.extend({
      order: z.enum(['change', 'gain', 'loss']).default('change'), search: z.string().max(200).default(''), bandBefore: band.optional(), bandAfter: band.optional(),
      limit: z.int().min(1).max(100_000).default(100), offset: z.int().min(0).default(0),
    }),
    modelComparison,
  ),
  /** The change of one account or company by person and source; `subject` as for `explain.subject`. */
  'models.compareSubject': call(compared.extend({ subject: z.string().min(1) }), subjectChange),
  /** Scores of accounts that won, the day before, against accounts that did not win. Accounts are drawn by the seed. */
  'models.backTest': call(
    z.object({ models: z.array(side.omit({ asOf: true })).min(1).max(5), asOf: asOf.optional(), policy: policy.default('reliable'), seed: z.string().min(1).max(100).default('1') }),
    backTest,
  ),
}
