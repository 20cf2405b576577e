import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { calls, type Handlers, type Input } from '../../../shared/contract.ts'
import type { ChangeParts } from '../../../shared/contract-models.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import { rows } from '../db/query.ts'
import { bumpDataVersion, readDataVersion, writeSetting } from '../db/settings.ts'
import { createWorkspace, type Workspace } from '../db/workspace.ts'
import { type Random, seededRandom } from '../random.ts'
import { asOfDefault, daysBefore, fill, type World } from '../score/fixture.test-support.ts'
import { scoreHandlers } from '../score/handlers.ts'
import { productModel } from '../score/model.ts'
import type { Session } from '../session.ts'
import { modelHandlers } from './handlers.ts'

let folder: string
let workspace: Workspace
let handlers: Pick<Handlers, 'models.compare' | 'models.compareSubject' | 'score.run'>
const signal = new AbortController().signal

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-compare-'))
  workspace = await createWorkspace(join(folder, 'test'))
  const session: Session = { workspace: () => workspace, dataDirectory: folder, report: () => undefined, changed: () => workspace.settle() }
  handlers = { ...modelHandlers(session), ...scoreHandlers(session) }
})
afterEach(async () => {
  await workspace.close()
  await rm(folder, { recursive: true, force: true })
})

async function resolvedTo(world: World) {
  await fill(workspace.writer, world)
  await bumpDataVersion(workspace.writer)
  await writeSetting(workspace.writer, 'resolved_version', await readDataVersion(workspace.writer))
}

const compare = async (input: Partial<Input<'models.compare'>>) => {
  const { input: inputs, output } = calls['models.compare']
  return output.parse(await handlers['models.compare'](inputs.parse({ from: {}, to: {}, limit: 1000, ...input }), signal))
}
const compareSubject = async (input: Input<'models.compareSubject'>) =>
  calls['models.compareSubject'].output.parse(await handlers['models.compareSubject'](calls['models.compareSubject'].input.parse(input), signal))

const sumOf = (parts: ChangeParts) => Object.values(parts).reduce((sum, part) => sum + part, 0)
const nothing: ChangeParts = { weights: 0, half_lives: 0, evidence: 0, decay: 0, new_people: 0, known_people: 0, confirmation: 0 }
const near = (parts: Partial<ChangeParts>) => Object.fromEntries(Object.entries({ ...nothing, ...parts }).map(([part, value]) => [part, expect.closeTo(value, 10) as number]))

const companies = [{ id: 1, name: 'c1' }]
const withWeight = (weight: number): ScoreModel => {
  const model = productModel()
  return { ...model, sources: { ...model.sources, repo_star: { family: 'own_oss', weight, halfLifeDays: 120 } } }
}

test('time that passes is decay and what came since; the parts are told by hand', async () => {
  await resolvedTo({
    companies,
    signals: [
      { source: 'repo_star', person: 1, company: 1, at: daysBefore(240) },
      { source: 'repo_star', person: 1, company: 1, at: daysBefore(0) },
      { source: 'repo_fork', person: 2, company: 1, at: daysBefore(0) },
    ],
  })
  // At the earlier instant the first star is a half-life old, at the later one two.
  const { rows: [row] } = await compare({ from: { asOf: daysBefore(120) }, to: { asOf: asOfDefault } })
  expect(row).toMatchObject({ subject: 'company:c1', scoreBefore: expect.closeTo(2 * Math.log2(1.5), 10) as number, scoreAfter: expect.closeTo(2 * Math.log2(2.25) + 4, 10) as number })
  expect(row?.parts).toEqual(near({ decay: 2 * (Math.log2(1.25) - Math.log2(1.5)), known_people: 2 * (Math.log2(2.25) - Math.log2(1.25)), new_people: 4 }))
  const back = await compare({ from: { asOf: asOfDefault }, to: { asOf: daysBefore(120) } })
  expect(back.rows[0]?.parts.decay).toBeCloseTo(-(row?.parts.decay ?? 0), 10)
  expect(back.rows[0]?.change).toBeCloseTo(-(row?.change ?? 0), 10)
})

test('another weight is a part of its own, and shares with the bonus what both do together', async () => {
  await resolvedTo({
    companies,
    signals: [{ source: 'repo_star', person: 1, company: 1, at: daysBefore(0) }, { source: 'product_usage', person: 2, company: 1, at: daysBefore(0) }],
  })
  const alone = await compare({ to: { asOf: asOfDefault, model: withWeight(4) } })
  expect(alone.rows[0]?.parts).toEqual(near({ weights: 2 * 1.15 }))
  // Star: 1.15 · 2 → 1.5 · 4; product: 1.15 · 10 → 1.5 · 10.
  const both = await compare({ to: { asOf: asOfDefault, model: { ...withWeight(4), family_bonus: 0.5 } } })
  expect(both.rows[0]?.parts).toEqual(near({ weights: 2 * (1.15 + 1.5) / 2, confirmation: 0.35 * (10 + (2 + 4) / 2) }))
  expect(both.rows[0]?.change).toBeCloseTo(1.5 * 14 - 1.15 * 12, 10)
})

