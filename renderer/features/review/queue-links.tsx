import { linkTo, useRoute } from '../../lib/use-route.ts'

const queues = [[null, 'Uncertain first'], ['blind', 'Blind sample']] as const

/** Which queue is shown. */
export function QueueLinks() {
  const route = useRoute()
  return (
    <nav className="review-queues" aria-label="Queue">
      {queues.map(([view, label]) => (
        <a key={label} className="button" aria-current={route.view === view ? 'page' : undefined} href={linkTo(route, { page: 'review', view, where: [], search: '', sort: [], columns: [], open: null })}>{label}</a>
      ))}
    </nav>
  )
}
