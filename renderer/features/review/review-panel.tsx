import { useState } from 'react'
import { useAction } from '../../lib/actions.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { countOf } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Drawer, DrawerSkeleton } from '../../ui/drawer.tsx'
import { Keycaps } from '../../ui/keycaps.tsx'
import { Trouble } from '../../ui/page.tsx'
import { AccountSearch } from './account-search.tsx'
import { Candidates } from './candidates.tsx'
import { decisionOf, type Stroke } from './decision-of.ts'
import { Facing } from './facing.tsx'
import type { Item } from './item-key.ts'

interface ReviewPanelProps {
  item: Item
  /** Goes on to the next item. */
  onDecided: () => void
  onClose: () => void
}

const said: Readonly<Record<Stroke['verdict'], string>> = { accept: 'Accepted', reject: 'Rejected', none: 'Not in the CRM' }

/** One item: evidence side by side, candidates, and the keys that decide. */
export function ReviewPanel({ item, onDecided, onClose }: ReviewPanelProps) {
  const isMatch = item.kind === 'match'
  const { data, error } = useCall('review.item', { ...item })
  const [picked, setPicked] = useState<{ recordId: string; name: string } | null>(null)
  const [forText, setForText] = useState(false)
  const command = useCommand('review.decide')
  const chosen = picked?.recordId ?? (isMatch ? item.object : null)
  const shared = !isMatch && data !== undefined && data.companyText !== null && data.sameText > 1
  const everybody = shared ? countOf(data.sameText, 'person', 'people') : ''

  const decide = (verdict: Stroke['verdict']) => {
    if (!data || command.isPending) return
    const text = shared && forText ? data.companyText : null
    command.mutate({ decisions: [decisionOf({ item, verdict, recordId: verdict === 'accept' ? chosen : null, text, queue: 'uncertain' })] }, {
      onSuccess: () => {
        say(`${said[verdict]}: ${data.title}${text === null ? '' : ` and all who write it (${everybody})`}. U undoes it.`)
        onDecided()
      },
      onError: sayError,
    })
  }
  const pick = (index: number) => {
    const candidate = data?.candidates[index]
    if (candidate) setPicked(candidate)
  }
  useAction({ id: 'review-accept', label: 'Accept', group: 'Review', shortcut: '1', run: () => decide('accept') })
  useAction({ id: 'review-reject', label: 'Reject', group: 'Review', shortcut: '2', run: () => decide('reject') })
  useAction({ id: 'review-none', label: 'Not in the CRM', group: 'Review', shortcut: '0', run: () => decide('none') })
  useAction({ id: 'review-first', label: 'Choose the first candidate', group: 'Review', shortcut: '3', run: () => pick(0) })
  useAction({ id: 'review-second', label: 'Choose the second candidate', group: 'Review', shortcut: '4', run: () => pick(1) })
  useAction({ id: 'review-third', label: 'Choose the third candidate', group: 'Review', shortcut: '5', run: () => pick(2) })
  useAction({ id: 'review-text', label: 'For everybody who writes the same', group: 'Review', shortcut: 'p', run: () => setForText((now) => !now) }, shared)

  const account = data?.candidates.find(({ recordId }) => recordId === chosen) ?? null
  return (
    <Drawer title={data?.title ?? null} under={<span>{isMatch ? 'Which account is this company?' : 'Does this person work there?'}</span>} onClose={onClose}>
      {error && <Trouble error={error} />}
      {!data && !error && <DrawerSkeleton />}
      {data && (
        <div className="review-panel">
          <Facing item={data} isMatch={isMatch} chosen={account} />
          <Candidates candidates={data.candidates} chosen={chosen} isMatch={isMatch} onChoose={(recordId) => setPicked(data.candidates.find((each) => each.recordId === recordId) ?? null)} />
          <AccountSearch chosen={chosen} onChoose={setPicked} />
          {picked && <p className="review-picked">Accepting means: <strong>{picked.name}</strong>.</p>}
          {shared && (
            <label className="review-scope">
              <input type="checkbox" checked={forText} onChange={({ target }) => setForText(target.checked)} />
              <span>For everybody who writes “{data.companyText}”: {everybody}</span> <Keycaps shortcut="p" />
            </label>
          )}
          <div className="review-keys" role="group" aria-label="Decide">
            <Button onClick={() => decide('accept')}><span className="verdict-good" aria-hidden>✓</span> Accept <Keycaps shortcut="1" /></Button>
            <Button onClick={() => decide('reject')}><span className="verdict-bad" aria-hidden>✕</span> Reject <Keycaps shortcut="2" /></Button>
            <Button onClick={() => decide('none')}><span className="verdict-none" aria-hidden>○</span> Not in the CRM <Keycaps shortcut="0" /></Button>
          </div>
        </div>
      )}
    </Drawer>
  )
}
