import type { Explanation } from '../../../shared/model.ts'
import { formatPoints, formatShare } from '../../lib/formats.ts'
import { familyWord } from '../../../shared/signal-names.ts'
import { familyColour } from '../../lib/signal-words.ts'
import { pointsByFamily } from './points-by-family.ts'
import './companies.css'

/** The score as one bar of families that add up to it. */
export function ScoreBar({ explanation: { contributions, score } }: { explanation: Explanation }) {
  const parts = pointsByFamily(contributions)
  return (
    <>
      <div className="score-bar" aria-hidden>
        {parts.map(({ family, points }) => <span key={family} style={{ flex: points, background: familyColour(family) }} title={`${familyWord(family)} ${formatPoints(points)}`} />)}
      </div>
      <ul className="score-legend numeric">
        {parts.map(({ family, points }) => (
          <li key={family}>
            <span className="family-mark" style={{ background: familyColour(family) }} aria-hidden />
            <span>{familyWord(family)}</span>
            <span data-testid="family-points">{formatPoints(points)}</span>
            <span className="faint">{formatShare(score > 0 ? points / score : null)}</span>
          </li>
        ))}
        <li className="score-sum"><span /><span>Score</span><span data-testid="score-sum">{formatPoints(score)}</span><span /></li>
      </ul>
    </>
  )
}
