import * as z from 'zod'
import { call } from './call.ts'
import { estimate, instant } from './model.ts'

/** The queue whose decisions measure; any other queue's never do. */
export const blindQueue = 'blind'

/** Fewer judged items than this say nothing about a group. */
export const leastLabels = 30

/** A method of attribution, or `provider:` and who claims it. */
const group = z.string()

const blindItem = z.object({
  place: z.int(),
  subject: z.string(),
  object: z.string(),
  name: z.string(),
  companyText: z.string().nullable(),
  company: z.string(),
})
export type BlindItem = z.infer<typeof blindItem>

/** Section 10 of the method. */
export const quality = z.object({
  /** Drawn, and of those judged; null before the first draw. */
  sample: z.object({ drawn: z.int(), judged: z.int(), lastDrawnAt: instant, seed: z.string() }).nullable(),
  groups: z.array(
    z.object({
      group,
      /** Current attributions of the group, those of bots and those decided by a person left out. */
      attributions: z.int(),
      drawn: z.int(),
      correct: z.int(),
      wrong: z.int(),
      /** wrong / (correct + wrong), Wilson 95 %. */
      falsePositives: estimate,
      /** Judged at least `leastLabels` times. */
      enough: z.boolean(),
    }),
  ),
  /** Against the judged claims: how often `correct` is right, how many right ones it finds, how many wrong ones it refuses. */
  verifiers: z.array(
    z.object({
      verifier: z.string(), version: z.string(), judged: z.int(), precision: estimate, recall: estimate, specificity: estimate, kappa: z.number().nullable(), unsure: estimate,
      /** Dollars of all its verdicts and of the answers, by the true contacts among what it calls correct; null where unknown. */
      costPerTrueContact: z.number().nullable(), enough: z.boolean(),
    }),
  ),
  /** Items that several reviewers judged; Cohen’s κ of the first two. */
  agreement: z.object({ items: z.int(), kappa: z.number().nullable() }),
})
export type Quality = z.infer<typeof quality>

export const qualityCalls = {
  /** Draws current attributions at random, none twice; `perGroup` draws equally many of every group. Throws `bad_usage` where none is left. */
  'quality.draw': call(
    z.object({ size: z.int().min(1).max(5000).default(200), seed: z.string().min(1).max(100).default('1'), perGroup: z.boolean().default(false) }),
    z.object({ sampleId: z.int(), drawn: z.int(), groups: z.array(z.object({ group, drawn: z.int() })) }),
  ),
  /** Drawn items nobody (or not this reviewer) has judged, in the order of the draw. */
  'quality.open': call(z.object({ reviewer: z.string().min(1).max(200).optional(), limit: z.int().min(1).max(5000).default(5000) }), z.array(blindItem)),
  'quality.read': call(z.object({}), quality),
}