test('bands are those of each side’s own run, and rows can be narrowed to a move', async () => {
  await resolvedTo({
    companies: Array.from({ length: 10 }, (_, index) => ({ id: index + 1, name: `c${index}` })),
    signals: Array.from({ length: 10 }, (_, index) => ({ source: index < 2 ? 'repo_star' : 'docs_edit', person: index, company: index + 1, at: daysBefore(index), quantity: 1 + index })),
  })
  const found = await compare({ to: { asOf: asOfDefault, model: withWeight(90) } })
  expect(found).toMatchObject({ subjects: 10, changed: 2, from: { version: 0, name: 'Method default' }, to: { version: null, name: 'Draft' } })
  const risen = await compare({ to: { asOf: asOfDefault, model: withWeight(90) }, bandBefore: 'Low', bandAfter: 'High' })
  expect(risen.rows.map(({ name }) => name).sort()).toEqual(['c0', 'c1'])
  expect(risen.found).toBe(found.moves.find(({ from, to }) => from === 'Low' && to === 'High')?.subjects)
  expect((await compare({ to: { asOf: asOfDefault, model: withWeight(90) }, search: 'C1' })).rows.map(({ name }) => name)).toEqual(['c1'])
  expect(found.parts.weights).toBeCloseTo(found.rows.reduce((sum, { change }) => sum + change, 0), 9)
})

const sources = Object.keys(productModel().sources).slice(0, 6)

const randomWorld = (random: Random): World => ({
  companies: Array.from({ length: 8 }, (_, index) => ({ id: index + 1, name: `c${index + 1}` })),
  people: Array.from({ length: 9 }, (_, index) => ({ id: index + 1, login: `p${index + 1}` })),
  accounts: [{ record: 'A', stage: 'lead', companies: [1, 2] }, { record: 'B', stage: 'customer', companies: [3] }, { record: 'C', stage: 'lead', companies: [4], created: daysBefore(random.integer(0, 300)) }],
  signals: Array.from({ length: random.integer(0, 60) }, () => ({
    source: random.pick(sources), person: random.chance(0.2) ? null : random.integer(1, 9), company: random.integer(1, 8), at: daysBefore(random.integer(-20, 400) + random.next()),
    quantity: random.integer(0, 3), confidence: random.pick([0.5, 0.87, 0.95]),
  })),
})

const randomModel = (random: Random): ScoreModel => {
  const model = productModel()
  const kept = Object.entries(model.sources).filter(() => random.chance(0.9)).map(([source, { family, weight, halfLifeDays }]) =>
    [source, { family: random.chance(0.2) ? 'other' : family, weight: weight * random.integer(0, 3), halfLifeDays: halfLifeDays * random.pick([0.5, 1, 1, 2]) }] as const)
  return {
    ...model, sources: Object.fromEntries(kept), family_bonus: random.next(), family_days: random.integer(1, 300), active_days: random.integer(1, 400), reliable_min: random.pick([0.85, 0.85, 0.9, 0.4]),
  }
}

test('on random worlds the parts sum to the change, subject by subject and cell by cell, and both scores are those of the runs', async () => {
  for (let world = 0; world < 6; world += 1) {
    const random = seededRandom(`compare/${world}`)
    await resolvedTo(randomWorld(random))
    const [from, to] = [0, 1].map(() => ({ model: random.chance(0.3) ? productModel() : randomModel(random), asOf: daysBefore(random.pick([0, 0, 90, 200])) })) as [Side, Side]
    const policy = random.pick(['reliable', 'all'] as const)
    const found = await compare({ from, to, policy })
    for (const row of found.rows) {
      expect(Math.abs(sumOf(row.parts) - row.change), `${world} ${row.subject}`).toBeLessThan(1e-9)
    }
    for (const row of found.rows.slice(0, 3)) {
      const { cells, scoreBefore, scoreAfter } = await compareSubject({ from, to, policy, subject: row.subject })
      expect(Math.abs(cells.reduce((sum, cell) => sum + sumOf(cell.parts), 0) - row.change), row.subject).toBeLessThan(1e-9)
      for (const cell of cells) expect(Math.abs(sumOf(cell.parts) - (cell.after - cell.before))).toBeLessThan(1e-9)
      expect([scoreBefore, scoreAfter]).toEqual([expect.closeTo(row.scoreBefore, 9), expect.closeTo(row.scoreAfter, 9)])
    }
    for (const [side, key, band] of [[from, 'scoreBefore', 'bandBefore'], [to, 'scoreAfter', 'bandAfter']] as const) {
      const { runId } = await handlers['score.run']({ asOf: side.asOf, policy, model: JSON.stringify(side.model) }, signal)
      const scores = await rows<{ subject: string; score: number; band: string }>(workspace.reader, 'SELECT s.subject_key AS subject, r.score, r.band FROM result.scores r JOIN result.subjects s USING (subject_id) WHERE r.run_id = $run', { run: runId })
      for (const { subject, score, band: scored } of scores) {
        const row = found.rows.find((each) => each.subject === subject)
        // An account that did not exist at the earlier instant has no row where that is the later side.
        if (!row) continue
        expect(row[key], `${world} ${subject}`).toBeCloseTo(score, 9)
        expect(row[band], `${world} ${subject}`).toBe(scored)
      }
    }
  }
}, 240_000)

interface Side {
  model: ScoreModel
  asOf: string
}
