import * as z from 'zod'
import { call } from './call.ts'
import { instant } from './model.ts'

export const retentionKinds = ['events', 'rejects', 'copies', 'answers'] as const
export const retentionKind = z.enum(retentionKinds)
export type RetentionKind = z.infer<typeof retentionKind>

/** Months each kind is kept; what is not named is kept for good. Events: since they happened. Rejects, with the list of duplicates, and copies of imported files: since their import. Answers of providers: since they came. */
export const retentionRules = z.partialRecord(retentionKind, z.int().min(1).max(600))
export type RetentionRules = z.infer<typeof retentionRules>

const due = z.object({
  kind: retentionKind,
  /** What is older goes. */
  before: instant,
  /** Rows; files for `copies`. */
  count: z.int(),
})

const state = z.object({
  rules: retentionRules,
  /** What has had its time by the rules, and goes when they are applied. */
  due: z.array(due),
  lastApplied: instant.nullable(),
})
export type Retention = z.infer<typeof state>

/** The instant months are counted back from; default now. */
const at = z.object({ at: instant.optional() })

export const retentionCalls = {
  'retention.read': call(at, state),
  /** Replaces the rules; takes nothing out. */
  'retention.set': call(at.extend({ rules: retentionRules }), state),
  /** Takes out what is due, so that its bytes are gone. There is no undo. */
  'retention.apply': call(at, z.object({ gone: z.array(due), appliedAt: instant })),
}
