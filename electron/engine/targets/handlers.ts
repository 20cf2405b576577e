import type { Target } from '../../../shared/contract-targets.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { one } from '../db/query.ts'
import { bumpDataVersion, writeSetting } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import type { Session } from '../session.ts'
import { readStatus } from '../workspace/status.ts'
import { askedSettings, listTargets } from './list-targets.ts'
import { markTarget } from './mark-target.ts'

type TargetHandlers = Pick<Handlers, 'targets.list' | 'targets.mark' | 'targets.markAll' | 'targets.answer'>

export function targetHandlers(session: Session): TargetHandlers {
  const markAll = async (targets: readonly Pick<Target, 'kind' | 'name' | 'role'>[]) => {
    const workspace = session.workspace()
    await workspace.exclusive(() =>
      transaction(workspace.writer, async () => {
        for (const target of targets) await markTarget(workspace, target)
        await bumpDataVersion(workspace.writer)
      }),
    )
    await session.changed()
    return readStatus(workspace)
  }
  return {
    'targets.list': (request) => listTargets(session.workspace().reader, request),
    'targets.mark': (target) => markAll([target]),
    'targets.markAll': ({ targets }) => markAll(targets),
    'targets.answer': async ({ answer }) => {
      const workspace = session.workspace()
      await workspace.exclusive(async () => {
        const { last } = await one<{ last: number }>(workspace.writer, 'SELECT coalesce(max(import_id), 0) AS last FROM ops.imports')
        await transaction(workspace.writer, () => writeSetting(workspace.writer, askedSettings[answer], last))
      })
      await session.changed()
      return readStatus(workspace)
    },
  }
}
