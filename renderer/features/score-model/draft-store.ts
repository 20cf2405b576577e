import { create } from 'zustand'
import type { ScoreModel } from '../../../shared/score-model.ts'

interface Edit {
  model: ScoreModel
  /** What the edit touched; edits of one field in a row are one step of undo. */
  field: string
}

interface Draft {
  /** Workspace and version the edits began from. */
  from: { path: string; version: number } | null
  past: readonly Edit[]
  present: Edit | null
  future: readonly Edit[]
}

const nothing: Draft = { from: null, past: [], present: null, future: [] }

/** Edits that are not saved; they stay while other pages are looked at. */
export const useDraft = create<Draft>(() => nothing)

export const beginFrom = (from: { path: string; version: number }, model: ScoreModel): void => useDraft.setState({ from, past: [], present: { model, field: '' }, future: [] })

/** Replaces the draft by what `change` makes of it. */
export function editDraft(field: string, change: (model: ScoreModel) => ScoreModel): void {
  const { past, present } = useDraft.getState()
  if (!present) return
  const next = { model: change(present.model), field }
  useDraft.setState({ past: present.field === field && past.length > 0 ? past : [...past, present], present: next, future: [] })
}

export function undoEdit(): void {
  const { past, present, future } = useDraft.getState()
  const before = past.at(-1)
  if (before && present) useDraft.setState({ past: past.slice(0, -1), present: before, future: [present, ...future] })
}

export function redoEdit(): void {
  const { past, present, future } = useDraft.getState()
  const [next, ...rest] = future
  if (next && present) useDraft.setState({ past: [...past, present], present: next, future: rest })
}
