import type { TargetListEntry, TargetListSelection, TargetListSnapshot } from '../../../shared/contract-target-lists.ts'
import type { Handlers, Output } from '../../../shared/contract.ts'
import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import { previewExport, writeExport } from '../hand-over/write-export.ts'
import type { Session } from '../session.ts'
import { compareEntries } from './changes.ts'
import { listFile } from './list-file.ts'
import { makeList } from './make-list.ts'
import { listSnapshots, publicSnapshot, snapshotEntries, snapshotOf, storeSnapshot } from './snapshots.ts'

type TargetListHandlers = Pick<Handlers, 'targetLists.read' | 'targetLists.freeze' | 'targetLists.snapshots' | 'targetLists.changes' | 'targetLists.preview' | 'targetLists.export'>
type Read = Pick<Output<'targetLists.read'>, 'asOf' | 'policy' | 'filter' | 'unknown'> & { snapshot: TargetListSnapshot | null; entries: TargetListEntry[] }

export function targetListHandlers(session: Session): TargetListHandlers {
  return {
    'targetLists.read': async ({ limit, ...selection }, signal) => {
      const { entries, ...read } = await selected(session.workspace(), selection, signal)
      return { list: selection.list, ...read, entries: entries.slice(0, limit), found: entries.length }
    },
    'targetLists.freeze': async ({ name, ...request }, signal) => {
      const workspace = session.workspace()
      const made = await makeList(workspace, request, signal)
      const stored = await workspace.exclusive(() => transaction(workspace.writer, () => storeSnapshot(workspace.writer, made, { ...request, name })))
      await workspace.settle()
      return publicSnapshot(stored)
    },
    'targetLists.snapshots': async ({ list }) => ({ snapshots: (await listSnapshots(session.workspace().reader, list ?? null)).map(publicSnapshot) }),
    'targetLists.changes': async ({ list, name, asOf }, signal) => {
      const workspace = session.workspace()
      const snapshot = await snapshotOf(workspace.reader, list, name)
      const { run, entries } = await makeList(workspace, { list, asOf, policy: snapshot.policy, filter: snapshot.filter }, signal)
      const before = await snapshotEntries(workspace.reader, snapshot)
      return { snapshot: publicSnapshot(snapshot), asOf: run.asOf, sameModel: JSON.stringify(run.model) === snapshot.model, ...compareEntries(before, entries) }
    },
    'targetLists.preview': async ({ audience, pseudonymised: _, ...selection }, signal) => {
      const workspace = session.workspace()
      const { entries } = await selected(workspace, selection, signal)
      return previewExport(workspace, listFile(selection.list, entries, audience), signal)
    },
    'targetLists.export': async ({ audience, pseudonymised, format, path, ...selection }, signal) => {
      const workspace = session.workspace()
      const { entries } = await selected(workspace, selection, signal)
      return writeExport(workspace, { ...listFile(selection.list, entries, audience), kind: `list-${selection.list}`, format, path, pseudonymised, dataDirectory: session.dataDirectory }, signal)
    },
  }
}

/** The list made now, or as it was frozen. */
async function selected(workspace: Workspace, { snapshot: name, ...request }: TargetListSelection, signal: AbortSignal): Promise<Read> {
  if (name === undefined) {
    const { run, entries, unknown } = await makeList(workspace, request, signal)
    return { asOf: run.asOf, policy: run.policy, filter: request.filter, snapshot: null, entries, unknown }
  }
  const snapshot = await snapshotOf(workspace.reader, request.list, name)
  return { asOf: snapshot.asOf, policy: snapshot.policy, filter: snapshot.filter, snapshot: publicSnapshot(snapshot), entries: await snapshotEntries(workspace.reader, snapshot), unknown: [] }
}
