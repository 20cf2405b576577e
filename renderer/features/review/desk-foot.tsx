import { formatInteger } from '../../lib/formats.ts'
import { Button } from '../../ui/button.tsx'
import { Keycaps } from '../../ui/keycaps.tsx'
import { useShortcut } from '../../lib/key-bindings.ts'
import { paceWords } from './pace.ts'
import { ReviewKeycaps } from './review-keycaps.tsx'
import { reviewKeys, sharedKeys } from './review-keys.ts'
import { line } from './review-line.ts'

const hints: readonly (readonly [keyof typeof reviewKeys, string])[] = [['next', 'next'], ['previous', 'previous'], ['undo', 'undo'], ['note', 'note'], ['alike', 'all alike'], ['bulk', 'all shown']]

/** How far the reviewer is, and the keys of the page. */
export function DeskFoot({ total, onRefresh }: { total: number | null; onRefresh: () => void }) {
  const { decided, waiting } = line.use()
  return (
    <footer className="desk-foot" aria-label="Progress and keys">
      <span className="desk-pace numeric" data-testid="pace">{total === null ? '' : paceWords({ decided: decided + waiting, total, times: line.times })}</span>
      {waiting > 0 && <span className="faint numeric" data-testid="waiting">{formatInteger(waiting)} being written</span>}
      {decided > 0 && (
        <span className="desk-decided"><span className="numeric" data-testid="decided">{formatInteger(decided)} decided</span> <Button tone="quiet" onClick={onRefresh}>Refresh queue <ReviewKeycaps of="refresh" /></Button></span>
      )}
      <span className="desk-hints">
        {hints.map(([key, words]) => <span key={key}><ReviewKeycaps of={key} /> {words}</span>)}
        {sharedKeys.map(({ id, shortcut }, index) => <Hint key={id} id={id} shortcut={shortcut} words={index === 0 ? 'filter' : 'all keys'} />)}
      </span>
    </footer>
  )
}

const Hint = ({ id, shortcut, words }: { id: string; shortcut: string; words: string }) => <span><Keycaps shortcut={useShortcut(id, shortcut)} /> {words}</span>
