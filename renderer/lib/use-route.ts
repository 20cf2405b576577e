import { useSyncExternalStore } from 'react'
import { follow, formatRoute, parseRoute, type Route } from './route.ts'

let cached = { hash: '', route: parseRoute('') }

/** The current route; equal hashes give the identical object, so it can be compared by reference. */
export function currentRoute(): Route {
  const { hash } = window.location
  if (hash !== cached.hash) cached = { hash, route: parseRoute(hash) }
  return cached.route
}

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('popstate', listener)
  window.addEventListener('hashchange', listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener('hashchange', listener)
  }
}

export const useRoute = (): Route => useSyncExternalStore(subscribe, currentRoute)

/** `replace` leaves no step behind for the back button (typing in a search box, moving along rows). */
export function navigate(to: Partial<Route>, { replace = false } = {}): void {
  const hash = formatRoute(follow(currentRoute(), to))
  if (hash === window.location.hash) return
  if (replace) window.history.replaceState(null, '', hash)
  else window.history.pushState(null, '', hash)
  window.dispatchEvent(new PopStateEvent('popstate'))
}

/** What a figure is set to, kept in the address by `name` so that a link and a saved view have it; the first one offered is usual and leaves no trace. */
export function useChoice<T extends string>(name: string, offered: readonly [T, ...T[]]): [T, (value: T) => void] {
  // The text alone: a figure is not drawn anew for whatever else the address says.
  const chosen = useSyncExternalStore(subscribe, () => currentRoute().chosen[name])
  const choose = (value: T): void => {
    const others = Object.entries(currentRoute().chosen).filter(([other]) => other !== name)
    navigate({ chosen: Object.fromEntries(value === offered[0] ? others : [...others, [name, value]]) }, { replace: true })
  }
  return [offered.find((each) => each === chosen) ?? offered[0], choose]
}

/** Address for a link that keeps what the header rules. */
export const linkTo = (from: Route, to: Partial<Route>): string => formatRoute(follow(from, to))
