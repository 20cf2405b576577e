import { scoreModel } from './word-lists.ts'
import { accountStages, order } from './crm-stages.ts'
import { counts, within, type Policy } from './score.ts'
import { cochranArmitage, katz, undefinedInterval, wilson } from './statistics.ts'
import type { World } from './world.ts'

/** Coverage and lift by one source or family at a time, by walking the accounts; field names follow the product's contract. */
export function signalComparison(world: World, { asOf, policy }: { asOf: number; policy: Policy }) {
  const stages = accountStages(world, asOf)
  const sources = Object.entries(scoreModel.sources)
  /** Sources with a counting event of the active window, by account. */
  const shown = new Map<string, Set<string>>()
  for (const signal of world.signals) {
    if (signal.company === null || !within(signal.at, 365, asOf) || !counts(signal, policy)) continue
    for (const record of world.matches.get(signal.company) ?? []) shown.set(record, (shown.get(record) ?? new Set()).add(signal.source))
  }
  const inStage = (stage: string) => [...stages].filter(([, each]) => each === stage).map(([record]) => record)
  const figures = (name: string, of: readonly string[]) => {
    const counted = order.map((stage) => ({ stage, total: inStage(stage).length, hits: inStage(stage).filter((record) => of.some((source) => shown.get(record)?.has(source))).length }))
    const base = counted[0] ?? { hits: 0, total: 0 }
    return {
      name,
      trend: cochranArmitage(counted),
      stages: counted.map(({ stage, hits, total }, index) => {
        const { corrected, ...lift } = index > 0 ? katz(hits, total, base.hits, base.total) : { ...(total === 0 ? undefinedInterval : { value: 1, low: 1, high: 1 }), corrected: false }
        return { stage, active: hits, coverage: wilson(hits, total), lift, liftCorrected: corrected }
      }),
    }
  }
  const families = [...new Set(sources.map(([, { family }]) => family))]
  return {
    sources: byName(adjusted(sources.map(([source]) => figures(source, [source])))),
    families: byName(adjusted(families.map((family) => figures(family, sources.filter(([, each]) => each.family === family).map(([source]) => source))))),
  }
}

export const byName = <T extends { name: string }>(all: readonly T[]): Record<string, T> => Object.fromEntries(all.map((each) => [each.name, each]))

/** Holm's adjusted p as the largest of what the step-down needs up to each. */
function adjusted<T extends { trend: { p: number | null } }>(all: readonly T[]): (T & { adjustedP: number | null })[] {
  const sorted = all.flatMap(({ trend: { p } }) => (p === null ? [] : [p])).sort((a, b) => a - b)
  return all.map((each) => {
    const { p } = each.trend
    const upTo = p === null ? [] : sorted.slice(0, sorted.lastIndexOf(p) + 1).map((q, index) => Math.min(1, (sorted.length - index) * q))
    return { ...each, adjustedP: p === null ? null : Math.max(...upTo) }
  })
}
