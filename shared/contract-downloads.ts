import * as z from 'zod'
import { call } from './call.ts'
import { asOf } from './model.ts'

const downloadTrend = z.object({
  registry: z.string(),
  package: z.string(),
  /** First and last day with a number. */
  from: z.string(),
  to: z.string(),
  days: z.int(),
  total: z.number(),
  /** A point is a complete week, named by its Monday, or a day where there are too few of those. */
  unit: z.enum(['week', 'day']),
  points: z.array(z.object({ at: z.string(), downloads: z.number() })),
})
export type DownloadTrend = z.infer<typeof downloadTrend>

export const downloadCalls = {
  /** How often each package was downloaded. It names no company: a trend, never a signal. */
  'downloads.trends': call(z.object({ asOf: asOf.optional() }), z.array(downloadTrend)),
}
