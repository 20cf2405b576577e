import * as z from 'zod'
import { call } from './call.ts'
import { asOf, estimate, instant, policy } from './model.ts'

/** Median over the organisations where the measure is defined; `n` of them. */
const median = z.object({ value: z.number().nullable(), n: z.int() })
export type Median = z.infer<typeof median>

/** One organisation in the comparison of one stage with its baseline. */
const organisationLift = z.object({
  organisation: z.string(),
  accounts: z.int(),
  active: z.int(),
  coverage: estimate,
  lift: estimate,
  /** Natural logarithm of the lift and its standard error (Katz). */
  logLift: z.number(),
  standardError: z.number(),
  /** 0.5 was added to all four cells because one was zero. */
  liftCorrected: z.boolean(),
  /** Share of the pooled figure, 0 to 1. */
  weight: z.number(),
})

const pooledLift = z.object({
  lift: estimate,
  /** Variance between organisations, on the log scale. Null with one organisation. */
  tauSquared: z.number().nullable(),
  /** Share of the spread that is more than chance, 0 to 1. Null with one organisation. */
  iSquared: z.number().nullable(),
  q: z.number().nullable(),
  organisations: z.int(),
})
export type PooledLift = z.infer<typeof pooledLift>

const portfolioStage = z.object({
  stage: z.string(),
  label: z.string(),
  /** Null for the first stage of every organisation, whose lift is 1 by definition, and where no organisation has a lift. */
  pooled: pooledLift.nullable(),
  organisations: z.array(organisationLift),
  excluded: z.array(z.object({ organisation: z.string(), reason: z.string() })),
  medians: z.object({ coverage: median, lift: median, intensity: median }),
})
export type PortfolioStage = z.infer<typeof portfolioStage>

export const portfolio = z.object({
  policy,
  organisations: z.array(
    z.object({
      name: z.string(),
      /** Null in a pseudonymous portfolio. */
      path: z.string().nullable(),
      asOf: instant,
      /** Of the organisation's own score model: with an event within so many days an account is active. */
      activeDays: z.number(),
      accounts: z.int(),
      active: z.int(),
      hiddenShare: estimate,
      hiddenMultiple: z.number().nullable(),
      highAtBottom: estimate,
    }),
  ),
  stages: z.array(portfolioStage),
  medians: z.object({ hiddenShare: median, hiddenMultiple: median, highAtBottom: median }),
})
export type Portfolio = z.infer<typeof portfolio>

export const portfolioCalls = {
  /**
   * Section 11 of the method over several workspaces. Each is read from a private copy that is removed again: nothing in it changes, and it need not be the
   * open one. Without `asOf` each stands at its own default instant. `pseudonymous`: letters instead of names and paths.
   * Throws `bad_usage` for a workspace named twice, and what opening throws, with the path.
   */
  'portfolio.run': call(
    z.object({
      paths: z.array(z.string().min(1)).min(1).max(200),
      asOf: asOf.optional(),
      policy: policy.default('reliable'),
      pseudonymous: z.boolean().default(false),
      jobId: z.string().optional(),
    }),
    portfolio,
  ),
}
