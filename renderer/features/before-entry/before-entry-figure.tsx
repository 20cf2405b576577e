import { useCallback, useMemo, useRef, useState } from 'react'
import type { BeforeEntry, StageEntries } from '../../../shared/contract-before-entry.ts'
import { countOf, formatRatio } from '../../lib/formats.ts'
import { Chart, type ChartHandle } from '../../ui/chart/chart.tsx'
import type { ChartTokens } from '../../ui/chart/chart-tokens.ts'
import { Figure } from '../../ui/chart/figure.tsx'
import { forestHeight, forestOption } from '../../ui/chart/forest-option.ts'
import { FigureBelow } from '../../ui/figure-below.tsx'
import './before-entry.css'
import { EntryFacts } from './entry-facts.tsx'
import { EntryTable } from './entry-table.tsx'
import { SetsDialog } from './sets-dialog.tsx'

const squareWeight = 0.4

/** Whether activity comes before accounts move on, or after. */
export const BeforeEntryFigure = () => <FigureBelow method="analyse.beforeEntry">{(analysis) => <Entries analysis={analysis} />}</FigureBelow>

function Entries({ analysis }: { analysis: BeforeEntry }) {
  const chart = useRef<ChartHandle>(null)
  const [shown, setShown] = useState<string | null>(null)
  const told = useMemo(() => analysis.stages.filter(({ figures }) => figures !== null), [analysis])
  const rows = useMemo(() => told.flatMap(forestRow), [told])
  const option = useCallback((tokens: ChartTokens) => forestOption(rows, tokens), [rows])
  const sentence = analysis.stages.toReversed().find(({ figures }) => figures !== null)?.sentence ?? analysis.stages.at(-1)?.sentence ?? 'The funnel has one stage, so nobody enters another.'
  return (
    <Figure
      title="Before entry" sentence={sentence} file={rows.length === 0 ? null : { name: 'before-entry', chart }} table={<EntryTable analysis={analysis} />}
      note={`Each account is measured the day before it entered, and so are up to ${analysis.controlsPerCase} accounts that were in the stage before and had not entered, drawn by seed ${analysis.seed}. Mantel–Haenszel odds ratio of being active (an event within ${analysis.activeDays} days), 95%. Coming first is not being the cause: what makes a company ready to buy may make it active too.`}
    >
      {rows.length > 0 && (
        <Chart ref={chart} height={forestHeight(rows.length)} option={option} description={`${sentence} Odds ratios of being active the day before. ${rows.map(({ label, lift }) => `${label}: ${formatRatio(lift.value)}`).join('; ')}.`} />
      )}
      <div className="entry-stages">
        {analysis.stages.map((stage) => <EntryFacts key={stage.stage} stage={stage} leastCases={analysis.leastCases} onShow={() => setShown(stage.stage)} />)}
      </div>
      {shown !== null && <SetsDialog stage={shown} onClose={() => setShown(null)} />}
    </Figure>
  )
}

function forestRow({ label, cases, figures }: StageEntries) {
  return figures === null || figures.oddsRatio.value === null ? [] : [{ label: `Entering ${label}`, note: `${countOf(cases, 'account')}, ${countOf(figures.controls, 'control')}`, lift: figures.oddsRatio, weight: squareWeight }]
}
