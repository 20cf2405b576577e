import * as z from 'zod'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { readSetting } from '../db/settings.ts'
import defaults from '../../../resources/models/score.json' with { type: 'json' }

const source = z.strictObject({
  family: z.string().min(1),
  /** What one fresh event of one person adds. */
  weight: z.number().min(0),
  halfLifeDays: z.number().positive(),
})

const cutOffs = { high: z.number(), medium: z.number() }
const share = z.number().min(0).max(1)

const thresholds = z.discriminatedUnion('mode', [
  /** Cut-offs are quantiles of the active subjects of this run. */
  z.strictObject({ mode: z.literal('quantile') }),
  z.strictObject({ mode: z.literal('absolute'), ...cutOffs }).refine(...ordered('thresholds')),
  /** Reuses the cut-offs of an earlier run, so that bands of both runs compare. */
  z.strictObject({ mode: z.literal('frozen'), run: z.int() }),
])

/** Every parameter of sections 3 and 4 of the method. */
const scoreModel = z.strictObject({
  sources: z
    .record(z.string().min(1), source)
    .refine((sources) => Object.keys(sources).length > 0, 'at least one source is needed')
    .refine((sources) => Object.keys(sources).length <= 255, 'at most 255 sources')
    .refine((sources) => familiesOf(sources).length <= 60, 'at most 60 families'),
  active_days: z.int().positive(),
  family_days: z.int().positive(),
  family_bonus: z.number().min(0),
  reliable_min: share,
  quantiles: z.strictObject({ high: share, medium: share }).refine(...ordered('quantiles')),
  thresholds,
})
export type ScoreModel = z.infer<typeof scoreModel>

function ordered(what: string): [(pair: { high: number; medium: number }) => boolean, string] {
  return [({ high, medium }) => high >= medium, `${what}: high must not be below medium`]
}

/** Families in the order of their bits. */
export function familiesOf(sources: Record<string, { family: string }>): string[] {
  return [...new Set(Object.values(sources).map(({ family }) => family))].sort()
}

/** A complete model from JSON; throws `bad_usage` naming every field that is wrong. `origin` says where it came from. */
export function parseScoreModel(value: unknown, origin: string): ScoreModel {
  const parsed = scoreModel.safeParse(value)
  if (!parsed.success) throw new AppError('bad_usage', `The score model ${origin} is not valid:\n${z.prettifyError(parsed.error)}`)
  const sources = Object.entries(parsed.data.sources).sort(([left], [right]) => (left < right ? -1 : 1))
  return { ...parsed.data, sources: Object.fromEntries(sources) }
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

/** The model of the workspace: its setting `score_model`, else the product's default. */
export async function readScoreModel(connection: Connection): Promise<ScoreModel> {
  const own = await readSetting<unknown>(connection, 'score_model')
  return own === undefined ? parseScoreModel(defaults, 'of the product') : parseScoreModel(own, 'of this workspace (setting score_model)')
}
