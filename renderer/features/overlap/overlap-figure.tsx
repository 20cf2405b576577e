import { useCallback, useMemo, useRef, useState } from 'react'
import { type Overlap, type OverlapPlace, overlapPlaces } from '../../../shared/contract-overlap.ts'
import { formatInteger, formatShare } from '../../lib/formats.ts'
import { linkTo, useChoice, useRoute } from '../../lib/use-route.ts'
import { Button } from '../../ui/button.tsx'
import { Chart, type ChartHandle } from '../../ui/chart/chart.tsx'
import type { ChartTokens } from '../../ui/chart/chart-tokens.ts'
import type { EChartsOption } from '../../ui/chart/echarts.ts'
import { Figure } from '../../ui/chart/figure.tsx'
import { FigureBelow } from '../../ui/figure-below.tsx'
import { type Cell, OverlapRowsDialog } from './overlap-rows-dialog.tsx'
import { OverlapTable } from './overlap-table.tsx'
import { type OverlapOf, overlapSentence, placeWords, shownGroups } from './overlap-words.ts'
import './overlap.css'

/** Who is active on a competitor's repositories, on ours and on both. */
export const OverlapFigure = () => <FigureBelow method="analyse.overlap">{(overlap) => (overlap.targets.length > 1 ? <Shown overlap={overlap} /> : <NoCompetitor />)}</FigureBelow>

function NoCompetitor() {
  const route = useRoute()
  return (
    <Figure title="Overlap with competitors" sentence="No repository of a competitor is marked, so there is nobody to share." file={null} table={null}>
      <p className="soft"><a className="count-link" href={linkTo(route, { page: 'targets' })}>Mark a competitor’s repository under Targets</a>, and import its stars and forks.</p>
    </Figure>
  )
}

function Shown({ overlap }: { overlap: Overlap }) {
  const chart = useRef<ChartHandle>(null)
  const [of, setOf] = useChoice<OverlapOf>('overlap', ['subjects', 'people'])
  const [target, setTarget] = useChoice('competitor', ['', ...overlap.targets.flatMap(({ target: name }) => name ?? [])])
  const [cell, setCell] = useState<Cell | null>(null)
  const found = overlap.targets.find((each) => (each.target ?? '') === target) ?? overlap.targets[0]
  const groups = useMemo(() => shownGroups(found?.[of] ?? []), [found, of])
  const option = useCallback((tokens: ChartTokens): EChartsOption => {
    const colours: Record<OverlapPlace, string> = { theirs: tokens.low, both: tokens.high, ours: tokens.medium }
    return {
      grid: { left: 4, right: 8, top: 4, bottom: 4, outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const },
      xAxis: { type: 'value' as const, min: 0, max: 1, show: false },
      yAxis: {
        type: 'category' as const, inverse: true, data: groups.map(({ label, n }) => `${label}  {n|n = ${formatInteger(n)}}`), axisTick: { show: false }, axisLine: { show: false },
        axisLabel: { color: tokens.text, fontSize: 12, margin: 12, rich: { n: { color: tokens.textFaint, fontSize: 11 } } },
      },
      series: overlapPlaces.map((place) => ({
        type: 'bar' as const, name: place, stack: 'all', barWidth: '64%', cursor: 'pointer', itemStyle: { color: colours[place], borderColor: tokens.surface, borderWidth: 1 }, emphasis: { disabled: true },
        data: groups.map((group) => partOf(group[place].share.value ?? 0)),
        label: { show: true, position: 'inside' as const, color: tokens.text, backgroundColor: tokens.surface, padding: [1, 4], borderRadius: 2, fontSize: 11, formatter: ({ value }: { value: unknown }) => formatShare(Number(value)) },
      })),
    }
  }, [groups])
  if (!found) return null
  const sentence = overlapSentence(found, of)
  const open = (group: string, place: OverlapPlace) => setCell({ of, target: found.target, group, place })
  return (
    <>
      <Figure
        title="Overlap with competitors" sentence={sentence} file={groups.length === 0 ? null : { name: 'overlap', chart }} table={<OverlapTable groups={groups} onOpen={open} />}
        note={`Active: ${overlap.policy === 'reliable' ? 'a reliably attributed event' : 'an event, however it was attributed,'} on a repository within ${overlap.activeDays} days. n: on either side; each is in one of three places. Wilson 95% under data, where every count opens its rows.`}
      >
        <div className="overlap-choice">
          <label>Competitor <select className="input" value={found.target ?? ''} onChange={({ target: { value } }) => setTarget(value)}>{overlap.targets.map((each) => <option key={each.target ?? ''} value={each.target ?? ''}>{each.target ?? 'any'}</option>)}</select></label>
          <span role="group" aria-label="Count">{(['subjects', 'people'] as const).map((each) => <Button key={each} tone="quiet" aria-pressed={of === each} onClick={() => setOf(each)}>{each === 'subjects' ? 'Accounts and companies' : 'People'}</Button>)}</span>
          <span className="overlap-key" aria-hidden>{overlapPlaces.map((place) => <span key={place}><i className={`overlap-${place}`} /> {placeWords[place]}</span>)}</span>
        </div>
        {groups.length > 0 && (
          <Chart
            ref={chart} height={groups.length * 34 + 12} option={option} onMark={({ index, series }) => { const group = groups[index]; const place = overlapPlaces.find((each) => each === series); if (group && place) open(group.group, place) }}
            description={`${sentence} ${groups.map((group) => `${group.label}: ${overlapPlaces.map((place) => `${placeWords[place]} ${formatShare(group[place].share.value)}`).join(', ')}`).join('; ')}.`}
          />
        )}
      </Figure>
      {cell && <OverlapRowsDialog cell={cell} label={groups.find(({ group }) => group === cell.group)?.label ?? ''} onClose={() => setCell(null)} />}
    </>
  )
}

/** Too narrow a part has no room for words; the table has them. */
const partOf = (share: number) => (share < 0.05 ? { value: share, label: { show: false } } : { value: share })
