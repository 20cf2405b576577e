import * as z from 'zod'
import { call } from './call.ts'
import { beforeEntryCalls } from './contract-before-entry.ts'
import { completenessCalls } from './contract-completeness.ts'
import { downloadCalls } from './contract-downloads.ts'
import { enrichCalls } from './contract-enrich.ts'
import { erasureCalls } from './contract-erasure.ts'
import { gridCalls } from './contract-grid.ts'
import { handOverCalls } from './contract-hand-over.ts'
import { hiddenCalls } from './contract-hidden.ts'
import { importCalls } from './contract-import.ts'
import { jobCalls, jobRecord } from './contract-jobs.ts'
import { lifecycleCalls } from './contract-lifecycle.ts'
import { linkCalls } from './contract-links.ts'
import { modelCalls } from './contract-models.ts'
import { overlapCalls } from './contract-overlap.ts'
import { peopleCalls } from './contract-people.ts'
import { resolutionCalls } from './contract-resolution.ts'
import { personaCalls } from './contract-personas.ts'
import { portfolioCalls } from './contract-portfolio.ts'
import { qualityCalls } from './contract-quality.ts'
import { reportCalls } from './contract-report.ts'
import { retentionCalls } from './contract-retention.ts'
import { reviewCalls } from './contract-review.ts'
import { reviewBulkCalls } from './contract-review-bulk.ts'
import { reviewSheetCalls } from './contract-review-sheet.ts'
import { reviewerCalls } from './contract-reviewer.ts'
import { signalCalls } from './contract-signals.ts'
import { storyCalls } from './contract-stories.ts'
import { targetListCalls } from './contract-target-lists.ts'
import { writeBackCalls } from './contract-write-back.ts'
import { targetCalls } from './contract-targets.ts'
import { trendCalls } from './contract-trend.ts'
import { verifyCalls } from './contract-verify.ts'
import { viewCalls } from './contract-views.ts'
import { progress, workspaceCalls, workspaceStatus } from './contract-workspace.ts'
import { analysis, asOf, explanation, policy, scoreSummary } from './model.ts'
import { segment } from './segment.ts'

const runParameters = z.object({
  asOf: asOf.optional(),
  policy: policy.default('reliable'),
})

const analysisCalls = {
  /** People → companies → accounts. Idempotent; runs by itself when imports changed since the last time. */
  'resolve.run': call(
    z.object({ jobId: z.string().optional() }),
    z.object({
      people: z.int(),
      companies: z.int(),
      attributed: z.int(),
      reliable: z.int(),
      unresolved: z.int(),
      matchedAccounts: z.int(),
      conflicts: z.int(),
    }),
  ),
  'score.run': call(runParameters.extend({ model: z.string().optional() }), scoreSummary),
  /** `filter` narrows the figures to a segment; scores and cut-offs stay those of all subjects. `corrected: false` leaves out section 7 (null). */
  'analyse.run': call(runParameters.extend({ filter: segment.default([]), corrected: z.boolean().optional() }), analysis),
  /** Section 7 alone: the first time of a run it takes longer than all the others. */
  'analyse.corrected': call(runParameters.extend({ filter: segment.default([]) }), analysis.pick({ corrected: true })),
  /** Works the figures of Explore out for segments nobody asked for yet, and ends with how many. Cancel it when somebody asks. */
  'analyse.rehearse': call(runParameters, z.object({ segments: z.int() })),
  /** `subject` is a subject id, an account record id, a domain or a company name. */
  'explain.subject': call(runParameters.extend({ subject: z.string().min(1) }), explanation),
  ...hiddenCalls,
  ...overlapCalls,
  ...trendCalls,
}

/** The one contract between the engine and everything that talks to it. */
export const calls = { ...workspaceCalls, ...importCalls, ...gridCalls, ...handOverCalls, ...personaCalls, ...targetCalls, ...linkCalls, ...resolutionCalls, ...completenessCalls, ...peopleCalls, ...reviewCalls, ...reviewBulkCalls, ...reviewSheetCalls, ...reviewerCalls, ...qualityCalls, ...modelCalls, ...analysisCalls, ...jobCalls, ...enrichCalls, ...verifyCalls, ...downloadCalls, ...lifecycleCalls, ...portfolioCalls, ...signalCalls, ...beforeEntryCalls, ...viewCalls, ...targetListCalls, ...writeBackCalls, ...reportCalls, ...erasureCalls, ...retentionCalls, ...storyCalls }
export type Calls = typeof calls
export type Method = keyof Calls

export type Input<M extends Method> = z.input<Calls[M]['input']>
export type Output<M extends Method> = z.output<Calls[M]['output']>

/** What the engine implements: validated input in, plain output back; `signal` aborts when the caller cancels. */
export type Handlers = {
  [M in Method]: (input: z.output<Calls[M]['input']>, signal: AbortSignal) => Promise<z.input<Calls[M]['output']>>
}

/** Streams every connected caller receives. */
export const events = {
  progress,
  /** A job moved on: its whole record, several times a second. */
  'jobs.changed': jobRecord,
  /** Data, derived results or the open workspace changed: refetch. */
  'workspace.changed': workspaceStatus.nullable(),
  /** Only the counts changed: people were resolved, which whoever shows them has seen. */
  'workspace.counted': workspaceStatus,
}
export type Topic = keyof typeof events
export type EventPayload<T extends Topic> = z.output<(typeof events)[T]>
