import { useCallback, useMemo, useRef, useState } from 'react'
import type { SignalComparison as Comparison } from '../../../shared/contract-signals.ts'
import { formatP, formatRatio } from '../../lib/formats.ts'
import { useChoice } from '../../lib/use-route.ts'
import { Button } from '../../ui/button.tsx'
import { Chart, type ChartHandle } from '../../ui/chart/chart.tsx'
import type { ChartTokens } from '../../ui/chart/chart-tokens.ts'
import { Figure } from '../../ui/chart/figure.tsx'
import { forestHeight, forestOption } from '../../ui/chart/forest-option.ts'
import { FigureBelow } from '../../ui/figure-below.tsx'
import { type Grouping, signalName, signalSentence, tested } from './signal-words.ts'
import { type SignalCell, SignalRowsDialog } from './signal-rows-dialog.tsx'
import { SignalTable } from './signal-table.tsx'
import './signals.css'

const drawn = 8
/** All squares are alike: signals share accounts, so none weighs anything here. */
const squareWeight = 0.25

/** Which sources, or families of them, carry the lift. */
export const SignalComparison = () => <FigureBelow method="analyse.signals">{(comparison) => <SignalFigure comparison={comparison} />}</FigureBelow>

function SignalFigure({ comparison }: { comparison: Comparison }) {
  const chart = useRef<ChartHandle>(null)
  const [grouping, setGrouping] = useChoice<Grouping>('signals', ['sources', 'families'])
  const [cell, setCell] = useState<SignalCell | null>(null)
  const rows = useMemo(() => forestRows(comparison, grouping), [comparison, grouping])
  const option = useCallback((tokens: ChartTokens) => forestOption(rows, tokens), [rows])
  const sentence = signalSentence(comparison, grouping)
  const more = tested(comparison[grouping]).length - rows.length
  return (
    <>
      <Figure
        title="Which signals carry the lift" sentence={sentence} file={rows.length === 0 ? null : { name: `lift-by-${grouping}`, chart }} table={<SignalTable comparison={comparison} grouping={grouping} onOpen={setCell} />}
        note={`Lift of the last stage against the first, counting only accounts with an event of the signal within ${comparison.activeDays} days. Katz log 95%. Every signal is one more chance to be wrong, so p is adjusted for all of them (Holm).${more > 0 ? ` ${more} more under data.` : ''} Every count under data opens its accounts.`}
      >
        <div role="group" aria-label="Compare by" className="figure-tools">
          {(['sources', 'families'] as const).map((each) => (
            <Button key={each} tone="quiet" aria-pressed={grouping === each} onClick={() => setGrouping(each)}>{each === 'sources' ? 'By source' : 'By family'}</Button>
          ))}
        </div>
        {rows.length > 0 && <Chart ref={chart} height={forestHeight(rows.length)} option={option} description={`${sentence} ${rows.map(({ label, lift }) => `${label}: ${formatRatio(lift.value)}`).join('; ')}.`} />}
      </Figure>
      {cell && <SignalRowsDialog cell={cell} grouping={grouping} activeDays={comparison.activeDays} onClose={() => setCell(null)} />}
    </>
  )
}

function forestRows(comparison: Comparison, grouping: Grouping) {
  return tested(comparison[grouping]).slice(0, drawn).map(({ name, stages, adjustedP }) => {
    const last = stages.at(-1)
    return { label: signalName(grouping, name), note: `n = ${last?.active ?? 0}, p ${formatP(adjustedP)}`, lift: last?.lift ?? { value: null, low: null, high: null }, weight: squareWeight }
  })
}
