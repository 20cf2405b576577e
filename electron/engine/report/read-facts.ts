import type { HandOverPreview } from '../../../shared/contract-hand-over.ts'
import type { ReportRequest } from '../../../shared/contract-report.ts'
import { targetListNames } from '../../../shared/contract-target-lists.ts'
import { analyse } from '../analyse/analyse.ts'
import { analyseBeforeEntry } from '../before-entry/before-entry.ts'
import { completenessOf } from '../completeness/handlers.ts'
import type { Workspace } from '../db/workspace.ts'
import { ensureLifecycle } from '../lifecycle/ensure-lifecycle.ts'
import { withRun } from '../score/ensure-scored.ts'
import { readStatus } from '../workspace/status.ts'
import type { Facts } from './facts.ts'
import { type AllEntries, readLists } from './read-lists.ts'

export interface Reading {
  signal: AbortSignal
  /** Called before each part, in this order. */
  onPart: (part: 'figures' | 'before-entry' | 'data' | 'lists') => void
  entriesOf: AllEntries
}

/** Everything a report tells, of one state of the data; and what personal data is among it. */
export function readFacts(workspace: Workspace, request: ReportRequest, { signal, onPart, entriesOf }: Reading): Promise<{ facts: Facts; personal: HandOverPreview }> {
  return withRun(workspace, request, {
    signal,
    work: async (run) => {
      const { reader } = workspace
      onPart('figures')
      const analysis = await analyse(reader, run)
      signal.throwIfAborted()
      onPart('before-entry')
      await ensureLifecycle(workspace, run, signal)
      const entry = await analyseBeforeEntry(reader, run, { seed: '1', sets: false })
      signal.throwIfAborted()
      onPart('data')
      const completeness = await completenessOf(workspace, { asOf: run.asOf, language: request.language }, signal)
      signal.throwIfAborted()
      onPart('lists')
      const { lists, personal } = await readLists(workspace, request, { signal, names: targetListNames, entriesOf: (list) => entriesOf(list, run) })
      return { facts: { organisation: (await readStatus(workspace)).organisation, run, analysis, entry, completeness, lists }, personal }
    },
  })
}
