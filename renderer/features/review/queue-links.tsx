import type { Condition } from '../../../shared/contract-grid.ts'
import { queueConditions, queueNames } from '../../../shared/review-queues.ts'
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

/** What a queue holds, besides what the person filters. */
export const conditionsOf = (view: string | null): readonly Condition[] => queueConditions[queueNames.find((name) => name === queueOf(view)) ?? 'uncertain']

/** The queue as decisions and sheets name it. */
export const queueOf = (view: string | null): string => (view === null ? 'uncertain' : view === 'all' ? 'everything' : view)

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
