import * as z from 'zod'

export const lifecycleStages = ['Dormant', 'Pioneering', 'Surge', 'Evaluation', 'Decisioning'] as const
const lifecycleStage = z.enum(lifecycleStages)
export type LifecycleStage = z.infer<typeof lifecycleStage>

const instantOrNone = z.iso.datetime().nullable()

/** Section 9 of the method for one account or company. */
export const lifecycle = z.object({
  /** The highest stage whose rule holds; null where `missing` says why there is none. */
  stage: lifecycleStage.nullable(),
  /** `quiet`: no rule holds, its last event being too old to pioneer and too young to be dormant. */
  missing: z.enum(['quiet', 'not enough dated events']).nullable(),
  /** When it came to stand as it does; null without a dated event. */
  since: instantOrNone,
  /** When each stage was first entered. */
  entered: z.record(lifecycleStage, instantOrNone),
  /** Surge first entered within the last 28 days and no open opportunity. */
  outreachWindow: z.boolean(),
  openOpportunity: z.boolean(),
  /** Dated events that count, at any time. */
  events: z.int(),
  /** The last 28 days, and what 28 days held on average in the 168 before. */
  recent: z.object({ people: z.int(), events: z.int(), usual: z.number() }),
})
export type Lifecycle = z.infer<typeof lifecycle>
