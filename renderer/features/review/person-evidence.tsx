import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import { formatShare } from '../../lib/formats.ts'
import { methodWord } from '../../lib/signal-words.ts'

/** When somebody worked there, as far as that is told: `2019 to 2022`, `since 2023`, `earlier`. */
export function timeThere({ from, to, past }: { from: string | null; to: string | null; past: boolean }): string | null {
  const [begin, end] = [from?.slice(0, 7), to?.slice(0, 7)]
  if (begin !== undefined && end !== undefined) return `${begin} to ${end}`
  if (end !== undefined) return `until ${end}`
  if (begin !== undefined) return past ? `from ${begin}, ended` : `since ${begin}`
  return past ? 'earlier' : null
}

/** What speaks for which company. */
export function PersonEvidence({ evidence }: { evidence: ReviewItem['evidence'] }) {
  return (
    <section className="panel-part" aria-label="Evidence">
      <h3>What speaks for which company</h3>
      <ul className="panel-list">
        {evidence.map((each, index) => (
          <li key={index}>
            <span className="panel-line"><strong>{each.company}</strong><span className="numeric">{formatShare(each.confidence)}</span></span>
            <span className="soft">{[methodWord(each.method), each.current ? 'counts' : null, timeThere(each)].filter(Boolean).join(' · ')}</span>
            <span className="code faint">{each.evidence}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
