import { create } from 'zustand'
import type { Account } from './item-body.tsx'
import { type Item, itemKeyOf } from './item-key.ts'

/** What is meant to go with the next key, until it is pressed or the reviewer goes on. */
interface Draft {
  itemKey: string | null
  account: Account | null
  alike: boolean
  note: string
}

const empty: Draft = { itemKey: null, account: null, alike: false, note: '' }
const useDrafts = create<Draft>(() => empty)

/** The draft of this item; another item’s is not shown with it. */
export function useDraft(item: Item) {
  const itemKey = itemKeyOf(item)
  const kept = useDrafts()
  const draft = kept.itemKey === itemKey ? kept : { ...empty, itemKey }
  const change = (next: Partial<Draft>) => useDrafts.setState({ ...draft, ...next })
  return {
    draft,
    choose: (account: Account) => change({ account }),
    toggleAlike: () => change({ alike: !draft.alike }),
    write: (note: string) => change({ note }),
    finish: () => useDrafts.setState(empty),
  }
}
