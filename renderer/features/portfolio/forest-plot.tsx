import { useCallback, useMemo, useRef } from 'react'
import type { PortfolioStage } from '../../../shared/contract-portfolio.ts'
import { countOf, formatInteger, formatRatio, formatShare } from '../../lib/formats.ts'
import { ratioInterval } from '../../lib/interval-words.ts'
import { Chart, type ChartHandle } from '../../ui/chart/chart.tsx'
import type { ChartTokens } from '../../ui/chart/chart-tokens.ts'
import { Figure } from '../../ui/chart/figure.tsx'
import { forestHeight, forestOption } from '../../ui/chart/forest-option.ts'
import type { ForestRow } from '../../ui/chart/forest-series.ts'
import { excludedSentence, pooledSentence, titleOf } from './portfolio-words.ts'

/** The lift of one stage in every organisation, and the pooled one below them. */
export function ForestPlot({ stage, baseline }: { stage: PortfolioStage; baseline: string }) {
  const chart = useRef<ChartHandle>(null)
  const sentence = pooledSentence(stage, baseline)
  const rows = useMemo(() => forestRows(stage), [stage])
  const option = useCallback((tokens: ChartTokens) => forestOption(rows, tokens), [rows])
  return (
    <Figure
      title={titleOf(stage)} sentence={sentence} file={rows.length === 0 ? null : { name: `portfolio-${stage.stage}`, chart }} table={rows.length === 0 ? null : <ForestTable stage={stage} />}
      note={rows.length > 0 && <>{methodNote(stage)} {excludedSentence(stage.excluded)}</>}
    >
      {rows.length > 0 && (
        <Chart
          ref={chart} height={forestHeight(rows.length)} option={option}
          description={`${titleOf(stage)}. ${sentence} ${rows.map(({ label, lift }) => `${label}: ${formatRatio(lift.value)}`).join('; ')}.`}
        />
      )}
    </Figure>
  )
}

const methodNote = ({ organisations }: PortfolioStage): string =>
  `Each against its own first stage. Katz log 95%; squares as large as their weight. DerSimonian–Laird random effects.${organisations.some(({ liftCorrected }) => liftCorrected) ? ' 0.5 was added where a count was zero.' : ''}`

function forestRows({ organisations, pooled }: PortfolioStage): ForestRow[] {
  const lines = organisations.map(({ organisation, active, accounts, lift, weight }) => ({ label: organisation, note: `n = ${active} of ${accounts}`, lift, weight }))
  return pooled ? [...lines, { label: 'Pooled', note: countOf(pooled.organisations, 'organisation'), lift: pooled.lift, weight: null }] : lines
}

function ForestTable({ stage: { organisations, pooled } }: { stage: PortfolioStage }) {
  return (
    <table className="data-table">
      <thead><tr><th scope="col">Organisation</th><th scope="col">Active</th><th scope="col">Accounts</th><th scope="col">Lift</th><th scope="col">95% interval</th><th scope="col">Log lift</th><th scope="col">Standard error</th><th scope="col">Weight</th></tr></thead>
      <tbody>
        {organisations.map(({ organisation, active, accounts, lift, logLift, standardError, weight }) => (
          <tr key={organisation}>
            <th scope="row">{organisation}</th><td>{formatInteger(active)}</td><td>{formatInteger(accounts)}</td><td>{formatRatio(lift.value)}</td><td>{ratioInterval(lift)}</td>
            <td>{logLift.toFixed(3)}</td><td>{standardError.toFixed(3)}</td><td>{formatShare(weight)}</td>
          </tr>
        ))}
        {pooled && (
          <tr>
            <th scope="row">Pooled</th><td /><td /><td>{formatRatio(pooled.lift.value)}</td><td>{ratioInterval(pooled.lift)}</td>
            <td colSpan={3}>{pooled.tauSquared === null ? 'one organisation' : `τ² = ${pooled.tauSquared.toFixed(4)}, I² = ${formatShare(pooled.iSquared)}`}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
