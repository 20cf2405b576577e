import * as z from 'zod'
import { decision, decisionVerdict } from './decision.ts'
import { instant } from './model.ts'

/** What two sides say of one thing. `differs` speaks against the item, `equal` for it; `unknown`: one side is silent, or they cannot be compared. */
export const reviewLine = z.object({
  /** Stable name: `name`, `employer`, `location`, `title`, `email`, `profile`, `bio`, `domain`, `stage`, … */
  field: z.string(),
  label: z.string(),
  left: z.string().nullable(),
  right: z.string().nullable(),
  sign: z.enum(['equal', 'differs', 'unknown']),
})
export type ReviewLine = z.infer<typeof reviewLine>

/** The verdict that counts of a claim. */
export const reviewVerdict = z.object({
  verifier: z.string(),
  version: z.string(),
  model: z.string().nullable(),
  verdict: z.enum(['correct', 'incorrect', 'unsure']),
  confidence: z.number(),
  reason: z.string(),
  /** What the verifier quoted; each is a part of what the profile says. */
  quotes: z.array(z.string()),
})

/** One claim about the person. */
export const reviewClaim = z.object({
  claimKey: z.string(),
  provider: z.string(),
  name: z.string().nullable(),
  title: z.string().nullable(),
  company: z.string().nullable(),
  domain: z.string().nullable(),
  location: z.string().nullable(),
  profileUrl: z.string().nullable(),
  confidence: z.number().nullable(),
  current: z.boolean(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  verdict: reviewVerdict.nullable(),
  /** The last word of a person on it. */
  decision: z.object({ decisionId: z.int(), verdict: decisionVerdict, reviewer: z.string(), decidedAt: instant }).nullable(),
  /** The claim of the item itself. */
  isItem: z.boolean(),
  /** Names the same company as the item: what a stroke with `alike` decides too. */
  isAlike: z.boolean(),
})
export type ReviewClaim = z.infer<typeof reviewClaim>

/** Everything beside one item of a queue. */
export const reviewItem = z.object({
  /** Of a claim or attribution the person, of a match the company. */
  title: z.string(),
  personKey: z.string().nullable(),
  /** What the item says: the employer, or the account. */
  proposed: z.string().nullable(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Left what is known of the person (of the company), right what the claim, the proposed company or the proposed account says; conflicts first. */
  lines: z.array(reviewLine),
  /** Of a claim: the verdict that counts. */
  verdict: reviewVerdict.nullable(),
  /** All claims about the person, today's first. */
  claims: z.array(reviewClaim),
  /** Of a person or company, the newest of all. */
  events: z.object({
    total: z.int(),
    recent: z.array(z.object({ occurredAt: instant, source: z.string(), target: z.string().nullable(), quantity: z.number(), person: z.string().nullable() })),
  }),
  /** Addresses with http or https only; open one only where a person asks for it. */
  links: z.array(z.object({ label: z.string(), url: z.string() })),
  /** What people said of exactly this item, the newest first, taken back or not. */
  decisions: z.array(decision),
  /** Of a person: what speaks for which company. */
  evidence: z.array(z.object({ company: z.string(), method: z.string(), confidence: z.number(), evidence: z.string(), current: z.boolean(), from: z.string().nullable(), to: z.string().nullable(), past: z.boolean() })),
  /** At most three accounts the company may be; none beside a claim, which is judged by itself. */
  candidates: z.array(
    z.object({
      recordId: z.string(), name: z.string(), domain: z.string().nullable(), stage: z.string(), country: z.string().nullable(), industry: z.string().nullable(),
      method: z.string(), confidence: z.number(), evidence: z.string(),
    }),
  ),
  companyText: z.string().nullable(),
  /** People who write the same company text, this one included. */
  sameText: z.int(),
  /** Claims that a stroke with `alike` would decide, this one included; 0 where the item is no claim. */
  alike: z.int(),
})
export type ReviewItem = z.infer<typeof reviewItem>
