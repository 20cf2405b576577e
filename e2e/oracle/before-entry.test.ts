import fc from 'fast-check'
import { mkdir, rm } from 'node:fs/promises'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences } from './agreement.ts'
import { entryFigures, measured, risks, undatedEntries } from './before-entry.ts'
import { type EngineUnderTest, startEngine } from './engine-world.ts'
import { iso } from './random-values.ts'
import { readWorld } from './recompute.ts'
import type { OracleFile } from './records.ts'

const asOf = '2026-01-01T00:00:00.000Z'
const day = 86_400_000
const accounts = 60

let engine: EngineUnderTest
let made = 0
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.close())

/** Days before the instant of the run, some of them after it. */
const ago = fc.integer({ min: -20, max: 700 })
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 })
const account = fc.record({ stage: fc.constantFrom('lead', 'lead', 'opportunity', 'customer', 'Other', ''), created: sometimes(ago), lead: sometimes(ago), opportunity: sometimes(ago), customer: sometimes(ago) })
const deal = fc.record({ of: fc.integer({ min: 1, max: accounts }), outcome: fc.constantFrom('won', 'lost', 'open'), created: ago, closes: ago })
const event = fc.record({ of: fc.integer({ min: 1, max: accounts }), who: fc.integer({ min: 1, max: 3 }), source: fc.constantFrom('product_usage', 'docs_view', 'product_signup', 'community_message'), days: ago })
const organisation = fc.record({
  accounts: fc.array(account, { minLength: accounts, maxLength: accounts }), deals: fc.array(deal, { maxLength: 40 }), events: fc.array(event, { minLength: 100, maxLength: 400 }), seed: fc.constantFrom('1', 'another'),
})
type Organisation = typeof organisation extends fc.Arbitrary<infer T> ? T : never

const at = (days: number | null): string => (days === null ? '' : iso(Date.parse(asOf) - days * day))
const date = (days: number): string => at(days).slice(0, 10)

function write(folder: string, { accounts: list, deals, events }: Organisation): OracleFile[] {
  const table = (name: string, format: string, lines: readonly (readonly (string | number)[])[]): OracleFile => {
    const path = join(folder, name)
    writeFileSync(path, lines.map((line) => line.join(',')).join('\n'))
    return { path, format, settings: { collected: '2025-12-31' }, modifiedAt: 0 }
  }
  const won = { won: ['Closed Won', 'true', 'true'], lost: ['Closed Lost', 'true', 'false'], open: ['Prospecting', 'false', 'false'] } as const
  return [
    table('companies.csv', 'hubspot-companies', [
      ['Record ID', 'Company name', 'Company Domain Name', 'Lifecycle Stage', 'Create Date', 'Became a Lead Date', 'Became an Opportunity Date', 'Became a Customer Date'],
      ...list.map((each, index) => [index + 1, `Firm ${index + 1}`, `firm${index + 1}.com`, each.stage, at(each.created), at(each.lead), at(each.opportunity), at(each.customer)]),
    ]),
    ...(deals.length === 0 ? [] : [table('deals.csv', 'salesforce-opportunities', [
      ['Id', 'AccountId', 'Account.Name', 'Name', 'StageName', 'IsClosed', 'IsWon', 'CloseDate', 'CreatedDate'],
      ...deals.map((each, index) => [`006000000000${String(index).padStart(3, '0')}`, each.of, '', 'Deal', ...won[each.outcome], date(each.closes), at(each.created)]),
    ])]),
    table('events.csv', 'events', [['occurred_at', 'source', 'email'], ...events.map((each) => [at(each.days), each.source, `dev${each.who}@firm${each.of}.com`])]),
  ]
}

test('random organisations: cases, who stands beside them and every figure equal the recomputation', { timeout: 900_000 }, async () => {
  let judged = 0
  const agrees = async (small: Organisation) => {
    made += 1
    const folder = join(engine.folder, `entries-${made}`)
    await mkdir(folder)
    const files = write(folder, small)
    await engine.call('workspace.create', { path: join(folder, 'world') })
    for (const { path, format, settings } of files) await engine.call('import.run', { path, format, settings: { ...settings } })
    const world = readWorld(files, new Map())
    const run = { asOf, policy: 'reliable' as const }
    const until = Date.parse(asOf)
    const found = await engine.call('analyse.beforeEntry', { ...run, seed: small.seed, sets: true })
    expect(found.stages.map(({ stage }) => stage)).toEqual(['opportunity', 'customer'])
    for (const { stage, cases, undated, figures } of found.stages) {
      const expected = risks(world, { stage, until })
      expect({ stage, cases, undated }).toEqual({ stage, cases: expected.length, undated: undatedEntries(world, { stage, until }) })
      expect(figures === null).toBe(expected.length < 20)
      if (figures === null) continue
      const { sets = [], ...shown } = figures
      expect(sets.map(({ record, enteredAt }) => [record, Date.parse(enteredAt)]).sort()).toEqual(expected.map((each) => [each.record, each.at]).sort())
      for (const { record, controls } of sets) {
        const eligible = expected.find((each) => each.record === record)?.eligible ?? []
        const drawn = new Set(controls.map((control) => control.record))
        expect(drawn.size).toBe(Math.min(5, eligible.length))
        expect([...drawn].filter((each) => !eligible.includes(each))).toEqual([])
      }
      const own = measured(world, sets, { asOf: until, policy: run.policy })
      expect(differences(own, sets, stage)).toEqual([])
      expect(differences(entryFigures(own), shown, stage)).toEqual([])
      judged += 1
    }
    await engine.call('workspace.close', {})
    await rm(folder, { recursive: true, force: true })
  }
  await fc.assert(fc.asyncProperty(organisation, agrees), { numRuns: 6, seed: 20261127, endOnFailure: true })
  expect(judged).toBeGreaterThan(3)
})
