import { readDataVersion, readSetting } from '../db/settings.ts'
import type { Workspace } from '../db/workspace.ts'
import { resolveDecisions, resolvePeople, type ResolveOptions } from './resolve.ts'

/** Resolves again where imports, targets or decisions changed since the last resolution. Takes `workspace.exclusive` itself. */
export async function ensureResolved(workspace: Workspace, signal: AbortSignal, onProgress?: ResolveOptions['onProgress']): Promise<void> {
  const isCurrent = async (connection: Workspace['reader']) =>
    (await readSetting<number>(connection, 'resolved_version')) === (await readDataVersion(connection))
  if (await isCurrent(workspace.reader)) return
  await workspace.exclusive(async () => {
    signal.throwIfAborted()
    if (await isCurrent(workspace.writer)) return
    if (await resolveDecisions(workspace.writer, signal)) return
    await resolvePeople({ connection: workspace.writer, signal, ...(onProgress ? { onProgress } : {}) })
  })
}
