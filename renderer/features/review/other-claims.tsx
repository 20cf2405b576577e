import type { ReviewClaim } from '../../../shared/contract-review-item.ts'
import { formatShare } from '../../lib/formats.ts'
import { providerWord } from '../../lib/signal-words.ts'
import { timeThere } from './person-evidence.tsx'
import { answerSign } from './review-keys.ts'
import { VerdictChip } from './verdict-note.tsx'

/** Everything providers say of the person besides the claim on screen. */
export function OtherClaims({ claims }: { claims: readonly ReviewClaim[] }) {
  const others = claims.filter(({ isItem }) => !isItem)
  if (others.length === 0) return null
  return (
    <section className="panel-part" aria-label="Other claims">
      <h3>Other claims about this person <span className="faint numeric">{others.length}</span></h3>
      <ul className="panel-list">
        {others.map((claim) => (
          <li key={claim.claimKey}>
            <span className="panel-line">
              <span><strong>{claim.company ?? claim.domain ?? 'No company'}</strong>{claim.title && <span className="soft"> · {claim.title}</span>}</span>
              {claim.verdict && <VerdictChip verdict={claim.verdict} />}
            </span>
            <span className="soft">
              {[
                providerWord(claim.provider), claim.confidence === null ? null : `${formatShare(claim.confidence)} by its own account`,
                timeThere({ from: claim.startedAt, to: claim.endedAt, past: !claim.current }), claim.location, claim.isAlike ? 'names the same company' : null,
                claim.decision && `${answerSign[claim.decision.verdict]} decided by ${claim.decision.reviewer}`,
              ].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
