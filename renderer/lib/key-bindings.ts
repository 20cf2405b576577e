import { create } from 'zustand'

const storageKey = 'bandstand.keys'

type Chosen = Readonly<Record<string, string>>

function remembered(): Chosen {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(storageKey) ?? '{}')
    return typeof stored === 'object' && stored !== null ? Object.fromEntries(Object.entries(stored).filter((pair): pair is [string, string] => typeof pair[1] === 'string')) : {}
  } catch {
    return {}
  }
}

/** The keys a person chose in place of the given ones, by action. */
export const useKeyBindings = create<{ chosen: Chosen }>(() => ({ chosen: remembered() }))

function remember(chosen: Chosen): void {
  useKeyBindings.setState({ chosen })
  window.localStorage.setItem(storageKey, JSON.stringify(chosen))
}

export const bindKey = (id: string, shortcut: string): void => remember({ ...useKeyBindings.getState().chosen, [id]: shortcut })

/** Gives these actions their own keys back. */
export const resetKeys = (ids: readonly string[]): void =>
  remember(Object.fromEntries(Object.entries(useKeyBindings.getState().chosen).filter(([id]) => !ids.includes(id))))

/** The key an action answers to now. */
export const useShortcut = (id: string, given: string): string => useKeyBindings(({ chosen }) => chosen[id] ?? given)

/** Moving, confirming and leaving keep their keys. */
const reserved: readonly string[] = ['Enter', 'Escape', 'Tab', ' ', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown', 'F6', 'Backspace', 'Delete']

interface Bound {
  id: string
  label: string
  shortcut?: string | undefined
}

interface Wish {
  id: string
  key: string
  /** What shares the page: each with the key it answers to. */
  others: readonly Bound[]
}

/** Why an action cannot have this key, in one sentence; null where it can. */
export function refusal({ id, key, others }: Wish): string | null {
  if (reserved.includes(key)) return `${nameOf(key)} moves, confirms or leaves everywhere. Choose another key.`
  const holder = others.find((other) => other.id !== id && (other.shortcut === key || other.shortcut?.startsWith(`${key} `)))
  return holder ? `${nameOf(key)} is taken by “${holder.label}”. Choose another key, or give that one another first.` : null
}

const nameOf = (key: string): string => (key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key)

/** The actions whose keys would be promised in vain left without them: a newer action of the page answers first. */
export const answering = <T extends Bound>(actions: readonly T[]): T[] =>
  actions.map((action, index) => (action.shortcut !== undefined && actions.slice(index + 1).some(({ shortcut }) => shortcut === action.shortcut) ? { ...action, shortcut: undefined } : action))
