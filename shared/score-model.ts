import * as z from 'zod'

const source = z.strictObject({
  family: z.string().min(1),
  /** What one fresh event of one person adds. */
  weight: z.number().min(0),
  halfLifeDays: z.number().positive(),
})
export type ScoreSource = z.infer<typeof source>

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
export const scoreModel = z.strictObject({
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

/** The same model with its sources in the order of their names, so that equal models have equal texts. */
export const orderedModel = (model: ScoreModel): ScoreModel => ({
  ...model, sources: Object.fromEntries(Object.entries(model.sources).sort(([left], [right]) => (left < right ? -1 : 1))),
})

export const modelProblem = z.object({
  /** Path of the field, such as `sources.repo_star.weight`; empty for the model as a whole. */
  field: z.string(),
  message: z.string(),
  remedy: z.string(),
})
export type ModelProblem = z.infer<typeof modelProblem>

const remedies: Readonly<Record<string, string>> = {
  weight: 'Write 0 or more. With 0 the source adds nothing to a score; its events still make a company active.',
  halfLifeDays: 'Write a number of days above 0: after that many days an event counts half.',
  family: 'Write the name of a family, such as own_oss.',
  active_days: 'Write a whole number of days, at least 1.',
  family_days: 'Write a whole number of days, at least 1.',
  family_bonus: 'Write 0 or more: 0.15 adds 15 % for each further family.',
  reliable_min: 'Write a share from 0 to 1, such as 0.85.',
  quantiles: 'Write shares from 0 to 1, that of High not below that of Medium.',
  thresholds: 'Choose quantile; or absolute with High not below Medium; or frozen with the number of a run.',
  sources: 'Keep at least one source, at most 255, in at most 60 families.',
}

const fields = Object.keys(scoreModel.shape).join(', ')

/** Everything that keeps `value` from being a score model, each with the field and what to write instead; empty where it is one. */
export function modelProblems(value: unknown): ModelProblem[] {
  const parsed = scoreModel.safeParse(value)
  if (parsed.success) return []
  return parsed.error.issues.map(({ path, message, code }) => {
    const named = path.map(String).toReversed().find((part) => Object.hasOwn(remedies, part))
    const remedy = code === 'unrecognized_keys' || named === undefined ? `The fields of a model are ${fields}.` : (remedies[named] ?? '')
    return { field: path.join('.'), message, remedy }
  })
}
