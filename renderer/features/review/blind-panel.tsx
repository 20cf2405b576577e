import { blindQueue } from '../../../shared/contract-quality.ts'
import { useAction } from '../../lib/actions.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Drawer, DrawerSkeleton } from '../../ui/drawer.tsx'
import { Keycaps } from '../../ui/keycaps.tsx'
import { Trouble } from '../../ui/page.tsx'
import { decisionOf } from './decision-of.ts'
import type { Item } from './item-key.ts'

interface BlindPanelProps {
  item: Item
  /** The company to be judged. */
  company: string
  onDecided: () => void
  onSkip: () => void
  onClose: () => void
}

/** One item of the blind sample: the person and the company, and nothing of how the two were brought together. */
export function BlindPanel({ item, company, onDecided, onSkip, onClose }: BlindPanelProps) {
  const { data, error } = useCall('review.item', { ...item })
  const command = useCommand('review.decide')
  const decide = (verdict: 'accept' | 'reject') => {
    if (!data || command.isPending) return
    command.mutate({ decisions: [decisionOf({ item, verdict, recordId: null, text: null, queue: blindQueue })] }, {
      onSuccess: () => {
        say(`${verdict === 'accept' ? 'Correct' : 'Incorrect'}: ${data.title}. U undoes it.`)
        onDecided()
      },
      onError: sayError,
    })
  }
  useAction({ id: 'blind-correct', label: 'Correct', group: 'Review', shortcut: '1', run: () => decide('accept') })
  useAction({ id: 'blind-incorrect', label: 'Incorrect', group: 'Review', shortcut: '2', run: () => decide('reject') })
  useAction({ id: 'blind-unsure', label: 'Unsure: leave it open', group: 'Review', shortcut: '3', run: onSkip })
  return (
    <Drawer title={data?.title ?? null} under={<span>Does this person work at <strong>{company}</strong>?</span>} onClose={onClose}>
      {error && <Trouble error={error} />}
      {!data && !error && <DrawerSkeleton />}
      {data && (
        <div className="review-panel">
          <dl className="review-facts blind-facts">
            {data.facts.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
          </dl>
          <p className="soft">Method and confidence stay hidden: what you say here measures how often they are right.</p>
          <div className="review-keys" role="group" aria-label="Judge">
            <Button onClick={() => decide('accept')}><span className="verdict-good" aria-hidden>✓</span> Correct <Keycaps shortcut="1" /></Button>
            <Button onClick={() => decide('reject')}><span className="verdict-bad" aria-hidden>✕</span> Incorrect <Keycaps shortcut="2" /></Button>
            <Button onClick={onSkip}><span className="verdict-none" aria-hidden>○</span> Unsure <Keycaps shortcut="3" /></Button>
          </div>
        </div>
      )}
    </Drawer>
  )
}
