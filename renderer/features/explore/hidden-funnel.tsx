import { useCallback, useRef } from 'react'
import type { Analysis } from '../../../shared/model.ts'
import { formatInteger, formatScore, formatShare } from '../../lib/formats.ts'
import { Chart, type ChartHandle } from '../../ui/chart/chart.tsx'
import type { ChartTokens } from '../../ui/chart/chart-tokens.ts'
import { Figure } from '../../ui/chart/figure.tsx'
import { useSegment } from '../../lib/segment.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { activeBands } from './band-mix.tsx'
import { CompletenessNote } from './completeness-note.tsx'
import { DoorLink } from './door-link.tsx'
import { openDoor } from './doors.ts'
import { shareInterval } from '../../lib/interval-words.ts'
import { hiddenSentence, leftOutSentence, multipleSentence, withoutMissedSentence } from './sentences.ts'

/** Room for the words beside the longest bars, as shares of both. */
const leftRoom = 0.16
const rightRoom = 0.42

/** Active companies by band, those in the CRM to the left of the line and those outside it to the right. */
export function HiddenFunnel({ analysis }: { analysis: Analysis }) {
  const { hidden } = analysis
  const { filter } = useSegment()
  const chart = useRef<ChartHandle>(null)
  const sentence = hiddenSentence(analysis)
  const option = useCallback((tokens: ChartTokens) => {
    const { byBand } = hidden
    const inside = Math.max(...activeBands.map((band) => byBand[band].inCrm))
    const outside = Math.max(...activeBands.map((band) => byBand[band].hidden))
    const whole = Math.max(1, inside + outside)
    const side = (name: string, sign: 1 | -1, colour: string) => ({
      type: 'bar' as const, name, barGap: '-100%', barWidth: '60%', cursor: 'pointer', itemStyle: { color: colour }, emphasis: { disabled: true },
      data: activeBands.map((band) => sign * (sign < 0 ? byBand[band].inCrm : byBand[band].hidden)),
      label: {
        show: true, position: sign < 0 ? 'left' as const : 'right' as const, color: tokens.text, fontSize: 12, fontWeight: 500 as const,
        formatter: ({ dataIndex, value }: { dataIndex: number; value: unknown }) => {
          const band = activeBands[dataIndex]
          const count = formatInteger(Math.abs(Number(value)))
          const share = sign < 0 || !band ? null : byBand[band].share.value
          return share === null ? count : `${count}  {share|${formatShare(share)} hidden}`
        },
        rich: { share: { color: tokens.textFaint, fontSize: 11, fontWeight: 400 as const } },
      },
    })
    return {
      grid: { left: 4, right: 8, top: 26, bottom: 4, outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const },
      xAxis: { type: 'value' as const, min: -inside - whole * leftRoom, max: outside + whole * rightRoom, show: false },
      yAxis: {
        type: 'category' as const, inverse: true, data: [...activeBands], axisTick: { show: false }, axisLine: { show: false },
        axisLabel: { color: tokens.text, fontSize: 12, margin: 12 },
      },
      series: [side('In the CRM', -1, tokens.control), side('Not in the CRM', 1, tokens.medium), headings(tokens)],
    }
  }, [hidden])

  return (
    <Figure
      title="Hidden funnel" sentence={sentence} file={{ name: 'hidden-funnel', chart }} table={<HiddenTable analysis={analysis} />}
      note={<>{leftOutSentence(filter)} {multipleSentence(analysis)} <NearestLink analysis={analysis} /><WithoutMissed analysis={analysis} /><CompletenessNote /></>}
    >
      <Chart
        ref={chart} height={176} option={option} description={`Active companies in and outside the CRM by band. ${sentence}`}
        onMark={({ index, series }) => {
          const band = activeBands[index]
          if (band) openDoor({ inCrm: series === 'In the CRM', active: true, bands: [band] })
        }}
      />
    </Figure>
  )
}

