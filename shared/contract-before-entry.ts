import * as z from 'zod'
import { call } from './call.ts'
import { asOf, estimate, instant, policy } from './model.ts'
import { segment } from './segment.ts'

/** Fewer accounts that entered a stage at a known time say nothing. */
export const leastCases = 20
export const controlsPerCase = 5

const activeShare = estimate.extend({ active: z.int(), n: z.int() })

/** One account that entered a stage, and those drawn beside it; all are measured the day before. */
const entrySet = z.object({
  record: z.string(),
  name: z.string(),
  enteredAt: instant,
  score: z.number(),
  active: z.boolean(),
  /** Days from the first Surge to the entry, negative where the Surge came later; null where there was none. */
  leadDays: z.number().nullable(),
  controls: z.array(z.object({ record: z.string(), name: z.string(), score: z.number(), active: z.boolean() })),
})
export type EntrySet = z.infer<typeof entrySet>

const stageEntries = z.object({
  stage: z.string(),
  label: z.string(),
  /** The stage before, in which controls were. */
  preceding: z.object({ stage: z.string(), label: z.string() }),
  /** Accounts that entered the stage at a known time. */
  cases: z.int(),
  /** Accounts at the stage or beyond of which nobody says when they entered it. */
  undated: z.int(),
  /** What the figures say, or why there are none, in words for whoever decides. */
  sentence: z.string(),
  /** Null where there are fewer than `leastCases`. */
  figures: z
    .object({
      controls: z.int(),
      /** Cases beside which nobody was in the stage before. */
      withoutControls: z.int(),
      /** Share active the day before entry. */
      active: z.object({ cases: activeShare, controls: activeShare }),
      /** Mantel–Haenszel over matched sets; null where no set tells the two apart. */
      oddsRatio: estimate,
      /** Probability that a case outscores its control, ties one half. */
      auc: estimate,
      /** Days from the first Surge of an account to its entry. */
      leadTime: z.object({ medianDays: z.number().nullable(), before: z.int(), after: z.int(), never: z.int() }),
      /** Where asked for. */
      sets: z.array(entrySet).optional(),
    })
    .nullable(),
})
export type StageEntries = z.infer<typeof stageEntries>

export const beforeEntry = z.object({ asOf: instant, policy, seed: z.string(), activeDays: z.number(), leastCases: z.int(), controlsPerCase: z.int(), stages: z.array(stageEntries) })
export type BeforeEntry = z.infer<typeof beforeEntry>

/** The draw of controls that a page shows until somebody asks for another. */
export const usualSeed = '1'

export const beforeEntryCalls = {
  /** Section 8 of the method for every stage but the first: whether accounts were active before they entered it. Controls are drawn by the seed. */
  'analyse.beforeEntry': call(
    z.object({ asOf: asOf.optional(), policy: policy.default('reliable'), seed: z.string().min(1).max(100).default(usualSeed), sets: z.boolean().default(false), filter: segment.default([]) }),
    beforeEntry,
  ),
}
