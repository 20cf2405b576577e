import * as z from 'zod'
import { call } from './call.ts'
import { itemKind } from './decision.ts'
import { estimate, instant } from './model.ts'

/** The queue whose decisions measure; any other queue's never do. */
export const blindQueue = 'blind'

/** Fewer judged items than this say nothing about a group. */
export const leastLabels = 30

/**
 * Kind of evidence: a method of attribution, `provider:` and who claims it, a method of matching, or for the nearest account of a company outside the CRM
 * `nearest_likely` (its probability is at least one half) and `nearest_unlikely`.
 */
const group = z.string()

const blindItem = z.object({
  kind: itemKind,
  place: z.int(),
  subject: z.string(),
  /** Null of a claim. */
  object: z.string().nullable(),
  /** The person or company in question. */
  name: z.string(),
  /** Company text of the person, or domain of the company. */
  known: z.string().nullable(),
  /** The company, the claim or the account to be judged. */
  proposed: z.string(),
})
export type BlindItem = z.infer<typeof blindItem>

/** How half the width of a rate's interval falls as labels come. */
export const learningCurve = z.object({
  /** In the order the labels were given; at most 40 points, the last label among them. */
  points: z.array(z.object({ labels: z.int(), halfWidth: z.number() })),
  /** What `more` labels would bring if the rate stays what it is; no more than are left. */
  outlook: z.array(z.object({ more: z.int(), halfWidth: z.number() })),
  /** Items nobody has judged yet. */
  left: z.int(),
  /** By how much another 50 labels would narrow the interval from end to end; null without labels. */
  narrows: z.number().nullable(),
  /**
   * `too_few`: below `leastLabels`. `narrows`: another 50 labels narrow the interval by a percentage point or more. `undecided`: they do not, but the interval
   * still holds the rate at which the evidence stops being reliable. `enough`: neither, so more labels do not help. `all_judged`: none is left.
   */
  advice: z.enum(['too_few', 'narrows', 'undecided', 'enough', 'all_judged']),
})
export type LearningCurve = z.infer<typeof learningCurve>

/** One kind of evidence. Undefined rates have fewer than `leastLabels` labels. */
export const qualityGroup = z.object({
  kind: itemKind,
  group,
  /** `wrong`: the rate says how many of the made ones are false. `missed`: how many of the nearest accounts are the company's account after all. */
  rateOf: z.enum(['wrong', 'missed']),
  /** Current ones that machines made and no person has decided; those of bots are left out. */
  undecided: z.int(),
  drawn: z.int(),
  correct: z.int(),
  wrong: z.int(),
  /** Judged, but the reviewer could not tell: in no rate. */
  unsure: z.int(),
  /** With the Wilson 95 % interval. */
  rate: estimate,
  /** `correct` and `wrong` together are at least `leastLabels`. */
  enough: z.boolean(),
  curve: learningCurve,
})
export type QualityGroup = z.infer<typeof qualityGroup>

/** Section 10 of the method. */
export const quality = z.object({
  /** What was drawn of each kind, and judged of that; empty before the first draw. */
  samples: z.array(z.object({ kind: itemKind, drawn: z.int(), judged: z.int(), lastDrawnAt: instant, seed: z.string() })),
  /** Decisions of these kinds that stand and measure nothing, because people met them in another queue. */
  elsewhere: z.int(),
  groups: z.array(qualityGroup),
  /** Against the judged claims: how often `correct` is right, how many right ones it finds, how many wrong ones it refuses. Undefined below `leastLabels`. */
  verifiers: z.array(
    z.object({
      verifier: z.string(),
      version: z.string(),
      /** Judged claims with a verdict of this verifier, without those the reviewer was unsure of. */
      judged: z.int(),
      unsureLabels: z.int(),
      precision: estimate,
      recall: estimate,
      specificity: estimate,
      kappa: z.number().nullable(),
      unsure: estimate,
      /** Dollars of all its verdicts and of the answers of providers, by the true contacts among what it calls correct. */
      costPerTrueContact: z.number().nullable(),
      enough: z.boolean(),
    }),
  ),
  /** Items of each kind that several reviewers judged, without those one of the first two was unsure of; Cohen’s κ of the first two. */
  agreement: z.array(z.object({ kind: itemKind, items: z.int(), unsure: z.int(), kappa: z.number().nullable(), enough: z.boolean() })),
})
export type Quality = z.infer<typeof quality>

export const qualityCalls = {
  /**
   * Draws at random, none twice, from what no person has decided; `perGroup` draws equally many of every kind of evidence. The seed and the keys alone
   * decide. Throws `bad_usage` where none is left.
   */
  'quality.draw': call(
    z.object({ kind: itemKind.default('attribution'), size: z.int().min(1).max(5000).default(200), seed: z.string().min(1).max(100).default('1'), perGroup: z.boolean().default(false) }),
    z.object({ kind: itemKind, sampleId: z.int(), drawn: z.int(), groups: z.array(z.object({ group, drawn: z.int() })) }),
  ),
  /**
   * Drawn items nobody has judged, in the order of the draw. For a reviewer also the share `overlap` of what one other reviewer has judged, chosen by seed
   * and keys, so that two people’s agreement can be measured; nothing tells them apart.
   */
  'quality.open': call(
    z.object({ kind: itemKind.optional(), reviewer: z.string().min(1).max(200).optional(), overlap: z.number().min(0).max(1).default(0.2), limit: z.int().min(1).max(5000).default(5000) }),
    z.array(blindItem),
  ),
  'quality.read': call(z.object({}), quality),
}
