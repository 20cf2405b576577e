import type { TargetListEntry, TargetListName } from '../../../shared/contract-target-lists.ts'
import type { Handlers } from '../../../shared/contract.ts'
import type { Connection } from '../db/connection.ts'
import { ensureLifecycle } from '../lifecycle/ensure-lifecycle.ts'
import { ensurePersonas } from '../personas/ensure-personas.ts'
import { withRun } from '../score/ensure-scored.ts'
import type { Run } from '../score/run-store.ts'
import type { Session } from '../session.ts'
import { champions } from './champions.ts'
import { midFunnel } from './mid-funnel.ts'
import { missing } from './missing.ts'
import { outreach } from './outreach.ts'

const lists: Record<TargetListName, (connection: Connection, run: Run) => Promise<TargetListEntry[]>> = { missing, 'mid-funnel': midFunnel, outreach, champions }

export const targetListHandlers = (session: Session): Pick<Handlers, 'targetLists.read'> => ({
  'targetLists.read': async ({ list, limit, ...request }, signal) => {
    const workspace = session.workspace()
    return withRun(workspace, request, {
      signal,
      work: async (run) => {
        if (list === 'outreach') await ensureLifecycle(workspace, run, signal)
        if (list === 'champions') await ensurePersonas(workspace, signal)
        const entries = await lists[list](workspace.reader, run)
        return { list, asOf: run.asOf, policy: run.policy, entries: entries.slice(0, limit), found: entries.length }
      },
    })
  },
})
