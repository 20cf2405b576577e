import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import { formatDay, formatInteger } from '../../lib/formats.ts'
import { sourceWord } from '../../../shared/signal-names.ts'

/** The newest signals: what the decision would move. */
export function RecentEvents({ events: { total, recent } }: { events: ReviewItem['events'] }) {
  return (
    <section className="panel-part" aria-label="Events">
      <h3>Events <span className="faint numeric">{total > recent.length ? `latest ${recent.length} of ${formatInteger(total)}` : formatInteger(total)}</span></h3>
      {recent.length === 0 && <p className="faint">No event is known.</p>}
      <ul className="panel-events">
        {recent.map(({ occurredAt, source, target, quantity, person }, index) => (
          <li key={index}>
            <time dateTime={occurredAt}>{formatDay(occurredAt)}</time>
            <span>{sourceWord(source)}{quantity !== 1 && <span className="numeric"> ×{formatInteger(quantity)}</span>}{person && <> by <span className="code">{person}</span></>}</span>
            <span className="faint">{target}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
