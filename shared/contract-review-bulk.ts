import * as z from 'zod'
import { call } from './call.ts'
import { gridQuery } from './contract-grid.ts'
import { itemKind } from './decision.ts'

/** What can be said of many items at once: of a claim that it is correct or not, of a company or account that it is the proposed one or not. */
const bulkVerdict = z.enum(['accept', 'reject', 'unsure'])

/** The items that a filter of the queue shows. */
const bulkQuery = gridQuery.pick({ filter: true, search: true, asOf: true, policy: true }).extend({ verdict: bulkVerdict })

export const reviewBulkCalls = {
  /** What a verdict on everything shown would decide. Items that a person has decided are left as they are; so is, for `unsure`, what somebody was unsure about. */
  'review.previewBulk': call(
    bulkQuery,
    z.object({
      /** Items the filter shows. */
      shown: z.int(),
      /** Of them, those that would get the verdict. */
      decides: z.int(),
      kinds: z.array(z.object({ kind: itemKind, items: z.int() })),
      /** Of the claims; the most first. */
      providers: z.array(z.object({ provider: z.string(), items: z.int() })),
      /** Left alone, by the person who decided it (or was unsure). */
      leftAlone: z.array(z.object({ reviewer: z.string(), items: z.int() })),
      /** The first of them in the order of the queue. */
      examples: z.array(z.object({ name: z.string(), proposed: z.string().nullable() })),
    }),
  ),
  /**
   * Records the verdict on all of them in one transaction, as one stroke that one `review.undo` takes back. Throws `bad_usage` where the filter holds other than
   * `expected` undecided items by now, and records nothing.
   */
  'review.decideBulk': call(
    bulkQuery.extend({ expected: z.int().min(1), queue: z.string().min(1).max(100), note: z.string().max(4000).nullable().default(null), reviewer: z.string().trim().min(1).max(200).optional() }),
    z.object({ batch: z.int(), count: z.int(), dataVersion: z.int() }),
  ),
}
