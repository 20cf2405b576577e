import { useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { trendEvery, type TrendEvery } from '../../../shared/contract-trend.ts'
import { queryOf, useCall, useCommand, useConnection } from '../../lib/engine.ts'
import { useFirstFigures } from '../../lib/first-figures.ts'
import { cancel, isCancellation } from '../../lib/running.ts'
import { useSegment } from '../../lib/segment.ts'
import { useChoice } from '../../lib/use-route.ts'
import { useOnScreen } from '../../lib/use-on-screen.ts'
import { useProgress, useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import type { ChartHandle } from '../../ui/chart/chart.tsx'
import { Figure } from '../../ui/chart/figure.tsx'
import { Fading } from '../../ui/fading.tsx'
import { Trouble } from '../../ui/page.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { TrendChart } from './trend-chart.tsx'
import { TrendTable } from './trend-table.tsx'
import { measures, measureWords, trendSentence } from './trend-words.ts'
import './trend.css'

const periods: Readonly<Record<TrendEvery, number>> = { month: 12, quarter: 8 }

/** The figures of the page at the ends of months or quarters; worked out where asked for, since each date is a run of its own. From then on they follow the filter. */
export function TrendFigure() {
  const chart = useRef<ChartHandle>(null)
  const queries = useQueryClient()
  const { client } = useConnection()
  const { counts, dataVersion } = useWorkspace()
  const parameters = useSegment()
  const [every, setEvery] = useChoice('every', trendEvery)
  const [measure, setMeasure] = useChoice('measure', measures)
  const [jobId] = useState(() => crypto.randomUUID())
  const [workedOut, setWorkedOut] = useState<ReadonlySet<string>>(new Set())
  const [isOnScreen, watched] = useOnScreen()
  const after = useFirstFigures(parameters, isOnScreen)
  const asked = { ...parameters, every, periods: periods[every] }
  const dates = JSON.stringify([parameters.asOf, parameters.policy, every, dataVersion])
  const work = useCommand('analyse.trend')
  const isWorkedOut = workedOut.has(dates)
  const { data, error, isPlaceholderData, refetch } = useCall('analyse.trend', asked, { keepPrevious: true, enabled: isWorkedOut, ...(after ? { after } : {}) })
  const trend = isWorkedOut && data?.every === every ? data : null
  if (counts.imports === 0) return null
  const start = () =>
    work.mutate({ ...asked, jobId }, {
      onSuccess: (found) => {
        queries.setQueryData(queryOf(client, 'analyse.trend', asked).queryKey, found)
        setWorkedOut((before) => new Set([...before, dates]))
      },
    })
  const sentence = trend ? trendSentence(trend, measure) : `Whether the figures rise or fall: ${periods[every]} dates, each worked out as of then, so that nothing later takes part.`
  return (
    <Fading ref={watched} className="figure-wide explore-cell" isWaiting={trend !== null && isPlaceholderData}>
      <Figure
        title="Over time" sentence={sentence} file={trend ? { name: `trend-${measure}`, chart } : null} table={trend ? <TrendTable trend={trend} /> : null}
        note={trend ? 'Strokes are 95% intervals (Wilson; Katz for lift). Accounts without dated stages stand at today’s stage at every date. A date under data opens the page as of it.' : undefined}
      >
        <div className="trend-choice">
          <span role="group" aria-label="Measure">{measures.map((each) => <Button key={each} tone="quiet" aria-pressed={measure === each} onClick={() => setMeasure(each)}>{measureWords[each]}</Button>)}</span>
          <span role="group" aria-label="Every">{trendEvery.map((each) => <Button key={each} tone="quiet" aria-pressed={every === each} onClick={() => setEvery(each)}>{each === 'month' ? 'Months' : 'Quarters'}</Button>)}</span>
        </div>
        {work.error && !isCancellation(work.error) && <Trouble error={work.error} onRetry={start} />}
        {isWorkedOut && error && <Trouble error={error} onRetry={() => void refetch()} />}
        {work.isPending ? <Running jobId={jobId} /> : trend ? <TrendChart trend={trend} measure={measure} ref={chart} /> : !isWorkedOut && <div><Button onClick={start}>Work out {periods[every]} {every === 'month' ? 'months' : 'quarters'}</Button></div>}
      </Figure>
    </Fading>
  )
}

function Running({ jobId }: { jobId: string }) {
  const current = useProgress().find((each) => each.jobId === jobId)
  const id = useId()
  return (
    <div className="trend-running">
      <p id={id} role="status">{current ? `${current.done} of ${current.total} dates` : 'Starting …'}</p>
      <ProgressBar share={current?.total ? current.done / current.total : null} label="Working out dates" />
      <div><Button onClick={() => cancel(jobId)} aria-describedby={id}>Cancel</Button></div>
    </div>
  )
}
