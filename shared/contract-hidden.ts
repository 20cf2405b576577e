import * as z from 'zod'
import { call } from './call.ts'
import { decisionVerdict } from './decision.ts'
import { analysis, asOf, band, instant, policy } from './model.ts'
import { segment } from './segment.ts'

/** An account of the CRM that a hidden company may be, the likeliest first. */
const nearestAccount = z.object({
  recordId: z.string(),
  name: z.string(),
  domain: z.string().nullable(),
  /** Calibrated probability that the company is this account. */
  probability: z.number(),
  /** What of the two is alike, in words. */
  why: z.string(),
  /** A person said that it is not this one. */
  rejected: z.boolean(),
})
export type NearestAccount = z.infer<typeof nearestAccount>

const hiddenCompany = z.object({
  subjectKey: z.string(),
  companyKey: z.string(),
  name: z.string(),
  domain: z.string().nullable(),
  band,
  score: z.number(),
  people: z.int(),
  events: z.int(),
  lastAt: instant.nullable(),
  /** At most three that existed as of the instant; none where no account is like it. */
  candidates: z.array(nearestAccount),
  /** The last thing a person decided about the account of this company. */
  decision: z.object({ decisionId: z.int(), verdict: decisionVerdict, recordId: z.string().nullable(), reviewer: z.string() }).nullable(),
})
export type HiddenCompany = z.infer<typeof hiddenCompany>

export const hiddenCompanies = z.object({
  asOf: instant,
  policy,
  activeDays: z.number(),
  /** The figures these companies are counted in, with and without missed matches. */
  hidden: analysis.shape.hidden,
  /** Hidden companies whose nearest account nobody has decided. */
  undecided: z.int(),
  /** The highest score first, hence High before Medium before Low. */
  companies: z.array(hiddenCompany),
})
export type HiddenCompanies = z.infer<typeof hiddenCompanies>

export const hiddenCalls = {
  /** Active companies without an account, and which account each may be; `undecided` keeps those whose nearest account nobody has decided. Decide with `review.decide`, kind `match`: the figures follow. */
  'analyse.hidden': call(
    z.object({ asOf: asOf.optional(), policy: policy.default('reliable'), filter: segment.default([]), undecided: z.boolean().default(false), limit: z.int().min(1).max(1000).default(100), offset: z.int().min(0).default(0) }),
    hiddenCompanies,
  ),
}
