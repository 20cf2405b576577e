import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import { countOf } from '../../lib/formats.ts'
import { Button } from '../../ui/button.tsx'
import { useDraft } from './draft.ts'
import type { Item } from './item-key.ts'
import { NoteField } from './note-field.tsx'
import { ReviewKeycaps } from './review-keycaps.tsx'
import { type Answer, answerSign, answerWord } from './review-keys.ts'

interface AnswerBarProps {
  item: Item
  read: ReviewItem | null
  canChoose: boolean
  /** How many are decided where it holds for all alike. */
  reach: number
  onAnswer: (answer: Answer) => void
}

/** The answers with their keys, and what goes with them: a note, and whom else they hold for. */
export function AnswerBar({ item, read, canChoose, reach, onAnswer }: AnswerBarProps) {
  const { draft, toggleAlike } = useDraft(item)
  const answers: readonly Answer[] = canChoose ? ['accept', 'reject', 'unsure', 'none'] : ['accept', 'reject', 'unsure']
  return (
    <footer className="answer-bar">
      {draft.account && <p className="answer-means">{answerWord('accept', item.kind)} means: <strong>{draft.account.name}</strong>.</p>}
      <div className="answer-keys" role="group" aria-label="Decide">
        {answers.map((answer) => (
          <Button key={answer} disabled={read === null} onClick={() => onAnswer(answer)}>
            <span className={`verdict-${answer}`} aria-hidden>{answerSign[answer]}</span> {answerWord(answer, item.kind)} <ReviewKeycaps of={answer} />
          </Button>
        ))}
      </div>
      <div className="answer-more">
        <NoteField item={item} />
        {reach > 1 && read && (
          <label className="answer-alike">
            <input type="checkbox" checked={draft.alike} onChange={toggleAlike} />
            <span className="truncate" title={alikeWords(item, read, reach)}>{alikeWords(item, read, reach)}</span> <ReviewKeycaps of="alike" />
          </label>
        )}
      </div>
    </footer>
  )
}

const alikeWords = ({ kind }: Item, { companyText, proposed, title }: ReviewItem, reach: number): string =>
  kind === 'claim' ? `All ${countOf(reach, 'claim')} of ${title} that name ${proposed ?? 'it'}` : `Everybody who writes “${companyText ?? ''}”: ${countOf(reach, 'person', 'people')}`
