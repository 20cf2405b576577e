import * as z from 'zod'
import { call } from './call.ts'
import { analysis, asOf, instant, policy, stageFigures } from './model.ts'
import { segment } from './segment.ts'

export const trendEvery = ['month', 'quarter'] as const
export type TrendEvery = (typeof trendEvery)[number]

/** The figures of `analyse.run` as of one instant. */
const trendPoint = z.object({
  asOf: instant,
  stages: z.array(stageFigures.pick({ stage: true, label: true, accounts: true, active: true, coverage: true, lift: true, liftCorrected: true })),
  hidden: analysis.shape.hidden.pick({ hidden: true, inCrm: true, share: true }),
})
export type TrendPoint = z.infer<typeof trendPoint>

export const trend = z.object({
  policy,
  every: z.enum(trendEvery),
  activeDays: z.number(),
  /** The earliest first. The last is the as-of instant; those before it are the latest ends of a month or quarter. */
  points: z.array(trendPoint),
})
export type Trend = z.infer<typeof trend>

export const trendCalls = {
  /** Coverage, lift and the hidden share as of several instants; stored runs are used again. With a `jobId` it tells how far it is and can be cancelled by it. */
  'analyse.trend': call(
    z.object({
      asOf: asOf.optional(), policy: policy.default('reliable'), filter: segment.default([]), every: z.enum(trendEvery).default('month'), periods: z.int().min(2).max(60).default(12), jobId: z.string().optional(),
    }),
    trend,
  ),
}
