import { blindQueue } from '../../../shared/contract-quality.ts'
import type { ItemKind, Judgement } from '../../../shared/decision.ts'
import { bumpDataVersion } from '../db/settings.ts'
import type { Workspace } from '../db/workspace.ts'
import { appendDecisions } from '../review/decision-store.ts'
import { drawItems, type Draw } from './draw-items.ts'

interface Said extends Pick<Judgement, 'subject' | 'object' | 'verdict'> {
  kind: ItemKind
  reviewer?: string
  queue?: string
}

/** Decisions in their order, each by itself, in the blind queue unless another is named. */
export async function say(workspace: Workspace, ...all: readonly Said[]): Promise<void> {
  await bumpDataVersion(workspace.writer)
  for (const { reviewer = 'ana', queue = blindQueue, ...said } of all) {
    const target = said.verdict === 'choose' ? 'another' : null
    await appendDecisions(workspace.writer, [{ ...said, scope: 'one', target, queue, note: null, reverts: null }], reviewer)
  }
}

export const draw = (workspace: Workspace, size: number, more: Partial<Draw> = {}): Promise<number> =>
  drawItems(workspace.writer, { kind: 'attribution', size, seed: '1', perGroup: false, runId: null, ...more })
