import * as z from 'zod'
import { call } from './call.ts'
import { jobConsent, jobPlan, jobRecord } from './contract-jobs.ts'

const counts = z.object({ correct: z.int(), incorrect: z.int(), unsure: z.int() })

export const verifyResults = z.object({
  /** Current claims, by the verdict that counts. `open`: not judged yet. */
  counts: counts.extend({ open: z.int() }),
  /** How the latest verdicts of each verifier fell. */
  verifiers: z.array(counts.extend({ verifier: z.string(), version: z.string(), model: z.string().nullable(), cost: z.number(), tokensIn: z.number(), tokensOut: z.number() })),
  providers: z.array(counts.extend({ provider: z.string(), open: z.int() })),
  /** Claims that both verifiers judged: rows are the rules’ verdicts, columns the model’s. */
  disagreement: z.array(z.object({ rules: z.string(), llm: z.string(), claims: z.int() })),
  cost: z.number(),
  /** What one person with a claim judged correct has cost, enrichment included; null where there is none. */
  costPerVerified: z.number().nullable(),
  /** Commonest reasons of the verdicts that count. */
  reasons: z.array(z.object({ verdict: z.string(), reason: z.string(), claims: z.int() })),
})
export type VerifyResults = z.infer<typeof verifyResults>

export const llmSettings = z.object({
  model: z.string().min(1),
  /** Address of a compatible endpoint, e.g. http://127.0.0.1:11434/v1 of a local model. */
  endpoint: z.url().default('https://api.openai.com/v1'),
  /** Name of the key in the environment; null where the endpoint needs none. */
  key: z.string().nullable().default('BANDSTAND_LLM_KEY'),
  /** US dollars for a million tokens. */
  priceIn: z.number().nonnegative().default(0),
  priceOut: z.number().nonnegative().default(0),
  /** `unsure`: what the rules passed on; `all`: every claim the rules have no veto on. */
  claims: z.enum(['unsure', 'all']).default('unsure'),
  limit: z.int().min(1).nullable().default(null),
  /** Through the endpoint’s batch API: half the price, within a day. */
  batch: z.boolean().default(false),
  /** People in one batch. */
  batchSize: z.int().min(1).max(5000).default(1000),
})
export type LlmSettings = z.output<typeof llmSettings>

export const verdictRow = z.object({
  login: z.string().nullable(),
  githubId: z.number().nullable(),
  provider: z.string(),
  name: z.string().nullable(),
  title: z.string().nullable(),
  company: z.string().nullable(),
  domain: z.string().nullable(),
  profileUrl: z.string().nullable(),
  providerConfidence: z.number().nullable(),
  verdict: z.string(),
  confidence: z.number(),
  verifier: z.string(),
  version: z.string(),
  reason: z.string(),
})
export type VerdictRow = z.infer<typeof verdictRow>

export const verifyCalls = {
  /** Judges every claim whose input changed since it was judged; sends nothing. */
  'verify.rules': call(z.object({ jobId: z.string().optional() }), counts.extend({ judged: z.int(), total: z.int() })),
  /** What the model would be asked and what it would cost; sends nothing. */
  'verify.plan': call(llmSettings, jobPlan.extend({ prompt: z.string(), promptVersion: z.string() })),
  'verify.start': call(z.object({ settings: llmSettings, consent: jobConsent, jobId: z.string().optional() }), jobRecord),
  /** Every judged claim with the verdict that counts. */
  'verify.verdicts': call(z.object({}), z.array(verdictRow)),
  'verify.results': call(z.object({}), verifyResults),
}
