import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import { formatShare } from '../../lib/formats.ts'
import { ReviewKeycaps } from './review-keycaps.tsx'

interface CandidatesProps {
  candidates: ReviewItem['candidates']
  chosen: string | null
  isMatch: boolean
  onChoose: (account: { recordId: string; name: string }) => void
}

const places = ['first', 'second', 'third'] as const

/** At most three accounts to choose from, each with its key. */
export function Candidates({ candidates, chosen, isMatch, onChoose }: CandidatesProps) {
  return (
    <section className="panel-part review-candidates">
      <h3 id="candidates">{isMatch ? 'Likeliest accounts' : 'Accounts of that company'}</h3>
      {candidates.length === 0 && <p className="faint">No account is like it.</p>}
      <div role="radiogroup" aria-labelledby="candidates">
        {candidates.map((candidate, index) => (
          <button
            key={candidate.recordId} type="button" role="radio" aria-checked={candidate.recordId === chosen} className="candidate"
            onClick={() => onChoose(candidate)}
          >
            <ReviewKeycaps of={places[index] ?? 'first'} />
            <span className="candidate-name">{candidate.name}</span>
            <span className="faint">{[candidate.domain, candidate.stage].filter(Boolean).join(' · ')}</span>
            <span className="numeric">{formatShare(candidate.confidence)}</span>
          </button>
        ))}
      </div>
    </section>
  )
}
