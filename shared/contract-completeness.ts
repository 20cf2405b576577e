import * as z from 'zod'
import { call } from './call.ts'
import { asOf, instant, targetRole } from './model.ts'

const day = z.iso.date()

export const captureLimit = z.object({
  id: z.string(),
  /** From when on it holds; null: always. */
  since: day.nullable(),
  /** True where these very events are known to be incomplete; false where that may be. */
  bites: z.boolean(),
  words: z.string(),
})
export type CaptureLimit = z.infer<typeof captureLimit>

const gap = z.object({
  from: day,
  to: day,
  days: z.int(),
  /** Of a silence of this length anywhere in the period, were nothing missing; null where missing days are known exactly. */
  probability: z.number().nullable(),
})

/** How complete the events of one source are, about one target or altogether. Nothing after the as-of instant influences it. */
export const sourceCapture = z.object({
  /** What the events count as, or would if their target's role let them. */
  source: z.string(),
  scored: z.boolean(),
  /** Kept unscored because of whose the target is. */
  excluded: z.boolean(),
  level: z.enum(['total', 'target']),
  target: z.object({ kind: z.enum(['repo', 'package', 'site']), name: z.string(), role: targetRole }).nullable(),
  /** Rows of the events grid; for package downloads, days with a total. */
  events: z.int(),
  undated: z.int(),
  undatedShare: z.number().nullable(),
  /** First and last dated event. */
  from: instant.nullable(),
  to: instant.nullable(),
  /** Days (UTC) from the first to the last, both counted, and those among them with an event. */
  days: z.int(),
  activeDays: z.int(),
  imports: z.int(),
  gaps: z.array(gap),
  limits: z.array(captureLimit),
})
export type SourceCapture = z.infer<typeof sourceCapture>

/** Files of GH Archive named by their hour. */
export const archiveHours = z.object({
  from: instant,
  to: instant,
  hours: z.int(),
  present: z.int(),
  missing: z.int(),
  /** Missing hours that lie in the period of another GH Archive file. */
  missingElsewhere: z.int(),
  /** The longest runs of missing hours, at most 20. */
  runs: z.array(z.object({ from: instant, to: instant, hours: z.int() })),
})
export type ArchiveHours = z.infer<typeof archiveHours>

export const completeness = z.object({
  asOf: instant,
  /** Totals of each source, each followed by its targets: all marked ones and the largest others. */
  sources: z.array(sourceCapture),
  archiveHours: archiveHours.nullable(),
})
export type Completeness = z.infer<typeof completeness>

export const completenessCalls = {
  /** Period, gaps, undated share and capture limits of every source. */
  'completeness.run': call(z.object({ asOf: asOf.optional() }), completeness),
}
