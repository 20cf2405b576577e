import { useEffect, useEffectEvent } from 'react'
import { create } from 'zustand'
import { useShortcut } from './key-bindings.ts'

/** Something a person can do here; the palette, the shortcut sheet and the keyboard all read this list. */
export interface Action {
  id: string
  label: string
  group: string
  /** `mod+k`, `/`, or two keys after one another: `g c`. */
  shortcut?: string | undefined
  /** True where a key held down runs it again and again. */
  repeats?: boolean
  /** Further words the palette finds it by. */
  keywords?: string
  run: () => void
}

export const useActionList = create<{ actions: readonly Action[] }>(() => ({ actions: [] }))

/** Offers an action for as long as the component is there, on the key the person chose for it or else on the given one. */
export function useAction({ id, label, group, shortcut: given, repeats = false, keywords, run }: Action, enabled = true): void {
  const shortcut = useShortcut(id, given ?? '')
  const onRun = useEffectEvent(run)
  useEffect(() => {
    if (!enabled) return
    const action: Action = { id, label, group, repeats, ...(shortcut ? { shortcut } : {}), ...(keywords ? { keywords } : {}), run: () => onRun() }
    useActionList.setState(({ actions }) => ({ actions: [...actions.filter((each) => each.id !== id), action] }))
    return () => useActionList.setState(({ actions }) => ({ actions: actions.filter((each) => each !== action) }))
  }, [id, label, group, shortcut, repeats, keywords, enabled])
}
