import { accountStages } from './crm-stages.ts'
import { counts, within, type Band, type Policy, type Subject } from './score.ts'
import { cochranArmitage, katz, quantile, undefinedInterval, wilson, type Interval } from './statistics.ts'
import { stageWords } from './word-lists.ts'
import type { World } from './world.ts'

export interface Thresholds {
  readonly high: number | null
  readonly medium: number | null
}

const order = stageWords.stages.map((stage) => stage.key)
const bottom = stageWords.stages.filter((stage) => stage.bottom).map((stage) => stage.key)

export function thresholdsOf(subjects: readonly Subject[], shift = 0): Thresholds {
  const scores = subjects.filter((subject) => subject.active).map((subject) => subject.score)
  return { high: quantile(scores, (80 + shift) / 100), medium: quantile(scores, (50 + shift) / 100) }
}

const rounded = (value: number): number => Math.round(value * 1e9)

export function bandOf({ active, score }: Subject, { high, medium }: Thresholds): Band {
  if (!active || high === null || medium === null) return 'None'
  if (rounded(score) >= rounded(high)) return 'High'
  return rounded(score) >= rounded(medium) ? 'Medium' : 'Low'
}

interface Placed {
  readonly stage: string | null
  readonly band: Band
  readonly subject: Subject
}

/** Section 6, of the subjects it keeps; cut-offs are those of all. Field names follow the product's contract, so that results can be compared leaf by leaf. */
export function analyseSubjects(world: World, subjects: readonly Subject[], { asOf, policy, keeps = () => true }: { asOf: number; policy: Policy; keeps?: (subject: Subject) => boolean }) {
  const thresholds = thresholdsOf(subjects)
  const stages = accountStages(world, asOf)
  const placed = subjects.filter(keeps).map((subject): Placed => ({ subject, stage: subject.recordId === null ? null : (stages.get(subject.recordId) ?? null), band: bandOf(subject, thresholds) }))
  const inStage = (stage: string): Placed[] => placed.filter((one) => one.stage === stage)
  const funnel = order.map((stage) => ({ stage, all: inStage(stage), active: inStage(stage).filter((one) => one.subject.active) }))
  const strong = (some: readonly Placed[]): number => number(some, 'High') + number(some, 'Medium')
  const base = funnel[0]
  const atBottom = funnel.filter(({ stage }) => bottom.includes(stage)).flatMap(({ active }) => active)
  return {
    thresholds,
    stages: funnel.map(({ stage, all, active }) => ({
      stage,
      accounts: all.length,
      active: active.length,
      coverage: wilson(active.length, all.length),
      ...liftOf({ hits: active.length, total: all.length }, { hits: base?.active.length ?? 0, total: base?.all.length ?? 0 }, stage === base?.stage),
      bands: { High: number(active, 'High'), Medium: number(active, 'Medium'), Low: number(active, 'Low') },
      bandMix: {
        High: wilson(number(active, 'High'), active.length),
        Medium: wilson(number(active, 'Medium'), active.length),
        Low: wilson(number(active, 'Low'), active.length),
      },
      intensity: wilson(strong(active), active.length),
    })),
    trend: cochranArmitage(funnel.map(({ all, active }) => ({ hits: active.length, total: all.length }))),
    intensityTrend: cochranArmitage(funnel.map(({ active }) => ({ hits: strong(active), total: active.length }))),
    highAtBottom: { ...wilson(number(atBottom, 'High'), atBottom.length), n: atBottom.length, stages: bottom },
    hidden: hiddenFunnel(placed),
    unresolvedPeople: unresolvedPeople(world, asOf, policy),
    excluded: { lost: inStage('lost').length, unmapped: inStage('unmapped').length },
    sensitivity: [-10, -5, 0, 5, 10].map((shift) => {
      const moved = thresholdsOf(subjects, shift)
      const reach = (some: readonly Placed[], bands: readonly Band[]): number => some.filter((one) => bands.includes(bandOf(one.subject, moved))).length
      return {
        shift,
        stages: funnel.map(({ stage, active }) => ({ stage, intensity: wilson(reach(active, ['High', 'Medium']), active.length) })),
        highAtBottom: wilson(reach(atBottom, ['High']), atBottom.length),
      }
    }),
  }
}

const number = (some: readonly Placed[], band: Band): number => some.filter((one) => one.band === band).length

interface Count {
  readonly hits: number
  readonly total: number
}

function liftOf(stage: Count, base: Count, isBase: boolean): { lift: Interval; liftCorrected: boolean } {
  if (isBase) return { lift: stage.total === 0 ? undefinedInterval : { value: 1, low: 1, high: 1 }, liftCorrected: false }
  const { corrected, ...lift } = katz(stage.hits, stage.total, base.hits, base.total)
  return { lift, liftCorrected: corrected }
}

function hiddenFunnel(placed: readonly Placed[]) {
  const row = (bands: readonly Band[]) => {
    const active = placed.filter((one) => bands.includes(one.band))
    const hidden = active.filter((one) => one.stage === null).length
    return { hidden, inCrm: active.length - hidden, share: wilson(hidden, active.length) }
  }
  const strong = row(['High', 'Medium'])
  return {
    ...row(['High', 'Medium', 'Low']),
    byBand: { High: row(['High']), Medium: row(['Medium']), Low: row(['Low']) },
    multiple: strong.inCrm === 0 ? null : strong.hidden / strong.inCrm,
  }
}

/** People active in the window of whom nothing in it leads to a company. */
function unresolvedPeople(world: World, asOf: number, policy: Policy): number {
  const resolved = new Map<string, boolean>()
  for (const signal of world.signals) {
    if (signal.person === null || !within(signal.at, 365, asOf) || !counts({ ...signal, company: '', confidence: 1 }, 'all')) continue
    resolved.set(signal.person, (resolved.get(signal.person) ?? false) || counts(signal, policy))
  }
  return [...resolved.values()].filter((found) => !found).length
}
