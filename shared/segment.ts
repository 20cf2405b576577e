import * as z from 'zod'
import { condition } from './contract-grid.ts'

/** Columns of companies that tell segments of the market apart; blank where nobody says, as for most companies without an account. */
export const segmentColumns = ['industry', 'country', 'employees', 'technologies', 'owner'] as const

/** Which accounts and companies an analysis counts; conditions are joined by AND. Cut-offs stay those of all of them. */
export const segment = z.array(condition.extend({ column: z.enum(segmentColumns) })).max(20)
export type Segment = z.infer<typeof segment>
