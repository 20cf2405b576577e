import { ChartNoAxesColumn, Table } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Lifecycle } from '../../../shared/lifecycle.ts'
import { useCall } from '../../lib/engine.ts'
import { formatDay, formatInteger } from '../../lib/formats.ts'
import { useRunParameters } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { DrawerSection } from '../../ui/drawer.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { LifecycleChart } from './lifecycle-chart.tsx'
import { stageMeanings, standingSentence } from './lifecycle-words.ts'
import { type Stretch, stretchesOf, type Week } from './stretches.ts'

const shownWeeks = 104

/** Where the activity of a company stands, and how it came there. */
export function LifecycleSection({ subject, lifecycle, section: Section = DrawerSection }: { subject: string; lifecycle: Lifecycle; section?: typeof DrawerSection }) {
  const parameters = useRunParameters()
  const [asTable, setAsTable] = useState(false)
  const { data, error } = useCall('lifecycle.timeline', { subject, ...parameters }, { keepPrevious: true, enabled: lifecycle.since !== null })
  const weeks = useMemo(() => lately(data?.weeks ?? []), [data])
  return (
    <Section title="Lifecycle" {...(data && data.weeks.length > shownWeeks ? { note: 'last two years' } : {})}>
      <p data-testid="lifecycle">{standingSentence(lifecycle)}</p>
      {error && <Trouble error={error} />}
      {lifecycle.since !== null && !data && !error && <Skeleton height={200} />}
      {weeks.length > 0 && (
        <>
          {asTable ? <StretchTable stretches={stretchesOf(weeks)} /> : <LifecycleChart weeks={weeks} />}
          <Button tone="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)} aria-label="Show as a table: Lifecycle">
            {asTable ? <><ChartNoAxesColumn size={13} aria-hidden /> chart</> : <><Table size={13} aria-hidden /> data</>}
          </Button>
        </>
      )}
    </Section>
  )
}

const lately = (weeks: readonly Week[]): readonly Week[] => weeks.slice(-shownWeeks)

function StretchTable({ stretches }: { stretches: readonly Stretch[] }) {
  return (
    <table className="data-table">
      <thead><tr><th scope="col">Stage</th><th scope="col">From</th><th scope="col">Events</th></tr></thead>
      <tbody>
        {stretches.toReversed().map(({ stage, from, events }) => (
          <tr key={from}>
            <th scope="row" title={stage === null ? 'No stage: its last event is 90 to 180 days old.' : stageMeanings[stage]}>{stage ?? 'Quiet'}</th>
            <td>{formatDay(from)}</td>
            <td>{formatInteger(events)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
