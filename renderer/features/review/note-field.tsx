import { useDraft } from './draft.ts'
import type { Item } from './item-key.ts'
import { ReviewKeycaps } from './review-keycaps.tsx'

export const noteFieldId = 'review-note'

/** A note that is kept with the decision. Enter and Escape give the keys back; Shift and Enter begin a new line. */
export function NoteField({ item }: { item: Item }) {
  const { draft, write } = useDraft(item)
  return (
    <div className="note-field">
      <label htmlFor={noteFieldId}>Note <ReviewKeycaps of="note" /></label>
      <textarea
        id={noteFieldId} className="input" rows={1} maxLength={4000} value={draft.note} placeholder="Kept with the decision"
        onChange={({ target }) => write(target.value)}
        onKeyDown={(event) => {
          if ((event.key !== 'Enter' || event.shiftKey) && event.key !== 'Escape') return
          event.preventDefault()
          event.currentTarget.blur()
        }}
      />
    </div>
  )
}
