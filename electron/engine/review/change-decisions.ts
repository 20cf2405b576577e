import { bumpDataVersion, readDataVersion } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import type { Session } from '../session.ts'

/** One change of the decisions: a transaction that moves the data version by one, then durable and told. */
export async function changeDecisions<T>(session: Session, workspace: Workspace, work: () => Promise<T>): Promise<T & { dataVersion: number }> {
  const changed = await workspace.exclusive(() =>
    transaction(workspace.writer, async () => {
      await bumpDataVersion(workspace.writer)
      return { ...(await work()), dataVersion: await readDataVersion(workspace.writer) }
    }),
  )
  await session.changed(changed)
  return changed
}
