import { userInfo } from 'node:os'
import type { Handlers } from '../../../shared/contract.ts'
import type { Connection } from '../db/connection.ts'
import { readSetting, writeSetting } from '../db/settings.ts'
import type { Session } from '../session.ts'

/** The name decisions are kept under: the one chosen in this workspace, else the system user's. */
export function reviewerHandlers(session: Session): Pick<Handlers, 'reviewer.read' | 'reviewer.set'> {
  const read = async (connection: Connection) => {
    const chosen = (await readSetting<string | null>(connection, 'reviewer')) ?? null
    return { reviewer: chosen ?? userInfo().username, chosen }
  }
  return {
    'reviewer.read': () => read(session.workspace().reader),
    'reviewer.set': async ({ reviewer }) => {
      const workspace = session.workspace()
      await workspace.exclusive(() => writeSetting(workspace.writer, 'reviewer', reviewer))
      return read(workspace.writer)
    },
  }
}
