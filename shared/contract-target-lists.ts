import * as z from 'zod'
import { call } from './call.ts'
import { asOf, band, instant, policy } from './model.ts'

export const targetListNames = ['missing', 'mid-funnel', 'outreach', 'champions'] as const
const targetListName = z.enum(targetListNames)
export type TargetListName = z.infer<typeof targetListName>

const entry = z.object({
  subjectKey: z.string(),
  name: z.string(),
  domain: z.string().nullable(),
  /** Account in the CRM; null for a company without one. */
  recordId: z.string().nullable(),
  funnelStage: z.string().nullable(),
  owner: z.string().nullable(),
  band,
  score: z.number(),
  /** Score less the score 90 days before; null on lists that do not ask for it. */
  change: z.number().nullable(),
  /** Of champions only. */
  person: z.object({ personKey: z.string(), label: z.string(), persona: z.string().nullable(), points: z.number() }).nullable(),
  /** Why it is on the list and where it stands there, in one sentence. */
  reason: z.string(),
})
export type TargetListEntry = z.infer<typeof entry>

export const targetListCalls = {
  /** Whom to work on, in the order to do it: see docs/decisions/0033-target-lists.md for each list. */
  'targetLists.read': call(
    z.object({ list: targetListName, asOf: asOf.optional(), policy: policy.default('reliable'), limit: z.int().min(1).max(100_000).default(10_000) }),
    z.object({
      list: targetListName,
      asOf: instant,
      policy,
      entries: z.array(entry),
      /** More than `entries` holds where the limit cut it. */
      found: z.int(),
    }),
  ),
}
