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
export type DecisionVerdict = z.infer<typeof decisionVerdict>

/** `text`: everybody who writes this company text. */
export const decisionScope = z.enum(['one', 'text'])
export type DecisionScope = z.infer<typeof decisionScope>

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
}
