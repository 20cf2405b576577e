import * as z from 'zod'
import { call } from './call.ts'
import { instant } from './model.ts'

/**
 * What is judged, with its keys. A company key is a registrable domain or `name:` and the name key; a company text is compared without regard to
 * case and outer spaces.
 *
 * | kind | scope | subject | object | target |
 * |---|---|---|---|---|
 * | `attribution` | `one` | person key | company key that was proposed | company key, or `account:` and a record id |
 * | `attribution` | `text` | company text | the same | the same |
 * | `match` | `one` | company key | record id that was proposed | record id |
 * | `same_person`, `different_people` | `one` | person key | person key | – |
 */
export const decisionKinds = ['attribution', 'match', 'same_person', 'different_people'] as const
export const decisionKind = z.enum(decisionKinds)
export type DecisionKind = z.infer<typeof decisionKind>

/** `choose`: not what was proposed, but the target. `none`: the company is right, or exists, but is no account of the CRM. */
export const decisionVerdict = z.enum(['accept', 'reject', 'choose', 'none'])

/** `text`: everybody who writes this company text. */
export const decisionScope = z.enum(['one', 'text'])

const key = z.string().min(1).max(2000)

export const newDecision = z.object({
  kind: decisionKind,
  scope: decisionScope.default('one'),
  subject: key,
  object: key.nullable().default(null),
  verdict: decisionVerdict,
  /** Only with `choose`. */
  target: key.nullable().default(null),
  /** Where the reviewer met it: `uncertain`, `blind`, … */
  queue: z.string().min(1).max(100),
  note: z.string().max(4000).nullable().default(null),
})
export type NewDecision = z.infer<typeof newDecision>

export const decision = newDecision.extend({
  decisionId: z.int(),
  reviewer: z.string(),
  decidedAt: instant,
  /** Null where the row only takes another back. */
  verdict: decisionVerdict.nullable(),
  /** The decision this row takes back. */
  reverts: z.int().nullable(),
  /** Taken back by a later row. */
  reverted: z.boolean(),
})
export type Decision = z.infer<typeof decision>

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

/** Everything beside one item of the queue. */
export const reviewItem = z.object({
  title: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Of a person: what speaks for which company. */
  evidence: z.array(z.object({ company: z.string(), method: z.string(), confidence: z.number(), evidence: z.string(), current: z.boolean(), from: z.string().nullable(), to: z.string().nullable(), past: z.boolean() })),
  /** At most three accounts the company may be. */
  candidates: z.array(
    z.object({
      recordId: z.string(), name: z.string(), domain: z.string().nullable(), stage: z.string(), country: z.string().nullable(), industry: z.string().nullable(),
      method: z.string(), confidence: z.number(), evidence: z.string(),
    }),
  ),
  companyText: z.string().nullable(),
  /** People who write the same company text, this one included. */
  sameText: z.int(),
})
export type ReviewItem = z.infer<typeof reviewItem>

const reviewer = z.string().trim().min(1).max(200)

export const reviewCalls = {
  /** Records judgements in one transaction; they are durable when the call returns. Without a reviewer the setting `reviewer` or the system's user name stands. */
  'review.decide': call(
    z.object({ decisions: z.array(newDecision).min(1).max(100_000), reviewer: reviewer.optional() }),
    z.object({ decisionIds: z.array(z.int()), dataVersion: z.int() }),
  ),
  /** Takes a decision back by a further row; without an id the reviewer's newest one that still stands. Throws `not_found` where none is left. */
  'review.undo': call(z.object({ decisionId: z.int().optional(), reviewer: reviewer.optional() }), z.object({ undone: decision, decisionId: z.int(), dataVersion: z.int() })),
  /** The decisions, newest first. */
  'review.decisions': call(
    z.object({ kind: decisionKind.optional(), subject: key.optional(), before: z.int().optional(), limit: z.int().min(1).max(1000).default(100) }),
    z.array(decision),
  ),
  'review.item': call(z.object({ kind: z.enum(['attribution', 'match']), subject: key, object: key }), reviewItem),
  /** Up to eight accounts whose name or domain contains the text, for choosing another. */
  'review.accounts': call(
    z.object({ search: z.string().trim().min(1).max(200) }),
    z.array(z.object({ recordId: z.string(), name: z.string(), domain: z.string().nullable(), stage: z.string() })),
  ),
  /** The parameters of the last resolution; null before the first. */
  'review.matchModel': call(z.object({}), matchModel.nullable()),
}
