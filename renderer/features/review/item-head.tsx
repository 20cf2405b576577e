import { ArrowLeft } from 'lucide-react'
import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import { providerWord } from '../../lib/signal-words.ts'
import { navigate } from '../../lib/use-route.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type Item, itemKeyOf } from './item-key.ts'
import { answerSign, answerWord } from './review-keys.ts'
import { line } from './review-line.ts'

/** Who or what it is about, and the question. */
export function ItemHead({ item, read, isBlind }: { item: Item; read: ReviewItem | null; isBlind: boolean }) {
  line.use((state) => state.version)
  const mark = line.mark(itemKeyOf(item))
  return (
    <header className="item-head">
      <div className="item-head-line">
        <h2 data-item={itemKeyOf(item)}>{read?.title ?? <Skeleton width={180} height={20} />}</h2>
        <Button tone="quiet" className="item-back" onClick={() => navigate({ open: null }, { replace: true })}><ArrowLeft size={14} aria-hidden /> Queue</Button>
      </div>
      <p className="soft">{read ? <Question item={item} read={read} isBlind={isBlind} /> : <Skeleton width={260} height={14} />}</p>
      {mark && (
        <p className="item-mark">
          <span className={`verdict-${mark.verdict}`} aria-hidden>{answerSign[mark.verdict]}</span> {mark.verdict === 'choose' ? 'Another account' : answerWord(mark.verdict, item.kind)}
          {mark.isWritten ? ' · decided' : ' · being written'}{mark.note !== null && <span className="soft"> · {mark.note}</span>}
        </p>
      )}
    </header>
  )
}

function Question({ item: { kind }, read: { proposed, claims }, isBlind }: { item: Item; read: ReviewItem; isBlind: boolean }) {
  const company = <strong>{proposed ?? 'no company'}</strong>
  if (kind === 'match') return <>Is it the account {company}?</>
  const provider = claims.find(({ isItem }) => isItem)?.provider
  return kind === 'claim' && provider !== undefined && !isBlind ? <>{providerWord(provider)} says: works at {company}. Right?</> : <>Does this person work at {company}?</>
}
