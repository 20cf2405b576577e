import * as z from 'zod'
import { call } from './call.ts'
import { instant } from './model.ts'

export const jobKind = z.enum(['enrich', 'verify'])
export type JobKindName = z.infer<typeof jobKind>

/** `interrupted`: it ran when its engine stopped; resuming goes on where it was. */
export const jobState = z.enum(['running', 'paused', 'interrupted', 'cancelled', 'done'])
export type JobState = z.infer<typeof jobState>

export const jobRecord = z.object({
  jobId: z.string(),
  kind: jobKind,
  label: z.string(),
  state: jobState,
  createdAt: instant,
  finishedAt: instant.nullable(),
  /** What was confirmed when it was started. */
  hosts: z.array(z.string()),
  fields: z.array(z.string()),
  moneyLimit: z.number().nullable(),
  requestLimit: z.int().nullable(),
  items: z.object({ total: z.int(), done: z.int(), failed: z.int() }),
  /** Answers that were paid for before and used again cost nothing. */
  requests: z.object({ sent: z.int(), reused: z.int() }),
  /** US dollars. */
  cost: z.number(),
  perSecond: z.number().nullable(),
  etaSeconds: z.number().nullable(),
  /** Why it is not running although items are left. */
  stopReason: z.string().nullable(),
  errors: z.array(z.object({ cause: z.string(), items: z.int(), example: z.string() })),
})
export type JobRecord = z.infer<typeof jobRecord>

/** What a job would send and cost, worked out without sending anything. */
export const jobPlan = z.object({
  items: z.int(),
  /** Fewest and most requests, where a first answer may make the next one needless. */
  requests: z.object({ low: z.int(), high: z.int() }),
  /** Requests that earlier answers make needless. */
  reused: z.int(),
  cost: z.object({ low: z.number(), high: z.number() }),
  hosts: z.array(z.string()),
  fields: z.array(z.string()),
  /** What stands in the way, each with its remedy. */
  problems: z.array(z.string()),
})
export type JobPlan = z.infer<typeof jobPlan>

/** Consent of a person to one job: exactly the hosts its plan names, and how much may be spent. */
export const jobConsent = z.object({
  confirmHosts: z.array(z.string()),
  moneyLimit: z.number().nonnegative().nullable().default(null),
  requestLimit: z.int().nonnegative().nullable().default(null),
  concurrency: z.int().min(1).max(256).default(16),
})
export type JobConsent = z.output<typeof jobConsent>

const one = z.object({ jobId: z.string().min(1) })

export const sentRequest = z.object({
  jobId: z.string(),
  at: instant,
  host: z.string(),
  purpose: z.string(),
  fields: z.array(z.string()),
  bytesSent: z.int(),
  bytesReceived: z.int().nullable(),
  status: z.int().nullable(),
  outcome: z.string(),
  cost: z.number().nullable(),
})
export type SentRequest = z.infer<typeof sentRequest>

export const jobCalls = {
  /** Newest first. */
  'jobs.list': call(z.object({}), z.array(jobRecord)),
  'jobs.pause': call(one, jobRecord),
  'jobs.cancel': call(one, jobRecord),
  /** Goes on with what is left, failed items included; new limits replace the old ones. */
  'jobs.resume': call(one.extend({ moneyLimit: z.number().nonnegative().nullable().optional(), requestLimit: z.int().nonnegative().nullable().optional() }), jobRecord),
  /** Answers when the job no longer runs. */
  'jobs.wait': call(one, jobRecord),
  /** The ledger of what left this machine, newest first; of all jobs without an id. `total` counts those beyond the limit too. */
  'jobs.requests': call(
    z.object({ jobId: z.string().min(1).optional(), limit: z.int().min(1).max(10_000).default(100) }),
    z.object({ total: z.int(), hosts: z.array(z.object({ host: z.string(), requests: z.int(), bytesSent: z.int(), cost: z.number() })), requests: z.array(sentRequest) }),
  ),
}
