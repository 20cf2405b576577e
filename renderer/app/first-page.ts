import type { WorkspaceStatus } from '../../shared/contract-workspace.ts'
import { emptyRoute } from '../lib/route.ts'
import { navigate } from '../lib/use-route.ts'

/** A workspace with data opens on its answer, an empty one where data comes in. */
export const goToFirstPage = ({ counts }: WorkspaceStatus): void => navigate({ ...emptyRoute, page: counts.imports > 0 ? 'explore' : 'import' })
