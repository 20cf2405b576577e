import { useEffect, useEffectEvent } from 'react'
import { create } from 'zustand'

/** Something a person can do here; the palette, the shortcut sheet and the keyboard all read this list. */
export interface Action {
  id: string
  label: string
  group: string
  /** `mod+k`, `/`, or two keys after one another: `g c`. */
  shortcut?: string
  /** Further words the palette finds it by. */
  keywords?: string
  run: () => void
}

export const useActionList = create<{ actions: readonly Action[] }>(() => ({ actions: [] }))

/** Offers an action for as long as the component is there. */
export function useAction({ id, label, group, shortcut, keywords, run }: Action, enabled = true): void {
  const onRun = useEffectEvent(run)
  useEffect(() => {
    if (!enabled) return
    const action: Action = { id, label, group, ...(shortcut ? { shortcut } : {}), ...(keywords ? { keywords } : {}), run: () => onRun() }
    useActionList.setState(({ actions }) => ({ actions: [...actions.filter((each) => each.id !== id), action] }))
    return () => useActionList.setState(({ actions }) => ({ actions: actions.filter((each) => each !== action) }))
  }, [id, label, group, shortcut, keywords, enabled])
}
