import { blindQueue, type BlindKind } from '../../../shared/contract-quality.ts'
import type { NewDecision } from '../../../shared/contract-review.ts'
import { bumpDataVersion } from '../db/settings.ts'
import type { Workspace } from '../db/workspace.ts'
import { appendDecisions } from '../review/decision-store.ts'
import { drawItems, type Draw } from './draw-items.ts'

interface Said {
  kind: BlindKind
  subject: string
  object: string | null
  verdict: 'accept' | 'reject' | 'choose' | 'none' | 'unsure'
  reviewer?: string
  queue?: string
}

/** Decisions in their order, each by itself, in the blind queue unless another is named. */
export async function say(workspace: Workspace, ...all: readonly Said[]): Promise<void> {
  await bumpDataVersion(workspace.writer)
  for (const { reviewer = 'ana', queue = blindQueue, ...said } of all) {
    // The store keeps kinds and verdicts as text.
    const decision = { ...said, scope: 'one', target: said.verdict === 'choose' ? 'another' : null, queue, note: null, reverts: null } as NewDecision & { reverts: null }
    await appendDecisions(workspace.writer, [decision], reviewer)
  }
}

export const draw = (workspace: Workspace, size: number, more: Partial<Draw> = {}): Promise<number> =>
  drawItems(workspace.writer, { kind: 'attribution', size, seed: '1', perGroup: false, runId: null, ...more })
