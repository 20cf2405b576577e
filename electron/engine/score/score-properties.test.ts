import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Connection } from '../db/connection.ts'
import { asOfDefault, daysBefore, emptyWorkspace, fill, scoreNow, scoresOf, type Signal, type World } from './fixture.test-support.ts'

let connection: Connection
beforeAll(async () => {
  connection = await emptyWorkspace()
})

const dayLength = 86_400_000
const ids = [1, 2, 3, 4, 5]

const signal: fc.Arbitrary<Signal> = fc.record({
  source: fc.constantFrom('repo_star', 'repo_fork', 'competitor_star', 'docs_view', 'product_usage', 'web_visit', 'package_install', 'unknown'),
  person: fc.option(fc.integer({ min: 0, max: 4 })),
  company: fc.option(fc.constantFrom(...ids), { freq: 9 }),
  at: fc.integer({ min: 0, max: 700 * dayLength }).map((age) => daysBefore(age / dayLength)),
  quantity: fc.double({ min: 0, max: 50, noNaN: true }),
  confidence: fc.constantFrom(0.5, 0.85, 0.95),
})

const world: fc.Arbitrary<World> = fc.record({
  companies: fc.constant(ids.map((id) => ({ id, name: `c${id}` }))),
  accounts: fc.array(fc.subarray(ids), { maxLength: 4 }).map((held) => held.map((companies, index) => ({ record: `A${index}`, companies }))),
  signals: fc.array(signal, { maxLength: 40 }),
})

async function outcome(given: World, asOf?: string) {
  await fill(connection, given)
  const run = await scoreNow(connection, asOf === undefined ? {} : { asOf })
  const scores = [...(await scoresOf(connection, run)).values()].sort((left, right) => (left.key < right.key ? -1 : 1))
  return scores.map(({ lastAt, ...row }) => ({ ...row, score: row.score.toFixed(9), age: lastAt && Date.parse(run.asOf) - Date.parse(lastAt) }))
}

const parameters = { numRuns: 40 }

test('moving everything in time by the same amount changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.integer({ min: -900 * dayLength, max: 900 * dayLength }), async (given, shift) => {
      const moved = (instant: string) => new Date(Date.parse(instant) + shift).toISOString()
      const shifted = { ...given, signals: given.signals.map((each) => ({ ...each, at: moved(each.at) })) }
      expect(await outcome(shifted, moved(asOfDefault))).toEqual(await outcome(given))
    }),
    parameters,
  )
})

test('what happens after the as-of instant changes nothing', async () => {
  const later = fc.array(fc.tuple(signal, fc.integer({ min: 1, max: 400 * dayLength })), { minLength: 1, maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(world, later, async (given, future) => {
      const added = future.map(([each, delay]) => ({ ...each, at: daysBefore(-delay / dayLength) }))
      expect(await outcome({ ...given, signals: [...given.signals, ...added] })).toEqual(await outcome(given))
    }),
    parameters,
  )
})

test('the companies of an account count as one company whose visitors were told apart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(signal, { maxLength: 40 }), async (signals) => {
      const companies = ids.map((id) => ({ id, name: `c${id}` }))
      const pooled = await outcome({ companies, accounts: [{ record: 'A', companies: ids }], signals })
      const merged = signals.map((each) => (each.company === null ? each : { ...each, person: each.person ?? 1000 + each.company, company: 1 }))
      expect(pooled).toEqual(await outcome({ companies: companies.slice(0, 1), accounts: [{ record: 'A', companies: [1] }], signals: merged }))
    }),
    parameters,
  )
})
