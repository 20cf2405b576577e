import * as z from 'zod'
import { call } from './call.ts'
import { reviewItem } from './contract-review-item.ts'
import { decision, decisionKey, decisionKind, decisionVerdict, itemKind, newDecision } from './decision.ts'
import { instant } from './model.ts'

/** How the workspace tells which account a company is where neither name nor domain is equal. */
export const matchModel = z.object({
  comparisons: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      /** How often a level occurs among pairs that are one company (m) and that are not (u); weight = ln(m/u). */
      levels: z.array(z.object({ label: z.string(), m: z.number(), u: z.number(), weight: z.number() })),
    }),
  ),
  /** Share of names without an equal account that have one all the same. */
  prior: z.number(),
  /** Calibrated logit = logit of the prior + intercept + slope · what the comparisons add to it. */
  calibration: z.object({ prior: z.number(), intercept: z.number(), slope: z.number() }),
  /** Names whose account (or its absence) is certain, because people write them beside an address of the company. */
  witnesses: z.int(),
  /** Witnesses with any candidate. */
  trials: z.int(),
  /** Of the trials that reach `reliableMin`, how many were right. */
  precision: z.object({ n: z.int(), right: z.int(), value: z.number().nullable(), low: z.number().nullable() }),
  /** Whether such candidates count without a person: the lower end of that precision reaches `reliableMin`. */
  accepts: z.boolean(),
  reliableMin: z.number(),
})
export type MatchModel = z.infer<typeof matchModel>

const reviewer = z.string().trim().min(1).max(200)

const itemName = z.object({ kind: itemKind, subject: decisionKey, object: decisionKey.nullable().default(null) })

export const reviewCalls = {
  /**
   * Records judgements in one transaction, as one stroke; they are durable when the call returns. Without a reviewer the setting `reviewer` or the system's
   * user name stands. `decisionIds` is as long as what was recorded, which `alike` makes more.
   */
  'review.decide': call(
    z.object({ decisions: z.array(newDecision).min(1).max(100_000), reviewer: reviewer.optional() }),
    z.object({ decisionIds: z.array(z.int()), batch: z.int(), dataVersion: z.int() }),
  ),
  /**
   * Takes a stroke back by further rows: the one of the named decision, else the reviewer's newest that still stands. Throws `not_found` where none is left and
   * `bad_usage` where it is another reviewer's. `undone` is the first of its decisions.
   */
  'review.undo': call(
    z.object({ decisionId: z.int().optional(), reviewer: reviewer.optional() }),
    z.object({ undone: decision, batch: z.int(), count: z.int(), decisionId: z.int(), dataVersion: z.int() }),
  ),
  /** The decisions, newest first. */
  'review.decisions': call(
    z.object({ kind: decisionKind.optional(), subject: decisionKey.optional(), before: z.int().optional(), limit: z.int().min(1).max(1000).default(100) }),
    z.array(decision),
  ),
  /** What was decided after a data version, e.g. that of an opened queue: how many items of the queues, by whom, and which (at most 10,000, the newest first). */
  'review.since': call(
    z.object({ dataVersion: z.int().min(0) }),
    z.object({
      decided: z.int(),
      unsure: z.int(),
      reviewers: z.array(z.object({ reviewer: z.string(), items: z.int() })),
      items: z.array(z.object({ itemKey: z.string(), verdict: decisionVerdict, reviewer: z.string(), decidedAt: instant })),
    }),
  ),
  /** Everything beside one item. Throws `not_found` where it is no more. */
  'review.item': call(itemName, reviewItem),
  /** The same of several in their order, read together: about as fast as one. Null where one is no more. */
  'review.items': call(z.object({ items: z.array(itemName).min(1).max(50) }), z.array(reviewItem.nullable())),
  /** Up to eight accounts whose name or domain contains the text, for choosing another. */
  'review.accounts': call(
    z.object({ search: z.string().trim().min(1).max(200) }),
    z.array(z.object({ recordId: z.string(), name: z.string(), domain: z.string().nullable(), stage: z.string() })),
  ),
  /** The parameters of the last resolution; null before the first. */
  'review.matchModel': call(z.object({}), matchModel.nullable()),
}
