import * as z from 'zod'
import { call } from './call.ts'
import { asOf, estimate, instant, policy } from './model.ts'
import { segment } from './segment.ts'

/** `theirs`: active on a competitor's repository and on none of ours; `ours`: the other way round. */
export const overlapPlaces = ['theirs', 'both', 'ours'] as const
export type OverlapPlace = (typeof overlapPlaces)[number]

const part = z.object({ count: z.int(), share: estimate })

/** Who was active on either side in the active window, each in exactly one of three places. */
const overlapGroup = z.object({
  /** `all`, a stage, `lost`, `unmapped`, `hidden` (no account) or, of people, `unresolved` (no company). */
  group: z.string(),
  label: z.string(),
  /** Active on either side: what the shares are of. */
  n: z.int(),
  theirs: part,
  both: part,
  ours: part,
})
export type OverlapGroup = z.infer<typeof overlapGroup>

const overlapTarget = z.object({
  /** Repository of a competitor in lower case; null: any of them. */
  target: z.string().nullable(),
  subjects: z.array(overlapGroup),
  people: z.array(overlapGroup),
})

export const overlap = z.object({
  asOf: instant,
  policy,
  activeDays: z.number(),
  /** All competitors together, then each repository, the one with most active accounts and companies first. */
  targets: z.array(overlapTarget),
})
export type Overlap = z.infer<typeof overlap>

const runInput = z.object({ asOf: asOf.optional(), policy: policy.default('reliable'), filter: segment.default([]) })

export const overlapRows = z.object({
  found: z.int(),
  /** The most active first. `key` is a subject key, or a person key. */
  rows: z.array(z.object({ key: z.string(), name: z.string(), theirs: z.int(), ours: z.int(), lastAt: instant })),
})
export type OverlapRows = z.infer<typeof overlapRows>

export const overlapCalls = {
  /** Who is active on a competitor's repositories, on ours, and on both: accounts and companies by stage, and people. */
  'analyse.overlap': call(runInput, overlap),
  /** The rows behind one count of `analyse.overlap`, with the events on either side in the active window. */
  'analyse.overlapRows': call(
    runInput.extend({ of: z.enum(['subjects', 'people']), target: z.string().nullable().default(null), group: z.string().default('all'), place: z.enum(overlapPlaces), limit: z.int().min(1).max(1000).default(200) }),
    overlapRows,
  ),
}
