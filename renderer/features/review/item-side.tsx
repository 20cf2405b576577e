import { ListChecks } from 'lucide-react'
import { useRef } from 'react'
import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import { useAction } from '../../lib/actions.ts'
import { say } from '../../lib/notices.ts'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AnswerBar } from './answer-bar.tsx'
import { accountSearchId } from './account-search.tsx'
import { strokeOf } from './decision-of.ts'
import { useDesk } from './desk.ts'
import { useDraft } from './draft.ts'
import { BlindBody, ItemBody } from './item-body.tsx'
import { type Item, readItemKey } from './item-key.ts'
import { ItemHead } from './item-head.tsx'
import { firstLinkId } from './item-links.tsx'
import { noteFieldId } from './note-field.tsx'
import { type Answer, answerWord, reviewKeys } from './review-keys.ts'
import { line } from './review-line.ts'
import type { Moves } from './use-moves.ts'
import { useItem } from './use-item.ts'

interface ItemSideProps {
  queue: string
  isBlind: boolean
  moves: Moves
}

/** The evidence of the item on screen, and the keys that judge it. */
export function ItemSide(props: ItemSideProps) {
  const itemKey = useDesk((state) => state.itemKey)
  const item = itemKey === null ? null : readItemKey(itemKey)
  if (!item) {
    return (
      <section className="item-side item-none" aria-label="Item">
        <ListChecks size={28} aria-hidden />
        <p className="soft">Nothing is open yet. Press j or click a row to begin.</p>
      </section>
    )
  }
  return <OpenItem item={item} {...props} />
}

function OpenItem({ item, queue, isBlind, moves }: ItemSideProps & { item: Item }) {
  const { data, error, refetch } = useItem(item)
  const { draft, choose, toggleAlike, finish } = useDraft(item)
  const body = useRef<HTMLDivElement>(null)
  const { kind } = item
  const proposed = kind === 'match' ? item.object : null
  const chosen = draft.account?.recordId ?? proposed
  const reach = data ? alikeCount(item, data) : 0

  const answer = (given: Answer) => {
    if (!data) return
    const position = useDesk.getState().position
    line.decide(strokeOf({ item, read: data, answer: given, recordId: given === 'accept' ? draft.account?.recordId ?? proposed : null, alike: draft.alike && reach > 1, note: draft.note.trim() || null, queue, position }))
    finish()
    body.current?.scrollTo(0, 0)
    moves.advance()
  }
  const pick = (index: number) => {
    const candidate = data?.candidates[index]
    if (candidate) choose(candidate)
  }
  const canChoose = kind !== 'claim' && !isBlind
  const withWord = (key: 'accept' | 'reject') => ({ ...reviewKeys[key], label: answerWord(key, kind), group: 'Review' })
  useAction({ ...withWord('accept'), run: () => answer('accept') })
  useAction({ ...withWord('reject'), run: () => answer('reject') })
  useAction({ ...reviewKeys.unsure, group: 'Review', run: () => answer('unsure') })
  useAction({ ...reviewKeys.none, group: 'Review', run: () => answer('none') }, canChoose)
  useAction({ ...reviewKeys.first, group: 'Review', run: () => pick(0) }, canChoose)
  useAction({ ...reviewKeys.second, group: 'Review', run: () => pick(1) }, canChoose)
  useAction({ ...reviewKeys.third, group: 'Review', run: () => pick(2) }, canChoose)
  useAction({ ...reviewKeys.other, group: 'Review', run: () => document.getElementById(accountSearchId)?.focus() }, canChoose)
  useAction({ ...reviewKeys.alike, group: 'Review', run: () => (reach > 1 ? toggleAlike() : say('Nobody else is like this one.')) }, !isBlind)
  useAction({ ...reviewKeys.note, group: 'Review', run: () => document.getElementById(noteFieldId)?.focus() })
  useAction({ ...reviewKeys.links, group: 'Review', run: () => document.getElementById(firstLinkId)?.focus() })

  return (
    <section className="item-side" aria-label="Item">
      <ItemHead item={item} read={data ?? null} isBlind={isBlind} />
      <div className="item-body" ref={body} tabIndex={0} role="region" aria-label="Evidence">
        {error && <Trouble error={error} onRetry={() => void refetch()} />}
        {!data && !error && <ItemSkeleton />}
        {data && (isBlind ? <BlindBody item={data} /> : <ItemBody kind={kind} item={data} chosen={chosen} onChoose={choose} />)}
      </div>
      <AnswerBar item={item} read={data ?? null} canChoose={canChoose} reach={isBlind ? 0 : reach} onAnswer={answer} />
    </section>
  )
}

/** How many a stroke for all alike decides: claims of the person, or people who write the text. */
const alikeCount = ({ kind }: Item, { alike, sameText, companyText }: ReviewItem): number =>
  kind === 'claim' ? alike : kind === 'attribution' && companyText !== null ? sameText : 0

function ItemSkeleton() {
  return <div role="status" aria-label="Loading" className="item-skeleton"><Skeleton height={160} /><Skeleton height={20} /><Skeleton height={120} /></div>
}
