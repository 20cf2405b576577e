import type { Handlers } from '../../../shared/contract.ts'
import { findSubject } from '../analyse/find-subject.ts'
import { withRun } from '../score/ensure-scored.ts'
import type { Session } from '../session.ts'
import { readStages } from '../workspace/stages.ts'
import { ensureLifecycle } from './ensure-lifecycle.ts'
import { thisWeek } from './this-week.ts'
import { timeline } from './timeline.ts'

export function lifecycleHandlers(session: Session): Pick<Handlers, 'lifecycle.thisWeek' | 'lifecycle.timeline'> {
  return {
    'lifecycle.thisWeek': async ({ limit, ...request }, signal) => {
      const workspace = session.workspace()
      return withRun(workspace, request, {
        signal,
        work: async (run) => {
          await ensureLifecycle(workspace, run, signal)
          return thisWeek(workspace.reader, run, { limit })
        },
      })
    },
    'lifecycle.timeline': async ({ subject, ...request }, signal) => {
      const { reader } = session.workspace()
      return withRun(session.workspace(), request, {
        signal,
        work: async (run) => timeline(reader, run, (await findSubject(reader, run, { asked: subject, stages: await readStages(reader) })).subjectId),
      })
    },
  }
}
