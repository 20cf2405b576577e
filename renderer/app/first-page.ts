import { useEffect } from 'react'
import type { WorkspaceStatus } from '../../shared/contract-workspace.ts'
import { lastPlace, rememberPlace } from '../lib/last-place.ts'
import { emptyRoute, parseRoute } from '../lib/route.ts'
import { navigate, useRoute } from '../lib/use-route.ts'

/** Moving along rows changes the place many times a second. */
const settled = 300

/** A workspace opens where it was left; for the first time with data on its answer, an empty one where data comes in. */
function goToFirstPage({ path, counts }: WorkspaceStatus): void {
  const left = lastPlace(path)
  navigate(left === null ? { ...emptyRoute, page: counts.imports > 0 ? 'explore' : 'import' } : parseRoute(left), { replace: true })
}

/** The same, unless somebody has gone to a page meanwhile: the shell stands before the answer to opening arrives. */
export function goToFirstPageOnce(status: WorkspaceStatus): void {
  if (window.location.hash === '') goToFirstPage(status)
}

/** Without a workspace an address names nothing that could be kept. */
export const forgetPage = (): void => window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}`)

/** Keeps the place, and goes back to it where the address names none. */
export function usePlace(status: WorkspaceStatus): void {
  const route = useRoute()
  const { path } = status
  useEffect(() => {
    goToFirstPageOnce(status)
    // Only at the start: later on the address says where we are.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [path])
  useEffect(() => {
    const keeping = window.setTimeout(() => rememberPlace(path, window.location.hash), settled)
    return () => window.clearTimeout(keeping)
  }, [path, route])
}
