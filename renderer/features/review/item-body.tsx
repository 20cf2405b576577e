import { memo } from 'react'
import type { ReviewItem } from '../../../shared/contract-review-item.ts'
import type { ItemKind } from '../../../shared/decision.ts'
import { AccountSearch } from './account-search.tsx'
import { Candidates } from './candidates.tsx'
import { CompareCards } from './compare-cards.tsx'
import { EarlierDecisions } from './earlier-decisions.tsx'
import { ItemLinks } from './item-links.tsx'
import { OtherClaims } from './other-claims.tsx'
import { PersonEvidence } from './person-evidence.tsx'
import { RecentEvents } from './recent-events.tsx'
import { VerdictNote } from './verdict-note.tsx'

export interface Account {
  recordId: string
  name: string
}

interface ItemBodyProps {
  kind: ItemKind
  item: ReviewItem
  chosen: string | null
  onChoose: (account: Account) => void
}

/** Everything that helps to judge one item, what speaks against it first. */
export const ItemBody = memo(function ItemBody({ kind, item, chosen, onChoose }: ItemBodyProps) {
  return (
    <>
      <CompareCards kind={kind} item={item} />
      {item.verdict && <VerdictNote verdict={item.verdict} />}
      {kind !== 'claim' && <Candidates candidates={item.candidates} chosen={chosen} isMatch={kind === 'match'} onChoose={onChoose} />}
      {kind !== 'claim' && <AccountSearch chosen={chosen} onChoose={onChoose} />}
      <EarlierDecisions decisions={item.decisions} kind={kind} />
      <OtherClaims claims={item.claims} />
      {item.evidence.length > 0 && <PersonEvidence evidence={item.evidence} />}
      <RecentEvents events={item.events} />
      <ItemLinks links={item.links} />
    </>
  )
})

/** The same without anything that tells how the machine came to it. */
export const BlindBody = memo(function BlindBody({ item }: { item: ReviewItem }) {
  return (
    <>
      <dl className="facts">{item.facts.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <p className="soft">Method, verdict and confidence stay hidden: what you say here measures how often they are right.</p>
      <RecentEvents events={item.events} />
      <ItemLinks links={item.links} />
    </>
  )
})
