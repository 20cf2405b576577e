import { expect } from 'vitest'
import type { Analysis, Explanation } from '../../shared/model.ts'
import { analyseSubjects } from './analysis.ts'
import type { EngineUnderTest } from './engine-world.ts'
import { exportedLifecycles, exportedScores } from './engine-world.ts'
import { lifecycles, type Lifecycle } from './lifecycle.ts'
import { overlapOf } from './overlap.ts'
import { measure } from './recompute.ts'
import { byName, signalComparison } from './signals.ts'
import type { Band, Contribution, Policy, Subject as Scored } from './score.ts'
import type { World } from './world.ts'

type Subject = Scored & { band: Band }

const tolerance = 1e-9

/** Every leaf of `expected` is in `actual`: numbers within 1e-9, everything else equal. Returns what differs. */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  if (typeof expected === 'number' && typeof actual === 'number') {
    return Math.abs(expected - actual) <= tolerance ? [] : [`${path}: recomputed ${expected}, product ${actual}`]
  }
  if (typeof expected === 'object' && expected !== null && typeof actual === 'object' && actual !== null) {
    const found = Object.entries(expected).flatMap(([key, value]) => differences(value, (actual as Record<string, unknown>)[key], `${path}.${key}`)) // any object can be asked for a key
    return Array.isArray(expected) && Array.isArray(actual) && expected.length !== actual.length ? [...found, `${path}: recomputed ${expected.length} items, product ${actual.length}`] : found
  }
  return Object.is(expected, actual) ? [] : [`${path}: recomputed ${String(expected)}, product ${String(actual)}`]
}

interface Comparison {
  readonly engine: EngineUnderTest
  readonly world: World
  readonly run: { readonly asOf: string; readonly policy: Policy }
  /** How many subjects to have explained, active ones first, spread over all of them. */
  readonly explained: number
}

/** `score.run`, the score of every subject, `analyse.run` (of a segment too), `analyse.signals`, `analyse.overlap` and `explain.subject` equal the recomputation. */
export async function expectAgreement({ engine, world, run, explained }: Comparison): Promise<void> {
  const recomputed = measure(world, run)
  const summary = await engine.call('score.run', run)
  expect(differences({ thresholds: recomputed.thresholds, counts: recomputed.counts }, summary, 'score')).toEqual([])

  const scores = (await exportedScores(engine, run)).map(({ subject_key: key, score, band, active }) => ({ key, score, band, active }))
  const expected = recomputed.subjects.map(({ key, score, band, active }) => ({ key, score, band, active }))
  expect(differences(byKey(expected), byKey(scores), 'subject')).toEqual([])
  expect(scores.length).toBe(expected.length)

  const analysis: Analysis = await engine.call('analyse.run', run)
  expect(differences(recomputed.analysis, analysis, 'analysis')).toEqual([])

  const asked = world.accounts.find(({ country }) => country !== null)?.country ?? 'Norway'
  for (const orBlank of [true, false]) {
    const countries = new Map(world.accounts.map(({ recordId, country }) => [recordId, country]))
    const countryOf = ({ recordId }: Scored) => (recordId === null ? null : (countries.get(recordId) ?? null))
    const keeps = (subject: Scored) => countryOf(subject) === asked || (orBlank && countryOf(subject) === null)
    const kept = recomputed.subjects.filter(keeps)
    const segment = { subjects: kept.length, unknown: [{ column: 'country', subjects: kept.filter((subject) => countryOf(subject) === null).length }] }
    const narrowed = await engine.call('analyse.run', { ...run, filter: [{ column: 'country', operator: 'in', values: [asked], orBlank }] })
    expect(differences({ ...analyseSubjects(world, recomputed.subjects, { asOf: Date.parse(summary.asOf), policy: run.policy, keeps }), segment }, narrowed, `segment, ${orBlank ? 'unknown kept' : 'known only'}`)).toEqual([])
  }

  const { sources, families } = await engine.call('analyse.signals', run)
  expect(differences(signalComparison(world, { asOf: Date.parse(summary.asOf), policy: run.policy }), { sources: byName(sources), families: byName(families) }, 'signals')).toEqual([])

  const { targets } = await engine.call('analyse.overlap', run)
  expect(differences(overlapOf(world, recomputed.subjects, { asOf: Date.parse(summary.asOf), policy: run.policy }), Object.fromEntries(targets.map(({ target, ...figures }) => [target ?? 'any', figures])), 'overlap')).toEqual([])

  const courses = lifecycles(world, recomputed.subjects, { asOf: Date.parse(summary.asOf), policy: run.policy })
  const shown = (await exportedLifecycles(engine, run)).map(({ subject_key: key, lifecycle, outreach }) => ({ key, lifecycle, outreach }))
  const expectedLifecycles = recomputed.subjects.map(({ key }) => ({ key, lifecycle: lifecycleWords(courses.get(key)), outreach: courses.get(key)?.outreachWindow ?? false }))
  expect(differences(byKey(expectedLifecycles), byKey(shown), 'lifecycle')).toEqual([])

  for (const subject of spread(recomputed.subjects, explained)) {
    const explanation = await engine.call('explain.subject', { ...run, subject: subject.key })
    const { score, band, families, contributions } = subject
    expect(differences({ score, band, families: [...families], contributions: comparable(contributions) }, comparableExplanation(explanation), subject.key)).toEqual([])
    expect(differences(courses.get(subject.key) ?? noLifecycle, explanation.lifecycle, `${subject.key} lifecycle`)).toEqual([])
    expect(Math.abs(explanation.contributions.reduce((sum, { points }) => sum + points, 0) - explanation.score)).toBeLessThanOrEqual(tolerance)
  }
}

const noLifecycle = { stage: null, outreachWindow: false, events: 0, missing: 'not enough dated events' }
const lifecycleWords = (course: Lifecycle | undefined): string => (course === undefined ? 'Not enough dated events' : (course.stage ?? 'Quiet'))

function spread(subjects: readonly Subject[], most: number): readonly Subject[] {
  const ordered = [...subjects].sort((a, b) => Number(b.active) - Number(a.active) || compare(a.key, b.key))
  const eligible = ordered.length <= most ? ordered : ordered.filter((subject) => subject.active)
  const step = Math.max(1, Math.ceil(eligible.length / most))
  return eligible.filter((_, index) => index % step === 0)
}

const byKey = <T extends { key: string }>(rows: readonly T[]): Record<string, T> => Object.fromEntries(rows.map((row) => [row.key, row]))

const comparable = (contributions: readonly Contribution[]) =>
  contributions
    .map(({ person, source, family, n, points, events }) => ({ person, source, family, n, points, events }))
    .sort((a, b) => compare(a.person, b.person) || compare(a.source, b.source) || a.events - b.events || a.n - b.n)

const comparableExplanation = ({ score, band, families, contributions }: Explanation) => ({ score, band, families: [...families].sort(), contributions: comparable(contributions) })

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
