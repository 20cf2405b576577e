import * as z from 'zod'
import { call } from './call.ts'
import { lifecycle, lifecycleStages } from './lifecycle.ts'
import { asOf, band, instant, policy } from './model.ts'

const request = z.object({ asOf: asOf.optional(), policy: policy.default('reliable') })

const moment = z.object({
  subjectKey: z.string(),
  name: z.string(),
  domain: z.string().nullable(),
  /** Funnel stage; null for a company without an account. */
  funnelStage: z.string().nullable(),
  owner: z.string().nullable(),
  band,
  score: z.number(),
  lifecycle,
  /** When it last came into Surge. */
  surgedAt: instant,
  /** Why it is on the list, in one sentence. */
  sentence: z.string(),
})
export type Moment = z.infer<typeof moment>

const week = z.object({
  at: instant,
  stage: z.enum(lifecycleStages).nullable(),
  /** Events and people of the seven days up to `at`. */
  events: z.int(),
  people: z.int(),
})

export const lifecycleCalls = {
  /** Accounts and companies in their outreach window, and those that came into Surge lately; the former first, then by score. */
  'lifecycle.thisWeek': call(
    request.extend({ limit: z.int().min(1).max(10_000).default(500) }),
    z.object({
      asOf: instant,
      policy,
      /** How long ago Surge may have been entered, in days. */
      days: z.int(),
      /** The evidence lies after this instant. */
      evidenceFrom: instant,
      moments: z.array(moment),
      /** More than `moments` holds where the limit cut it. */
      found: z.int(),
      outreach: z.int(),
    }),
  ),
  /** Activity of one account or company week by week, Mondays 00:00 UTC, with the stage at each. `subject` as for `explain.subject`. */
  'lifecycle.timeline': call(request.extend({ subject: z.string().min(1) }), z.object({ asOf: instant, weeks: z.array(week) })),
}
