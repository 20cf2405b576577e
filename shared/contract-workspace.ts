import * as z from 'zod'
import { call } from './call.ts'
import { instant, targetRole } from './model.ts'

/** Live state of one piece of long work, sent at most every 100 ms. `done`/`total` are in `unit`. */
export const progress = z.object({
  jobId: z.string(),
  kind: z.enum(['import', 'resolve', 'score', 'export', 'sample', 'undo', 'enrich', 'verify', 'portfolio', 'report', 'trend']),
  label: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  done: z.number(),
  /** Null while unknown. */
  total: z.number().nullable(),
  unit: z.enum(['bytes', 'rows', 'steps', 'items']),
  rowsPerSecond: z.number().nullable(),
  etaSeconds: z.number().nullable(),
})
export type Progress = z.infer<typeof progress>

export const workspaceStatus = z.object({
  path: z.string(),
  organisation: z.string(),
  sample: z.boolean(),
  /** Grows with every import, undo and decision. */
  dataVersion: z.int(),
  /** True when imports changed after the last resolution. */
  stale: z.boolean(),
  /** Used when a call names no as-of instant: the midnight after the latest event, never later than now. */
  defaultAsOf: instant,
  counts: z.object({
    accounts: z.int(),
    /** Every row of People: with bots. */
    people: z.int(),
    bots: z.int(),
    events: z.int(),
    companies: z.int(),
    rejects: z.int(),
    imports: z.int(),
  }),
  targets: z.array(z.object({ kind: z.enum(['repo', 'package', 'site']), name: z.string(), role: targetRole, events: z.int() })),
  stages: z.array(z.object({ key: z.string(), label: z.string(), bottom: z.boolean() })),
})
export type WorkspaceStatus = z.infer<typeof workspaceStatus>

const repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'a repository is written owner/name')

export const workspaceCalls = {
  'workspace.create': call(
    z.object({
      /** Absolute path; the suffix `.bandstand` is added where it is missing. */
      path: z.string().min(1),
      organisation: z.string().default(''),
      ownRepos: z.array(repository).default([]),
      competitorRepos: z.array(repository).default([]),
      ownPackages: z.array(z.string()).default([]),
    }),
    workspaceStatus,
  ),
  'workspace.open': call(z.object({ path: z.string().min(1) }), workspaceStatus),
  'workspace.close': call(z.object({}), z.object({})),
  'workspace.status': call(z.object({}), workspaceStatus.nullable()),
  'workspace.recent': call(z.object({}), z.array(z.object({ path: z.string(), organisation: z.string(), openedAt: instant }))),
  /** Creates and fills the labelled, synthetic sample organisation in `directory` (default: the app's data directory). */
  'workspace.createSample': call(z.object({ directory: z.string().optional(), jobId: z.string().optional() }), workspaceStatus),
}
