import type { Handlers } from '../../../shared/contract.ts'
import { ensureLifecycle } from '../lifecycle/ensure-lifecycle.ts'
import { withRun } from '../score/ensure-scored.ts'
import type { Session } from '../session.ts'
import { analyseBeforeEntry } from './before-entry.ts'

export const beforeEntryHandlers = (session: Session): Pick<Handlers, 'analyse.beforeEntry'> => ({
  'analyse.beforeEntry': async ({ seed, sets, filter, ...request }, signal) => {
    const workspace = session.workspace()
    return withRun(workspace, request, {
      signal,
      work: async (run) => {
        await ensureLifecycle(workspace, run, signal)
        return analyseBeforeEntry(workspace.reader, run, { seed, sets, segment: filter, signal })
      },
    })
  },
})
