import type { Handlers } from '../../../shared/contract.ts'
import { withRun } from '../score/ensure-scored.ts'
import type { Session } from '../session.ts'
import { analyse, correctedFigures } from './analyse.ts'
import { explain } from './explain.ts'
import { listHidden } from './list-hidden.ts'
import { overlapOf, overlapRowsOf } from './overlap.ts'
import { signalRowsOf } from './signal-rows.ts'
import { compareSignals } from './signals.ts'
import { trendOf } from './trend.ts'

export function analyseHandlers(session: Session): Pick<Handlers, 'analyse.run' | 'analyse.corrected' | 'analyse.signals' | 'analyse.signalRows' | 'analyse.hidden' | 'analyse.overlap' | 'analyse.overlapRows' | 'analyse.trend' | 'explain.subject'> {
  return {
    'analyse.run': async ({ filter, corrected, ...request }, signal) => {
      const workspace = session.workspace()
      return withRun(workspace, request, { signal, work: (run) => analyse(workspace.reader, run, { segment: filter, corrected, signal }) })
    },
    'analyse.corrected': async ({ filter, ...request }, signal) => {
      const workspace = session.workspace()
      return withRun(workspace, request, { signal, work: async (run) => ({ corrected: await correctedFigures(workspace.reader, run, { segment: filter, signal }) }) })
    },
    'analyse.signals': async ({ filter, ...request }, signal) => {
      const workspace = session.workspace()
      return withRun(workspace, request, { signal, work: (run) => compareSignals(workspace.reader, run, filter) })
    },
    'analyse.signalRows': async ({ asOf, policy, ...cell }, signal) => {
      const workspace = session.workspace()
      return withRun(workspace, { asOf, policy }, { signal, work: (run) => signalRowsOf(workspace.reader, run, cell) })
    },
    'analyse.hidden': async ({ filter, undecided, limit, offset, ...request }, signal) => {
      const workspace = session.workspace()
      return withRun(workspace, request, { signal, work: (run) => listHidden(workspace.reader, run, { filter, undecided, limit, offset }) })
    },
    'analyse.overlap': async ({ filter, ...request }, signal) => {
      const workspace = session.workspace()
      return withRun(workspace, request, { signal, work: (run) => overlapOf(workspace.reader, run, filter) })
    },
    'analyse.overlapRows': async ({ asOf, policy, ...cell }, signal) => {
      const workspace = session.workspace()
      return withRun(workspace, { asOf, policy }, { signal, work: (run) => overlapRowsOf(workspace.reader, run, cell) })
    },
    'analyse.trend': async ({ jobId, ...asked }, signal) => {
      const report = (done: number, state: 'running' | 'done' | 'cancelled' | 'failed' = 'running') => {
        if (jobId !== undefined) session.report({ jobId, kind: 'trend', label: 'Figures over time', state, done, total: asked.periods, unit: 'items', rowsPerSecond: null, etaSeconds: null })
      }
      try {
        const trend = await trendOf(session.workspace(), asked, { signal, report })
        report(asked.periods, 'done')
        return trend
      } catch (thrown) {
        report(0, signal.aborted ? 'cancelled' : 'failed')
        throw thrown
      }
    },
    'explain.subject': async ({ subject, ...request }, signal) => {
      const workspace = session.workspace()
      return withRun(workspace, request, { signal, work: (run) => explain(workspace.reader, run, subject) })
    },
  }
}
