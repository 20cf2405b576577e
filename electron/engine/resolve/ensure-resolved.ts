import { readDataVersion, readSetting } from '../db/settings.ts'
import type { Workspace } from '../db/workspace.ts'
import { onlyDecisionsSince } from './apply-decisions.ts'
import { resolveDecisions, resolvePeople, type ResolveOptions } from './resolve.ts'

/**
 * Resolves again where anything but decisions happened since the last resolution: then the rows that decisions are about are there, and only what follows from the newest decisions may be missing.
 * For what is read beside a decision, which must not wait for the ones before.
 */
export async function ensureFound(workspace: Workspace, signal: AbortSignal): Promise<void> {
  const { reader } = workspace
  const [since, now] = [await readSetting<number>(reader, 'resolved_version'), await readDataVersion(reader)]
  if (since === now || (since !== undefined && (await onlyDecisionsSince(reader, { since, now })))) return
  await ensureResolved(workspace, signal)
}

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
