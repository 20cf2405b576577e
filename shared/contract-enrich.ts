import * as z from 'zod'
import { call } from './call.ts'
import { jobConsent, jobPlan, jobRecord } from './contract-jobs.ts'

export const enrichSettings = z.object({
  /** In the order they are asked. */
  providers: z.array(z.string().min(1)).min(1),
  /** `waterfall` stops at the first provider that names an employer with at least `stopAt`; `all` asks every one. */
  mode: z.enum(['waterfall', 'all']).default('waterfall'),
  stopAt: z.number().min(0).max(1).default(0),
  /** `unresolved`: people without a reliable company; `all`: everyone but bots. */
  people: z.enum(['unresolved', 'all']).default('unresolved'),
  limit: z.int().min(1).nullable().default(null),
  /** Other addresses than the providers' own, e.g. a gateway: provider → origin and path. */
  endpoints: z.record(z.string(), z.url()).default({}),
  /** US dollars for one person found, where the contract says another price than the list. */
  prices: z.record(z.string(), z.number().nonnegative()).default({}),
  /** A provider described by a file: its JSON text. It is called by the name it gives itself. */
  described: z.array(z.string()).default([]),
  /** Name of a further Clay table: rows that went to one table are not sent to it again, but to another they are. */
  clayTable: z.string().max(100).default(''),
})
export type EnrichSettings = z.output<typeof enrichSettings>

export const providerInfo = z.object({
  name: z.string(),
  label: z.string(),
  host: z.string(),
  /** What it may be sent about a person. */
  fields: z.array(z.string()),
  /** Name of the key it needs, as an environment variable; null: none. */
  key: z.string().nullable(),
  keyPresent: z.boolean(),
  /** US dollars for one person found. */
  price: z.number(),
})

/** Claims by provider, and how often two providers name the same employer of the same person. */
export const enrichResults = z.object({
  providers: z.array(z.object({ provider: z.string(), people: z.int(), claims: z.int(), withCompany: z.int(), cost: z.number() })),
  agreement: z.array(z.object({ left: z.string(), right: z.string(), both: z.int(), agree: z.int() })),
  /** People about whom providers disagree. */
  disputed: z.int(),
})
export type EnrichResults = z.infer<typeof enrichResults>

export const enrichCalls = {
  /** Those built in, and those that files describe. Throws `bad_usage` for a description that is none. */
  'enrich.providers': call(z.object({ described: z.array(z.string()).default([]) }), z.array(providerInfo)),
  /** What would be asked and what it would cost; sends nothing. */
  'enrich.plan': call(enrichSettings, jobPlan),
  /** Starts the job and answers at once. */
  'enrich.start': call(z.object({ settings: enrichSettings, consent: jobConsent, jobId: z.string().optional() }), jobRecord),
  'enrich.results': call(z.object({}), enrichResults),
  /** Writes people for Clay, with the key column that brings its answers back; into the download area where no path is given. */
  'enrich.exportClay': call(
    z.object({ path: z.string().min(1).optional(), people: z.enum(['unresolved', 'all']).default('unresolved') }),
    z.object({ path: z.string(), rows: z.int(), download: z.string().nullable() }),
  ),
}
