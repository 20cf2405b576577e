import { useCallback, useRef } from 'react'
import type { Analysis, StageFigures } from '../../../shared/model.ts'
import { formatInteger, formatShare } from '../../lib/formats.ts'
import { BandChip } from '../../ui/band-chip.tsx'
import { Chart, type ChartHandle } from '../../ui/chart/chart.tsx'
import type { ChartTokens } from '../../ui/chart/chart-tokens.ts'
import { Figure } from '../../ui/chart/figure.tsx'
import { CompletenessNote } from './completeness-note.tsx'
import { DoorLink } from './door-link.tsx'
import { openDoor } from './doors.ts'
import { shareInterval } from '../../lib/interval-words.ts'
import { bandMixSentence } from './sentences.ts'

export const activeBands = ['High', 'Medium', 'Low'] as const
type ActiveBand = (typeof activeBands)[number]

export const bandFill = (tokens: ChartTokens, band: ActiveBand) => ({
  color: { High: tokens.high, Medium: tokens.medium, Low: tokens.low }[band],
  ...(band === 'Low' ? { borderColor: tokens.edge, borderWidth: 0.75 } : {}),
})

/** Text on a band that stays readable in both themes. */
const onBand = (tokens: ChartTokens, band: ActiveBand, dark: boolean): string =>
  dark ? (band === 'Low' ? '#ffffff' : '#0e1116') : band === 'High' ? '#ffffff' : tokens.text

const isDark = () => document.documentElement.dataset['theme'] === 'dark'

/** Share of each band among the active accounts of a stage, stacked to 100%. */
export function BandMix({ analysis }: { analysis: Analysis }) {
  const { stages } = analysis
  const chart = useRef<ChartHandle>(null)
  const sentence = bandMixSentence(analysis)
  const isDrawn = stages.some(({ active }) => active > 0)
  const option = useCallback((tokens: ChartTokens) => ({
    grid: { left: 4, right: 8, top: 4, bottom: 0, outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const },
    xAxis: { type: 'value' as const, min: 0, max: 1, show: false },
    yAxis: {
      type: 'category' as const, inverse: true, data: stages.map(({ label, active }) => `{label|${label}}\n{note|n = ${active}}`),
      axisLine: { show: false }, axisTick: { show: false },
      axisLabel: {
        interval: 0, margin: 12, align: 'right' as const,
        rich: {
          label: { color: tokens.text, fontSize: 12, lineHeight: 17, align: 'right' as const },
          note: { color: tokens.textFaint, fontSize: 11, lineHeight: 14, align: 'right' as const },
        },
      },
    },
    series: activeBands.map((band) => ({
      type: 'bar' as const, name: band, stack: 'bands', barWidth: '60%', cursor: 'pointer', data: stages.map(({ bandMix }) => bandMix[band].value),
      itemStyle: bandFill(tokens, band), emphasis: { disabled: true },
      label: {
        show: true, position: 'inside' as const, color: onBand(tokens, band, isDark()), fontSize: 12, fontWeight: 500 as const,
        formatter: ({ value }: { value: unknown }) => (typeof value === 'number' && value >= 0.08 ? formatShare(value) : ''),
      },
    })),
  }), [stages])

  return (
    <Figure
      title="Band mix of active accounts" sentence={sentence} file={isDrawn ? { name: 'band-mix', chart } : null} table={<BandTable stages={stages} />}
      note={<>Bands are cut over all active companies, in the CRM or not. Wilson 95% intervals stand under data.<CompletenessNote /></>}
    >
      {isDrawn && (
        <>
          <p className="band-key">{activeBands.map((band) => <BandChip key={band} band={band} />)}</p>
          <Chart
            ref={chart} height={156} option={option} description={`Band mix of active accounts by stage. ${sentence}`}
            onMark={({ index, series }) => {
              const stage = stages[index]
              const band = activeBands.find((each) => each === series)
              if (stage && band) openDoor({ stage: stage.stage, inCrm: true, active: true, bands: [band] })
            }}
          />
        </>
      )}
    </Figure>
  )
}

function BandTable({ stages }: { stages: readonly StageFigures[] }) {
  return (
    <table className="data-table">
      <thead>
        <tr><th scope="col">Stage</th><th scope="col">Active</th>{activeBands.map((band) => <th key={band} scope="col">{band}</th>)}</tr>
      </thead>
      <tbody>
        {stages.map(({ stage, label, active, bands, bandMix }) => (
          <tr key={stage}>
            <th scope="row">{label}</th>
            <td>{formatInteger(active)}</td>
            {activeBands.map((band) => (
              <td key={band}>
                <DoorLink count={bands[band]} door={{ stage, inCrm: true, active: true, bands: [band] }} label={`${band}, ${label}`} />
                {' · '}{formatShare(bandMix[band].value)}
                <br /><span className="faint">{shareInterval(bandMix[band])}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
