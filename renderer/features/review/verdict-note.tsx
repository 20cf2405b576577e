import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import { formatShare } from '../../lib/formats.ts'

type Verdict = NonNullable<ReviewItem['verdict']>

const tones: Readonly<Record<Verdict['verdict'], { sign: string; tone: string }>> = {
  correct: { sign: '✓', tone: 'chip-good' }, incorrect: { sign: '✕', tone: 'chip-bad' }, unsure: { sign: '?', tone: 'chip-warn' },
}

export const VerdictChip = ({ verdict: { verdict, confidence } }: { verdict: Pick<Verdict, 'verdict' | 'confidence'> }) => (
  <span className={`chip ${tones[verdict].tone}`}><span aria-hidden>{tones[verdict].sign}</span> {verdict} {formatShare(confidence)}</span>
)

/** What the verifier thinks and why, with the words it read in the profile. */
export function VerdictNote({ verdict }: { verdict: Verdict }) {
  return (
    <section className="panel-part" aria-label="Verifier">
      <h3>The verifier says <VerdictChip verdict={verdict} /></h3>
      <p>{verdict.reason}</p>
      {verdict.quotes.length > 0 && <ul className="quotes" aria-label="Quotes">{verdict.quotes.map((quote) => <li key={quote}><q>{quote}</q></li>)}</ul>}
      <p className="faint">{[verdict.verifier, verdict.version, verdict.model].filter(Boolean).join(' · ')}</p>
    </section>
  )
}
