import * as z from 'zod'
import { instant } from './model.ts'

/**
 * What is judged, with its keys. A company key is a registrable domain or `name:` and the name key; a company text is compared without regard to
 * case and outer spaces; a claim key is the md5 of what a provider says of whom, however often it is imported.
 *
 * | kind | scope | subject | object | target |
 * |---|---|---|---|---|
 * | `claim` | `one` | claim key | – | – |
 * | `attribution` | `one` | person key | company key that was proposed | company key, or `account:` and a record id |
 * | `attribution` | `text` | company text | the same | the same |
 * | `match` | `one` | company key | record id that was proposed | record id |
 * | `same_person`, `different_people` | `one` | person key | person key | – |
 */
export const decisionKinds = ['claim', 'attribution', 'match', 'same_person', 'different_people'] as const
export const decisionKind = z.enum(decisionKinds)
export type DecisionKind = z.infer<typeof decisionKind>

/** The kinds that queues hold. */
export const itemKinds = ['claim', 'attribution', 'match'] as const
export const itemKind = z.enum(itemKinds)
export type ItemKind = z.infer<typeof itemKind>

/**
 * `accept` and `reject` of a claim say that it is correct or incorrect. `choose`: not what was proposed, but the target. `none`: the company is right, or
 * exists, but is no account of the CRM. `unsure` is kept and decides nothing: what was decided before, or what the evidence says, still counts.
 */
export const decisionVerdict = z.enum(['accept', 'reject', 'choose', 'none', 'unsure'])

/** `text`: everybody who writes this company text. */
export const decisionScope = z.enum(['one', 'text'])

/** Of what is judged. */
export const decisionKey = z.string().min(1).max(2000)
/** What a decision says, without how it is spread. */
const judgement = z.object({
  kind: decisionKind,
  scope: decisionScope.default('one'),
  subject: decisionKey,
  object: decisionKey.nullable().default(null),
  verdict: decisionVerdict,
  /** Only with `choose`. */
  target: decisionKey.nullable().default(null),
  /** Where the reviewer met it: `uncertain`, `blind`, … */
  queue: z.string().min(1).max(100),
  note: z.string().max(4000).nullable().default(null),
})
export type Judgement = z.infer<typeof judgement>

export const newDecision = judgement.extend({
  /** Of a claim: the same for every claim about that person that names the same company. Each is recorded by itself, in one stroke. */
  alike: z.boolean().default(false),
})
export type NewDecision = z.infer<typeof newDecision>

export const decision = judgement.extend({
  decisionId: z.int(),
  /** The stroke it belongs to: the id of its first decision. What is recorded by one call is taken back by one undo. */
  batch: z.int(),
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
