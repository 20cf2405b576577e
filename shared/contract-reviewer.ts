import * as z from 'zod'
import { call } from './call.ts'

export const reviewerCalls = {
  /** Under whose name decisions are kept; `chosen` is null where the system's user name stands for want of one. */
  'reviewer.read': call(z.object({}), z.object({ reviewer: z.string(), chosen: z.string().nullable() })),
  /** Another name from now on; decisions made before keep theirs. Null: the system's user name. */
  'reviewer.set': call(z.object({ reviewer: z.string().trim().min(1).max(200).nullable() }), z.object({ reviewer: z.string(), chosen: z.string().nullable() })),
}
