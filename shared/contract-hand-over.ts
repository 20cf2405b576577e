import * as z from 'zod'
import { call } from './call.ts'
import { instant } from './model.ts'

export const audiences = ['sales', 'marketing', 'analysis'] as const
export const audience = z.enum(audiences)
export type Audience = z.infer<typeof audience>

export const handOverFormats = ['csv', 'tsv', 'xlsx', 'json'] as const
export const handOverFormat = z.enum(handOverFormats)
export type HandOverFormat = z.infer<typeof handOverFormat>

/** What the log of files written names: rows as a file, or a report. */
const recordFormat = z.enum([...handOverFormats, 'html', 'pdf', 'pptx'])

/** Kinds of personal data a column may hold. */
export const personalKinds = ['name', 'email', 'login', 'title', 'linkedin', 'phone', 'location', 'note'] as const
export type PersonalKind = (typeof personalKinds)[number]

export const personalCounts = z.partialRecord(z.enum(personalKinds), z.int())
export type PersonalCounts = z.infer<typeof personalCounts>

/** What a file would hold, counted before it is written. */
export const handOverPreview = z.object({
  rows: z.int(),
  /** Rows left out because their person is in the user database and the file is for sales. */
  withheld: z.int(),
  /** Rows with personal data, by kind. */
  personal: personalCounts,
})
export type HandOverPreview = z.infer<typeof handOverPreview>

const exportRecord = handOverPreview.extend({
  exportId: z.int(),
  kind: z.string(),
  audience,
  path: z.string(),
  format: recordFormat,
  pseudonymised: z.boolean(),
  writtenAt: instant,
})
export type ExportRecord = z.infer<typeof exportRecord>

export const handOverCalls = {
  /** Every file written for people outside, newest first. */
  'exports.list': call(z.object({ limit: z.int().min(1).max(10_000).default(500) }), z.object({ exports: z.array(exportRecord), total: z.int() })),
}