/** To the list of these companies, within the same segment. */
function NearestLink({ analysis: { hidden } }: { analysis: Analysis }) {
  const route = useRoute()
  return hidden.hidden === 0 ? null : <a className="hidden-link" href={linkTo(route, { view: 'hidden' })}>These companies and their nearest accounts</a>
}

function WithoutMissed({ analysis }: { analysis: Analysis }) {
  const route = useRoute()
  const { corrected } = analysis.hidden
  if (corrected === null) {
    return <p className="corrected-note" title="Not available until nearest accounts of a blind sample have been judged">Without missed matches: not available yet. <a href={linkTo(route, { page: 'review', view: 'blind' })}>Judge a blind sample of account matches</a></p>
  }
  return <p className="corrected-note" title={`Expected number and 2.5–97.5% of ${corrected.draws} draws`}>{withoutMissedSentence(analysis)}</p>
}

/** The two sides are named above the line between them. */
const headings = (tokens: ChartTokens) => ({
  type: 'custom' as const,
  name: 'headings',
  silent: true,
  data: [[0, 0]],
  renderItem: (parameters: unknown, api: { coord: (at: [number, number]) => number[] }) => {
    // ECharts gives Cartesian custom series the rectangle of their grid.
    const { y, height } = (parameters as { coordSys: { y: number; height: number } }).coordSys
    const [x = 0] = api.coord([0, 0])
    const heading = (text: string, align: 'left' | 'right') => ({
      type: 'text' as const,
      style: { text, x: x + (align === 'left' ? 8 : -8), y: y - 6, align, verticalAlign: 'bottom' as const, fill: tokens.textSoft, font: `11px ${tokens.font}` },
    })
    return {
      type: 'group' as const,
      children: [
        { type: 'line' as const, shape: { x1: x, y1: y - 22, x2: x, y2: y + height }, style: { stroke: tokens.lineStrong, lineWidth: 1 } },
        heading('in the CRM', 'right'), heading('not in the CRM', 'left'),
      ],
    }
  },
})

function HiddenTable({ analysis: { hidden } }: { analysis: Analysis }) {
  const { corrected } = hidden
  return (
    <table className="data-table">
      <thead>
        <tr><th scope="col">Band</th><th scope="col">Not in the CRM</th><th scope="col">In the CRM</th><th scope="col">Hidden share</th><th scope="col">95% interval</th>{corrected && <><th scope="col">Without missed</th><th scope="col">Their share</th></>}</tr>
      </thead>
      <tbody>
        {activeBands.map((band) => {
          const { hidden: outside, inCrm, share } = hidden.byBand[band]
          return (
            <tr key={band}>
              <th scope="row">{band}</th>
              <td><DoorLink count={outside} door={{ inCrm: false, active: true, bands: [band] }} label={`${band}, not in the CRM`} /></td>
              <td><DoorLink count={inCrm} door={{ inCrm: true, active: true, bands: [band] }} label={`${band}, in the CRM`} /></td>
              <td>{formatShare(share.value)}</td>
              <td>{shareInterval(share) || '–'}</td>
              {corrected && <WithoutMissedCells figures={corrected.byBand[band]} />}
            </tr>
          )
        })}
        <tr>
          <th scope="row">All active</th>
          <td><DoorLink count={hidden.hidden} door={{ inCrm: false, active: true }} label="active, not in the CRM" /></td>
          <td><DoorLink count={hidden.inCrm} door={{ inCrm: true, active: true }} label="active, in the CRM" /></td>
          <td>{formatShare(hidden.share.value)}</td>
          <td>{shareInterval(hidden.share) || '–'}</td>
          {corrected && <WithoutMissedCells figures={corrected} />}
        </tr>
      </tbody>
    </table>
  )
}

const WithoutMissedCells = ({ figures: { hidden, share } }: { figures: Pick<NonNullable<Analysis['hidden']['corrected']>, 'hidden' | 'share'> }) => (
  <><td>{formatScore(hidden.value ?? 0)}</td><td>{formatShare(share.value)}{share.value === null ? '' : ` (${shareInterval(share)})`}</td></>
)
