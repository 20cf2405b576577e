import * as z from 'zod'
import { lifecycle } from './lifecycle.ts'

/** Words of the domain, as defined in section 1 of the method. */

export const bands = ['High', 'Medium', 'Low', 'None'] as const
export const band = z.enum(bands)
export type Band = z.infer<typeof band>

export const policies = ['reliable', 'all'] as const
/** `reliable`: attributions at or above `reliable_min`; `all`: every current attribution. */
export const policy = z.enum(policies)
export type Policy = z.infer<typeof policy>

export const targetRoles = ['own', 'competitor', 'ecosystem', 'unmarked'] as const
export const targetRole = z.enum(targetRoles)

/** An instant in UTC, ISO 8601 with `Z`. */
export const instant = z.iso.datetime()
/** A date (`2026-01-31`, meaning its first instant in UTC) or an instant. */
export const asOf = z.union([z.iso.date(), instant])

/** A share or ratio with its 95 % interval; null where it is undefined (method, section 6). */
export const estimate = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type Estimate = z.infer<typeof estimate>

export const trendTest = z.object({ z: z.number().nullable(), p: z.number().nullable() })
export type TrendTest = z.infer<typeof trendTest>

export const bandCounts = z.object({ High: z.int(), Medium: z.int(), Low: z.int() })
export type BandCounts = z.infer<typeof bandCounts>

export const stageFigures = z.object({
  stage: z.string(),
  label: z.string(),
  accounts: z.int(),
  active: z.int(),
  coverage: estimate,
  lift: estimate,
  /** True when 0.5 was added to all four cells because one was zero. */
  liftCorrected: z.boolean(),
  /** Counts of active accounts of the stage by band. */
  bands: bandCounts,
  bandMix: z.object({ High: estimate, Medium: estimate, Low: estimate }),
  intensity: estimate,
})
export type StageFigures = z.infer<typeof stageFigures>

export const hiddenBand = z.object({ hidden: z.int(), inCrm: z.int(), share: estimate })

/** Expected number of missed matches, and what is left of the hidden companies and their share without them. */
const withoutMissed = z.object({ missed: estimate, hidden: estimate, share: estimate })

export const analysis = z.object({
  asOf: instant,
  policy,
  activeDays: z.number(),
  runId: z.int(),
  thresholds: z.object({ high: z.number().nullable(), medium: z.number().nullable() }),
  stages: z.array(stageFigures),
  trend: trendTest,
  intensityTrend: trendTest,
  highAtBottom: estimate.extend({ n: z.int(), stages: z.array(z.string()) }),
  hidden: z.object({
    hidden: z.int(),
    inCrm: z.int(),
    share: estimate,
    byBand: z.object({ High: hiddenBand, Medium: hiddenBand, Low: hiddenBand }),
    /** H/C over Medium and High. */
    multiple: z.number().nullable(),
    /** H reduced by the expected number of missed matches; null until a nearest account of the blind sample has been judged. */
    corrected: z
      .object({
        draws: z.int(), seed: z.string(), labels: z.int(),
        /** Hidden companies with a nearest account that no person has decided. */
        candidates: z.int(),
        ...withoutMissed.shape,
        /** Share of the hidden companies that missed matches explain. */
        explained: estimate,
        byBand: z.object({ High: withoutMissed, Medium: withoutMissed, Low: withoutMissed }),
        multiple: estimate,
      })
      .nullable(),
  }),
  /** Section 7 of the method, with medians as values; null while nothing of a blind sample has been judged. */
  corrected: z
    .object({
      draws: z.int(), seed: z.string(), labels: z.int(),
      stages: z.array(z.object({ stage: z.string(), label: z.string(), coverage: estimate, lift: estimate, intensity: estimate })),
    })
    .nullable(),
  unresolvedPeople: z.int(),
  excluded: z.object({ lost: z.int(), unmapped: z.int() }),
  /** Accounts and companies counted, and how many of them each condition kept although nobody says; null where all are counted. People without a company are counted whole. */
  segment: z.object({ subjects: z.int(), unknown: z.array(z.object({ column: z.string(), subjects: z.int() })) }).nullable(),
  /** Section 4: how coverage of each band moves as both cut-offs move by ±10 percentile points. */
  sensitivity: z.array(
    z.object({
      shift: z.number(),
      stages: z.array(z.object({ stage: z.string(), intensity: estimate })),
      highAtBottom: estimate,
    }),
  ),
})
export type Analysis = z.infer<typeof analysis>

export const scoreSummary = z.object({
  runId: z.int(),
  asOf: instant,
  policy,
  thresholds: z.object({ high: z.number().nullable(), medium: z.number().nullable() }),
  counts: z.object({ High: z.int(), Medium: z.int(), Low: z.int(), None: z.int() }),
})
export type ScoreSummary = z.infer<typeof scoreSummary>

export const contribution = z.object({
  /** Key of the person; `anonymous` for events that name a company only. */
  person: z.string(),
  personLabel: z.string(),
  source: z.string(),
  family: z.string(),
  /** Decayed quantity n(p,s). */
  n: z.number(),
  /** c(p,s) · (1 + 0.15 · (k − 1)); these add up to the score. */
  points: z.number(),
  events: z.int(),
  lastAt: instant.nullable(),
})
export type Contribution = z.infer<typeof contribution>

export const explanation = z.object({
  subject: z.object({
    id: z.string(),
    kind: z.enum(['account', 'company']),
    name: z.string(),
    domain: z.string().nullable(),
    accountRecordId: z.string().nullable(),
    stage: z.string().nullable(),
    companies: z.array(z.string()),
  }),
  runId: z.int(),
  asOf: instant,
  policy,
  score: z.number(),
  band,
  /** Why this band, in one sentence. */
  sentence: z.string(),
  /** Families active in the last 180 days (k of the method counts them). */
  families: z.array(z.string()),
  contributions: z.array(contribution),
  /** Section 9 of the method. */
  lifecycle,
})
export type Explanation = z.infer<typeof explanation>
