import { expect, test } from 'vitest'
import defaults from '../resources/models/score.json' with { type: 'json' }
import { modelProblems } from './score-model.ts'

test('the model of the method has no problem', () => {
  expect(modelProblems(defaults)).toEqual([])
})

test.each([
  [{ family_bonus: -1 }, 'family_bonus', '0.15 adds 15 %'],
  [{ sources: { repo_star: { family: 'own_oss', weight: -2, halfLifeDays: 120 } } }, 'sources.repo_star.weight', 'Write 0 or more'],
  [{ sources: { repo_star: { family: 'own_oss', weight: 2, halfLifeDays: 0 } } }, 'sources.repo_star.halfLifeDays', 'above 0'],
  [{ sources: { repo_star: { family: '', weight: 2, halfLifeDays: 1 } } }, 'sources.repo_star.family', 'name of a family'],
  [{ sources: {} }, 'sources', 'at least one source'],
  [{ quantiles: { high: 0.1, medium: 0.5 } }, 'quantiles', 'not below that of Medium'],
  [{ thresholds: { mode: 'absolute', high: 1, medium: 2 } }, 'thresholds', 'High not below Medium'],
  [{ active_days: 1.5 }, 'active_days', 'whole number'],
  [{ decay: 3 }, '', 'The fields of a model are sources, active_days'],
])('%j names its field and a remedy', (fields, field, remedy) => {
  const [problem] = modelProblems({ ...defaults, ...fields })
  expect(problem?.field).toBe(field)
  expect(problem?.remedy).toContain(remedy)
})
