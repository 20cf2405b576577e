import type { Condition } from '../../../shared/contract-grid.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'

interface QueueEntry {
  view: string | null
  label: string
  title: string
}

/** The queues by the word the address has for them. */
const queues: readonly QueueEntry[] = [
  { view: null, label: 'Uncertain first', title: 'What nobody has decided, the most uncertain and consequential first.' },
  { view: 'disagreements', label: 'Disagreements', title: 'Where providers, evidence or verifier contradict each other.' },
  { view: 'unsure', label: 'Unsure', title: 'What somebody looked at and left open.' },
  { view: 'all', label: 'Everything', title: 'Decided or not: for a second look.' },
  { view: 'blind', label: 'Blind sample', title: 'Drawn at random, without what the machine thinks: the only judgements that measure precision.' },
]

const is = (column: string, value: boolean): Condition => ({ column, operator: 'equals', values: [value] })

/** What a queue holds, besides what the person filters. */
export const conditionsOf = (view: string | null): readonly Condition[] => conditions[view ?? ''] ?? uncertain
const uncertain: readonly Condition[] = [is('decided', false), is('unsure', false)]
const conditions: Readonly<Record<string, readonly Condition[]>> = {
  disagreements: [is('disagrees', true), is('decided', false)], unsure: [is('unsure', true), is('decided', false)], all: [],
}

/** Which queue is shown. */
export function QueueLinks() {
  const route = useRoute()
  return (
    <nav className="review-queues" aria-label="Queue">
      {queues.map(({ view, label, title }) => (
        <a
          key={label} className="button" title={title} aria-current={route.view === view ? 'page' : undefined}
          href={linkTo(route, { page: 'review', view, where: view === 'blind' || route.view === 'blind' ? [] : route.where, search: '', sort: [], columns: [], open: null })}
        >
          {label}
        </a>
      ))}
    </nav>
  )
}
