import type { Handlers } from '../../../shared/contract.ts'
import { withRun } from '../score/ensure-scored.ts'
import type { Session } from '../session.ts'
import { analyse } from './analyse.ts'
import { explain } from './explain.ts'
import { compareSignals } from './signals.ts'

export function analyseHandlers(session: Session): Pick<Handlers, 'analyse.run' | 'analyse.signals' | 'explain.subject'> {
  return {
    'analyse.run': async ({ filter, ...request }, signal) => {
      const workspace = session.workspace()
      return withRun(workspace, request, { signal, work: (run) => analyse(workspace.reader, run, filter) })
    },
    'analyse.signals': async ({ filter, ...request }, signal) => {
      const workspace = session.workspace()
      return withRun(workspace, request, { signal, work: (run) => compareSignals(workspace.reader, run, filter) })
    },
    'explain.subject': async ({ subject, ...request }, signal) => {
      const workspace = session.workspace()
      return withRun(workspace, request, { signal, work: (run) => explain(workspace.reader, run, subject) })
    },
  }
}
