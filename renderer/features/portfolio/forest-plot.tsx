import { useCallback, useMemo, useRef } from 'react'
import type { PortfolioStage } from '../../../shared/contract-portfolio.ts'
import { countOf, formatInteger, formatRatio, formatShare } from '../../lib/formats.ts'
import { ratioInterval } from '../../lib/interval-words.ts'
import { Chart, type ChartHandle } from '../../ui/chart/chart.tsx'
import type { ChartTokens } from '../../ui/chart/chart-tokens.ts'
import type { EChartsOption } from '../../ui/chart/echarts.ts'
import { Figure } from '../../ui/chart/figure.tsx'
import { doublingLabel, forestScale } from './forest-scale.ts'
import { forestSeries, type ForestRow } from './forest-series.ts'
import { excludedSentence, pooledSentence, titleOf } from './portfolio-words.ts'

const rowHeight = 34

/** The lift of one stage in every organisation, and the pooled one below them. */
export function ForestPlot({ stage, baseline }: { stage: PortfolioStage; baseline: string }) {
  const chart = useRef<ChartHandle>(null)
  const sentence = pooledSentence(stage, baseline)
  const rows = useMemo(() => forestRows(stage), [stage])
  const option = useCallback((tokens: ChartTokens): EChartsOption => {
    const scale = forestScale(rows.map(({ lift }) => lift))
    return {
      grid: { left: 8, right: 150, top: 6, bottom: 4, outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const },
      xAxis: {
        type: 'value', min: scale.min, max: scale.max, interval: scale.step, axisLine: { show: false }, axisTick: { show: false },
        axisLabel: { color: tokens.textFaint, fontSize: 11, formatter: doublingLabel }, splitLine: { lineStyle: { color: tokens.line } },
      },
      yAxis: {
        type: 'category', inverse: true, data: rows.map(({ label, note }) => `{label|${shortened(label)}}\n{note|${note}}`), axisTick: { show: false }, axisLine: { show: false },
        axisLabel: {
          margin: 14, rich: {
            label: { color: tokens.text, fontSize: 12, lineHeight: 15, fontFamily: tokens.font }, note: { color: tokens.textFaint, fontSize: 11, lineHeight: 14, fontFamily: tokens.font },
          },
        },
      },
      series: [noDifference(rows.length, tokens), forestSeries(rows, scale, tokens)],
    }
  }, [rows])
  return (
    <Figure
      title={titleOf(stage)} sentence={sentence} file={rows.length === 0 ? null : { name: `portfolio-${stage.stage}`, chart }} table={rows.length === 0 ? null : <ForestTable stage={stage} />}
      note={rows.length > 0 && <>{methodNote(stage)} {excludedSentence(stage.excluded)}</>}
    >
      {rows.length > 0 && (
        <Chart
          ref={chart} height={rows.length * rowHeight + 34} option={option}
          description={`${titleOf(stage)}. ${sentence} ${rows.map(({ label, lift }) => `${label}: ${formatRatio(lift.value)}`).join('; ')}.`}
        />
      )}
    </Figure>
  )
}

const methodNote = ({ organisations }: PortfolioStage): string =>
  `Each against its own first stage. Katz log 95%; squares as large as their weight. DerSimonian–Laird random effects.${organisations.some(({ liftCorrected }) => liftCorrected) ? ' 0.5 was added where a count was zero.' : ''}`

/** As much of a name as leaves room for the plot; braces and bars mean something to the labels of a chart. */
function shortened(name: string): string {
  const plain = name.replace(/[{|}]/g, ' ')
  return plain.length <= 28 ? plain : `${plain.slice(0, 27)}…`
}

function forestRows({ organisations, pooled }: PortfolioStage): ForestRow[] {
  const lines = organisations.map(({ organisation, active, accounts, lift, weight }) => ({ label: organisation, note: `n = ${active} of ${accounts}`, lift, weight }))
  return pooled ? [...lines, { label: 'Pooled', note: countOf(pooled.organisations, 'organisation'), lift: pooled.lift, weight: null }] : lines
}

const noDifference = (lines: number, tokens: ChartTokens) => ({
  type: 'custom' as const,
  name: 'no difference',
  silent: true,
  z: 1,
  data: [[0, 0]],
  renderItem: (_parameters: unknown, api: { coord: (at: [number, number]) => number[] }) => {
    const [x = 0, top = 0] = api.coord([0, -0.5])
    const [, bottom = 0] = api.coord([0, lines - 0.5])
    return { type: 'line' as const, shape: { x1: x, y1: top, x2: x, y2: bottom }, style: { stroke: tokens.lineStrong, lineWidth: 1, lineDash: [4, 3] } }
  },
})

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
