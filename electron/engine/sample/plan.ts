/** What the sample organisation plants. Every count is of subjects at `asOf` under the policy `reliable`. */

export const asOf = '2026-07-01T00:00:00Z'
/** When the undated stargazer list was taken. */
export const collected = '2026-06-15'
/** When the dated ones were taken: the last day on which GitHub shows them to everybody. */
export const listed = '2026-06-30'
export const organisation = 'Fennlight Data (synthetic sample)'
export const ownRepos = ['fennlight--data/fennlight', 'fennlight--data/fennlight-python'] as const
export const competitorRepo = 'orrin--stack/orrindb'
/** Imported, but never marked as own or competing: kept and not scored. */
export const unmarkedRepo = 'commons--tools/streamkit'
export const ownPackage = '@fennlight--data/client'

export type PlannedStage = 'lead' | 'opportunity' | 'customer' | 'unmapped'
export type PlannedBand = 'High' | 'Medium' | 'Low' | 'None'
export const plannedBands = ['High', 'Medium', 'Low', 'None'] as const

/**
 * Accounts by stage and band, and companies outside the CRM (`hidden`). Bands are quantiles over all 1,040 active subjects:
 * the top fifth (208) is High and the top half (520) is at least Medium, which these columns add up to.
 */
export const plannedSubjects: Readonly<Record<PlannedStage | 'hidden', Readonly<Record<PlannedBand, number>>>> = {
  lead: { High: 17, Medium: 50, Low: 83, None: 750 },
  opportunity: { High: 52, Medium: 1, Low: 28, None: 162 },
  customer: { High: 49, Medium: 1, Low: 14, None: 66 },
  unmapped: { High: 1, Medium: 2, Low: 3, None: 21 },
  hidden: { High: 89, Medium: 258, Low: 392, None: 0 },
}

/** Second CRM records of one company, counted within `plannedSubjects`: a lead that is somebody's opportunity too, and so on. */
export const plannedCopies: readonly { stage: PlannedStage; band: PlannedBand; of: PlannedStage; count: number }[] = [
  { stage: 'lead', band: 'High', of: 'opportunity', count: 1 },
  { stage: 'lead', band: 'Low', of: 'customer', count: 1 },
  { stage: 'lead', band: 'None', of: 'lead', count: 5 },
]

/** Score ranges that keep the bands apart by construction. */
export const scoreRange: Readonly<Record<Exclude<PlannedBand, 'None'>, readonly [number, number]>> = {
  Low: [0.3, 5.9],
  Medium: [6.2, 18.2],
  High: [19, 120],
}

/** The planted figures, for tests. Nothing in the product reads them. */
export interface PlantedTruth {
  readonly asOf: string
  readonly stages: readonly { stage: string; accounts: number; active: number; bands: { High: number; Medium: number; Low: number } }[]
  readonly unmapped: number
  readonly hidden: { readonly hidden: number; readonly inCrm: number }
  /** The article's words as shares, by stage. */
  readonly article: { readonly coverage: readonly number[]; readonly intensity: readonly number[]; readonly highAtBottom: number; readonly hiddenShareAtLeast: number }
}

export function plantedTruth(): PlantedTruth {
  const active = (row: Readonly<Record<PlannedBand, number>>): number => row.High + row.Medium + row.Low
  const stages = (['lead', 'opportunity', 'customer'] as const).map((stage) => {
    const { High, Medium, Low, None } = plannedSubjects[stage]
    return { stage, accounts: High + Medium + Low + None, active: High + Medium + Low, bands: { High, Medium, Low } }
  })
  return {
    asOf,
    stages,
    unmapped: active(plannedSubjects.unmapped) + plannedSubjects.unmapped.None,
    hidden: { hidden: active(plannedSubjects.hidden), inCrm: stages.reduce((sum, stage) => sum + stage.active, active(plannedSubjects.unmapped)) },
    article: { coverage: [1 / 6, 1 / 3, 0.49], intensity: [0.45, 0.65, 0.78], highAtBottom: 0.7, hiddenShareAtLeast: 0.7 },
  }
}
