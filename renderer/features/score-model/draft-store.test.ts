import { beforeEach, expect, test } from 'vitest'
import defaults from '../../../resources/models/score.json' with { type: 'json' }
import { type ScoreModel, scoreModel } from '../../../shared/score-model.ts'
import { beginFrom, editDraft, redoEdit, undoEdit, useDraft } from './draft-store.ts'

const model = scoreModel.parse(defaults)
const bonus = (family_bonus: number) => (before: ScoreModel): ScoreModel => ({ ...before, family_bonus })
const now = () => useDraft.getState().present?.model

beforeEach(() => beginFrom({ path: 'a', version: 0 }, model))

test('edits are undone one field at a time, and made again', () => {
  editDraft('family_bonus', bonus(0.2))
  editDraft('family_bonus', bonus(0.25))
  editDraft('active_days', (before) => ({ ...before, active_days: 90 }))
  undoEdit()
  expect(now()).toMatchObject({ family_bonus: 0.25, active_days: 365 })
  undoEdit()
  expect(now()).toEqual(model)
  undoEdit()
  expect(now()).toEqual(model)
  redoEdit()
  redoEdit()
  expect(now()).toMatchObject({ family_bonus: 0.25, active_days: 90 })
})

test('a new edit leaves nothing to make again', () => {
  editDraft('family_bonus', bonus(0.2))
  undoEdit()
  editDraft('family_bonus', bonus(0.3))
  redoEdit()
  expect(now()?.family_bonus).toBe(0.3)
  expect(useDraft.getState().past).toHaveLength(1)
})
