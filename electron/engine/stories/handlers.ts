import type { Handlers } from '../../../shared/contract.ts'
import { ensurePersonas } from '../personas/ensure-personas.ts'
import { type ScoreRequest, withRun } from '../score/ensure-scored.ts'
import type { Run } from '../score/run-store.ts'
import type { Connection } from '../db/connection.ts'
import type { Session } from '../session.ts'
import { accountStory } from './account-story.ts'
import { personStory } from './person-story.ts'

export function storyHandlers(session: Session): Pick<Handlers, 'stories.account' | 'stories.person'> {
  const told = <T>(request: ScoreRequest, signal: AbortSignal, tell: (connection: Connection, run: Run) => Promise<T>): Promise<T> => {
    const workspace = session.workspace()
    return withRun(workspace, request, {
      signal,
      work: async (run) => {
        await ensurePersonas(workspace, signal)
        return tell(workspace.reader, run)
      },
    })
  }
  return {
    'stories.account': ({ subject, ...request }, signal) => told(request, signal, (connection, run) => accountStory(connection, run, subject)),
    'stories.person': ({ person, ...request }, signal) => told(request, signal, (connection, run) => personStory(connection, run, person)),
  }
}
