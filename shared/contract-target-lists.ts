import * as z from 'zod'
import { call } from './call.ts'
import { audience, handOverFormat, handOverPreview } from './contract-hand-over.ts'
import { asOf, band, instant, policy } from './model.ts'
import { segment, segmentColumns } from './segment.ts'

export const targetListNames = ['missing', 'mid-funnel', 'outreach', 'champions'] as const
const targetListName = z.enum(targetListNames)
export type TargetListName = z.infer<typeof targetListName>

const entry = z.object({
  subjectKey: z.string(),
  name: z.string(),
  domain: z.string().nullable(),
  /** Account in the CRM; null for a company without one. */
  recordId: z.string().nullable(),
  funnelStage: z.string().nullable(),
  owner: z.string().nullable(),
  band,
  score: z.number(),
  /** Score less the score 90 days before; null on lists that do not ask for it. */
  change: z.number().nullable(),
  /** Of champions only. */
  person: z.object({ personKey: z.string(), label: z.string(), persona: z.string().nullable(), points: z.number() }).nullable(),
  /** Why it is on the list and where it stands there, in one sentence. */
  reason: z.string(),
})
export type TargetListEntry = z.infer<typeof entry>

const snapshotName = z.string().trim().min(1).max(100)

/** What makes a list; `filter` narrows whom it holds, scores and cut-offs stay those of all. */
const made = z.object({ list: targetListName, asOf: asOf.optional(), policy: policy.default('reliable'), filter: segment.default([]) })
/** The list made now, or as it was frozen: then its own as-of date, policy and filter hold. */
const selection = made.extend({ snapshot: snapshotName.optional() })
export type TargetListSelection = z.output<typeof selection>

const snapshot = z.object({ name: z.string(), list: targetListName, asOf: instant, policy, filter: segment, entries: z.int(), frozenAt: instant })
export type TargetListSnapshot = z.infer<typeof snapshot>

const standing = z.object({ place: z.int(), band, score: z.number() })

const listChanges = z.object({
  snapshot,
  asOf: instant,
  /** False where the weights of the score are others than those of the snapshot: then scores differ for that reason too. */
  sameModel: z.boolean(),
  added: z.array(entry.extend({ place: z.int() })),
  /** As they were. */
  gone: z.array(entry.extend({ place: z.int() })),
  /** On both lists, with another place, band or score. */
  moved: z.array(entry.extend({ place: z.int(), before: standing })),
  unchanged: z.int(),
})
export type TargetListChanges = z.infer<typeof listChanges>

const handedOver = selection.extend({ audience, pseudonymised: z.boolean().default(false) })

export const targetListCalls = {
  /** Whom to work on, in the order to do it: see docs/decisions/0033-target-lists.md for each list. */
  'targetLists.read': call(
    selection.extend({ limit: z.int().min(1).max(100_000).default(10_000) }),
    z.object({
      list: targetListName,
      asOf: instant,
      policy,
      filter: segment,
      /** Null unless the list was read as it was frozen. */
      snapshot: snapshot.nullable(),
      entries: z.array(entry),
      /** More than `entries` holds where the limit cut it. */
      found: z.int(),
      /** How many accounts and companies of the list each condition kept although nobody says; empty for a frozen list. */
      unknown: z.array(z.object({ column: z.enum(segmentColumns), subjects: z.int() })),
    }),
  ),
  /** Keeps the list as it stands under a name that is not taken; it is never made again. */
  'targetLists.freeze': call(made.extend({ name: snapshotName }), snapshot),
  /** Newest first. */
  'targetLists.snapshots': call(z.object({ list: targetListName.optional() }), z.object({ snapshots: z.array(snapshot) })),
  /** What a list made now, with the policy and filter of a snapshot, has that the snapshot has not. `name` left out: the newest snapshot of the list. */
  'targetLists.changes': call(z.object({ list: targetListName, name: snapshotName.optional(), asOf: asOf.optional() }), listChanges),
  'targetLists.preview': call(handedOver, handOverPreview),
  /** Writes the list for people outside; a file for sales holds nobody of the user database. */
  'targetLists.export': call(handedOver.extend({ format: handOverFormat, path: z.string().optional() }), handOverPreview.extend({ path: z.string(), download: z.string().nullable() })),
}
