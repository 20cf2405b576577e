import type { Portfolio, PortfolioStage } from '../../../shared/contract-portfolio.ts'
import type { Analysis, Policy, StageFigures } from '../../../shared/model.ts'
import { katz } from '../analyse/statistics.ts'
import { medianOf } from './median.ts'
import { pool } from './pool.ts'

/** What one workspace brings to the comparison. */
export interface OrganisationAnalysis {
  name: string
  /** Null where names are hidden. */
  path: string | null
  analysis: Analysis
}

/** Several organisations side by side, stage by stage (method, section 11). Organisations come in the order given. */
export function portfolioOf(all: readonly OrganisationAnalysis[], policy: Policy): Portfolio {
  const analyses = all.map(({ analysis }) => analysis)
  return {
    policy,
    organisations: all.map(({ name, path, analysis: { asOf, activeDays, stages, hidden, highAtBottom } }) => ({
      name, path, asOf, activeDays,
      accounts: stages.reduce((total, stage) => total + stage.accounts, 0),
      active: stages.reduce((total, stage) => total + stage.active, 0),
      hiddenShare: hidden.share,
      hiddenMultiple: hidden.multiple,
      highAtBottom: { value: highAtBottom.value, low: highAtBottom.low, high: highAtBottom.high },
    })),
    stages: stageKeys(analyses).map((stage) => portfolioStage(all, stage)),
    medians: {
      hiddenShare: medianOf(analyses.map(({ hidden }) => hidden.share.value)),
      hiddenMultiple: medianOf(analyses.map(({ hidden }) => hidden.multiple)),
      highAtBottom: medianOf(analyses.map(({ highAtBottom }) => highAtBottom.value)),
    },
  }
}

/** Every stage any of them has, in the order of the first that has it. */
const stageKeys = (analyses: readonly Analysis[]): string[] => [...new Set(analyses.flatMap(({ stages }) => stages.map(({ stage }) => stage)))]

function portfolioStage(all: readonly OrganisationAnalysis[], stage: string): PortfolioStage {
  const found = all.flatMap(({ name, analysis }) => {
    const figures = analysis.stages.find((each) => each.stage === stage)
    return figures ? [{ name, figures }] : []
  })
  const isBaselineOfAll = all.every(({ analysis: { stages } }) => stages[0]?.stage === stage || stages.every((each) => each.stage !== stage))
  const lifts = isBaselineOfAll ? [] : all.map((each) => ({ name: each.name, ...liftOf(each, stage) }))
  const defined = lifts.flatMap(({ name, effect, figures }) => (effect && figures ? [{ name, effect, figures }] : []))
  const pooled = pool(defined.map(({ effect: { logLift, standardError } }) => ({ value: logLift, standardError })))
  return {
    stage,
    label: found[0]?.figures.label ?? stage,
    pooled: pooled && { lift: pooled.lift, tauSquared: pooled.tauSquared, iSquared: pooled.iSquared, q: pooled.q, organisations: pooled.organisations },
    organisations: defined.map(({ name, effect, figures: { accounts, active, coverage, lift, liftCorrected } }, index) => ({
      organisation: name, accounts, active, coverage, lift, liftCorrected, ...effect, weight: pooled?.weights[index] ?? 0,
    })),
    excluded: lifts.flatMap(({ name, reason }) => (reason === null ? [] : [{ organisation: name, reason }])),
    medians: {
      coverage: medianOf(found.map(({ figures }) => figures.coverage.value)),
      lift: medianOf(defined.map(({ figures }) => figures.lift.value)),
      intensity: medianOf(found.map(({ figures }) => figures.intensity.value)),
    },
  }
}

interface Lift {
  effect: { logLift: number; standardError: number } | null
  figures: StageFigures | null
  /** Why there is none; null where there is. */
  reason: string | null
}

/** Log lift of a stage against the organisation’s own first stage, with the standard error of its Katz interval. */
function liftOf({ analysis: { stages } }: OrganisationAnalysis, stage: string): Lift {
  const [baseline] = stages
  const figures = stages.find((each) => each.stage === stage)
  const none = (reason: string): Lift => ({ effect: null, figures: figures ?? null, reason })
  if (!figures || !baseline) return none('has no such stage')
  if (figures === baseline) return none('compares its other stages with this one')
  if (figures.accounts === 0) return none(`has no account in the stage ${figures.label}`)
  if (baseline.accounts === 0) return none(`has no account in its first stage, ${baseline.label}`)
  const { logRatio, standardError } = katz({ hits: figures.active, total: figures.accounts }, { hits: baseline.active, total: baseline.accounts })
  return logRatio === null || standardError === null ? none('has no lift') : { effect: { logLift: logRatio, standardError }, figures, reason: null }
}
