import * as z from 'zod'
import { errorFrame } from '../../../shared/errors.ts'

/** What the query process is asked, once. */
export const queryRequest = z.object({ path: z.string(), sql: z.string(), limit: z.int().min(0) })
export type QueryRequest = z.infer<typeof queryRequest>

export const queryRows = z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())), truncated: z.boolean() })
export type QueryRows = z.infer<typeof queryRows>

/** What it answers, once. */
export const queryAnswer = z.discriminatedUnion('ok', [queryRows.extend({ ok: z.literal(true) }), z.object({ ok: z.literal(false), error: errorFrame })])
export type QueryAnswer = z.infer<typeof queryAnswer>
