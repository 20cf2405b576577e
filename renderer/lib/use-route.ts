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

/** Address for a link that keeps what the header rules. */
export const linkTo = (from: Route, to: Partial<Route>): string => formatRoute(follow(from, to))
