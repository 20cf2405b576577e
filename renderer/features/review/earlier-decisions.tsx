import type { Decision, ItemKind } from '../../../shared/decision.ts'
import { formatMinute } from '../../lib/formats.ts'
import { answerSign, answerWord } from './review-keys.ts'

/** What people said of this item before, with their notes. */
export function EarlierDecisions({ decisions, kind }: { decisions: readonly Decision[]; kind: ItemKind }) {
  const said = decisions.filter(({ verdict }) => verdict !== null)
  if (said.length === 0) return null
  return (
    <section className="panel-part" aria-label="Earlier decisions">
      <h3>Earlier decisions</h3>
      <ul className="panel-list">
        {said.map(({ decisionId, verdict, reviewer, decidedAt, note, reverted, target }) => verdict && (
          <li key={decisionId}>
            <span className="panel-line">
              <span className={reverted ? 'taken-back' : ''}><span aria-hidden>{answerSign[verdict]}</span> {verdict === 'choose' ? `Another: ${target ?? ''}` : answerWord(verdict, kind)}</span>
              <span className="faint">{reviewer} · {formatMinute(decidedAt)}{reverted && ' · taken back'}</span>
            </span>
            {note && <span className="soft">{note}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
