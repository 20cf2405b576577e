import type { Analysis, BandCounts, StageFigures } from '../../../shared/model.ts'
import type { Stage } from '../workspace/stages.ts'
import { countOf, type Cell } from './cross-table.ts'
import { cochranArmitage, katz, wilson, type Count } from './statistics.ts'

const bandsOf = (cells: readonly Cell[], accepts: (cell: Cell) => boolean): BandCounts => ({
  High: countOf(cells, (cell) => cell.band === 'High' && accepts(cell)),
  Medium: countOf(cells, (cell) => cell.band === 'Medium' && accepts(cell)),
  Low: countOf(cells, (cell) => cell.band === 'Low' && accepts(cell)),
})

const activeIn = ({ High, Medium, Low }: BandCounts): number => High + Medium + Low

type FunnelFigures = Pick<Analysis, 'stages' | 'trend' | 'intensityTrend' | 'highAtBottom'>

/** Coverage, lift, band mix, intensity, their trends and the bottom of the funnel (method, section 6). */
export function funnelFigures(cells: readonly Cell[], stages: readonly Stage[]): FunnelFigures {
  const counted = stages.map((stage) => ({
    stage,
    accounts: countOf(cells, (cell) => cell.stage === stage.key),
    bands: bandsOf(cells, (cell) => cell.stage === stage.key),
  }))
  const coverages: Count[] = counted.map(({ accounts, bands }) => ({ hits: activeIn(bands), total: accounts }))
  const intensities: Count[] = counted.map(({ bands }) => ({ hits: bands.High + bands.Medium, total: activeIn(bands) }))
  const bottom = stages.filter((stage) => stage.bottom).map((stage) => stage.key)
  const atBottom = bandsOf(cells, (cell) => cell.stage !== null && bottom.includes(cell.stage))
  const share = { hits: atBottom.High, total: activeIn(atBottom) }
  return {
    stages: counted.map((each, index) => stageFigures({ ...each, baseline: coverages[0] ?? { hits: 0, total: 0 }, isBaseline: index === 0 })),
    trend: cochranArmitage(coverages),
    intensityTrend: cochranArmitage(intensities),
    highAtBottom: { ...wilson(share), n: share.total, stages: bottom },
  }
}

interface StageCounts {
  stage: Stage
  accounts: number
  bands: BandCounts
  baseline: Count
  isBaseline: boolean
}

function stageFigures({ stage, accounts, bands, baseline, isBaseline }: StageCounts): StageFigures {
  const active = activeIn(bands)
  const coverage = { hits: active, total: accounts }
  const { ratio, corrected } = isBaseline ? baselineLift(baseline) : katz(coverage, baseline)
  const share = (hits: number) => wilson({ hits, total: active })
  return {
    stage: stage.key,
    label: stage.label,
    accounts,
    active,
    coverage: wilson(coverage),
    lift: ratio,
    liftCorrected: corrected,
    bands,
    bandMix: { High: share(bands.High), Medium: share(bands.Medium), Low: share(bands.Low) },
    intensity: share(bands.High + bands.Medium),
  }
}

/** A stage against itself: exactly 1 wherever its coverage is defined. */
function baselineLift({ total }: Count): Pick<ReturnType<typeof katz>, 'ratio' | 'corrected'> {
  const exactly = total === 0 ? null : 1
  return { ratio: { value: exactly, low: exactly, high: exactly }, corrected: false }
}
