import * as z from 'zod'
import { call } from './call.ts'
import { asOf, estimate, instant, policy, trendTest } from './model.ts'
import { segment } from './segment.ts'

/** One source or family by itself: an account is active by it with an event of it in the active window. */
const signalFigures = z.object({
  name: z.string(),
  /** Of a source. */
  family: z.string().nullable(),
  /** Active accounts by stage, each against the first stage as in section 6 of the method. */
  stages: z.array(z.object({ stage: z.string(), active: z.int(), coverage: estimate, lift: estimate, liftCorrected: z.boolean() })),
  /** Cochran–Armitage over the stages. */
  trend: trendTest,
  /** p of the trend as Holm 1979 adjusts it for all sources, or all families, that were tested; null where undefined. */
  adjustedP: z.number().nullable(),
})
export type SignalFigures = z.infer<typeof signalFigures>

export const signalComparison = z.object({
  asOf: instant,
  policy,
  activeDays: z.number(),
  stages: z.array(z.object({ stage: z.string(), label: z.string(), accounts: z.int() })),
  /** The strongest rise over the stages first; those that no account shows last. */
  sources: z.array(signalFigures),
  families: z.array(signalFigures),
})
export type SignalComparison = z.infer<typeof signalComparison>

const runInput = z.object({ asOf: asOf.optional(), policy: policy.default('reliable'), filter: segment.default([]) })

export const signalRows = z.object({
  found: z.int(),
  /** The most active first, with the events of the signal in the active window and who made them. `key` is a subject key. */
  rows: z.array(z.object({ key: z.string(), name: z.string(), events: z.int(), people: z.int(), lastAt: instant })),
})
export type SignalRows = z.infer<typeof signalRows>

export const signalKinds = ['source', 'family'] as const
export type SignalKind = (typeof signalKinds)[number]

export const signalCalls = {
  /** Which sources and families carry the lift. */
  'analyse.signals': call(runInput, signalComparison),
  /** The accounts behind one count of `analyse.signals`. */
  'analyse.signalRows': call(runInput.extend({ kind: z.enum(signalKinds), name: z.string(), stage: z.string(), limit: z.int().min(1).max(1000).default(200) }), signalRows),
}
