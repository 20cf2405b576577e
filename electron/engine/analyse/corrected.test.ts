import { expect, test } from 'vitest'
import { seededRandom } from '../random.ts'
import { betaNumber } from './beta.ts'
import { type AccountPeople, arranged, setOf } from './account-people.ts'
import { figures } from './corrected.ts'
import { drawsOf, type Labels } from './draws.ts'

const stages = [{ key: 'lead', label: 'Lead', bottom: false }, { key: 'customer', label: 'Customer', bottom: true }] as Parameters<typeof arranged>[1]

test.each([[1, 1], [3, 2], [28, 4]])('numbers from Beta(%i, %i) have its mean and variance', (a, b) => {
  const random = seededRandom(`beta ${a} ${b}`)
  const numbers = Array.from({ length: 40_000 }, () => betaNumber(random, a, b))
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length
  expect(mean).toBeCloseTo(a / (a + b), 2)
  expect(variance / ((a * b) / ((a + b) ** 2 * (a + b + 1)))).toBeCloseTo(1, 1)
})

/** Accounts of one person each; the first `active` of a stage are active. */
function funnel(groups: readonly { stage: string; active: number; group: string | null; points?: number }[]): AccountPeople {
  let id = 0
  return arranged(
    groups.flatMap(({ stage, active, group, points = 1 }) =>
      Array.from({ length: active }, () => ({ stage, subject_id: ++id, points, families_low: 1, families_high: 0, is_active: true, evidence_group: group, attribution: id - 1 }))),
    stages,
  )
}

const model = { family_bonus: 0.5 }
const thresholds = { high: 2, medium: 1 }

interface Asked {
  added: AccountPeople
  labels: readonly Labels[]
  accounts: readonly number[]
}

const simulate = ({ added: people, labels, accounts }: Asked) => figures({ people, drawAt: drawsOf({ people, labels, model, thresholds })(), accounts, within: null })

test('what a person decided is fixed: the figures are the uncorrected ones', async () => {
  const [lead, customer] = await simulate({ added: funnel([{ stage: 'lead', active: 10, group: null }, { stage: 'customer', active: 10, group: null, points: 0.5 }]), labels: [], accounts: [100, 20] })
  expect(lead).toEqual({ coverage: { value: 0.1, low: 0.1, high: 0.1 }, lift: { value: 1, low: 1, high: 1 }, intensity: { value: 1, low: 1, high: 1 } })
  expect(customer).toEqual({ coverage: { value: 0.5, low: 0.5, high: 0.5 }, lift: { value: 5, low: 5, high: 5 }, intensity: { value: 0, low: 0, high: 0 } })
})

test('coverage falls by the share of false positives, with the uncertainty of the labels', async () => {
  const added = funnel([{ stage: 'lead', active: 400, group: 'company_text' }])
  const [few] = await simulate({ added, labels: [{ group: 'company_text', correct: 29, wrong: 9 }], accounts: [1000, 0] })
  const [many] = await simulate({ added, labels: [{ group: 'company_text', correct: 2999, wrong: 999 }], accounts: [1000, 0] })
  // The mean of Beta(30, 10) and Beta(3000, 1000) is 0.75, so 300 of 400.
  expect(few?.coverage.value).toBeCloseTo(0.302, 2)
  expect(many?.coverage.value).toBeCloseTo(0.3, 2)
  const width = (figure: typeof few) => (figure?.coverage.high ?? 0) - (figure?.coverage.low ?? 0)
  expect(width(few)).toBeGreaterThan(2.5 * width(many))
})

test('a kind of evidence nobody judged may be anything', async () => {
  const [lead] = await simulate({ added: funnel([{ stage: 'lead', active: 400, group: 'bio_text' }]), labels: [{ group: 'company_text', correct: 9, wrong: 0 }], accounts: [1000, 0] })
  expect(lead?.coverage.low).toBeLessThan(0.03)
  expect(lead?.coverage.high).toBeGreaterThan(0.37)
})

test('an account stays active while one of its people is truly its own, and its points are those of the true ones', async () => {
  const row = { stage: 'lead', subject_id: 1, families_low: 1, families_high: 0, is_active: true }
  const added = arranged([
    { ...row, points: 5, evidence_group: 'wrong', attribution: 0 }, { ...row, points: 0.5, evidence_group: null, attribution: 1 },
  ], stages)
  const [lead] = await simulate({ added, labels: [{ group: 'wrong', correct: 0, wrong: 100_000 }], accounts: [1, 0] })
  expect(lead).toMatchObject({ coverage: { low: 1 }, intensity: { high: 0 } })
})

test('a stage without accounts is undefined', async () => {
  const [, customer] = await simulate({ added: funnel([]), labels: [], accounts: [5, 0] })
  expect(customer).toEqual({ coverage: { value: null, low: null, high: null }, lift: { value: null, low: null, high: null }, intensity: { value: null, low: null, high: null } })
})

test('a segment counts its accounts in the draws of all, whether these are kept or made anew', async () => {
  const people = funnel([{ stage: 'lead', active: 70, group: 'company_text' }, { stage: 'customer', active: 40, group: 'bio_text', points: 3 }])
  const labels = [{ group: 'company_text', correct: 29, wrong: 9 }, { group: 'bio_text', correct: 5, wrong: 5 }]
  const simulation = { people, labels, model, thresholds }
  // The subjects 0 to 110 at their places; 0 is no account of the funnel.
  const bits = Int32Array.from({ length: 111 }, (_, subject) => people.bitOf.get(subject) ?? -1)
  const half = setOf(people, bits, Uint8Array.from(bits, (_, subject) => (subject % 2 === 0 ? 1 : 0)))
  const lent = drawsOf(simulation)
  const count = (drawAt: ReturnType<typeof lent>, within: typeof half | null) => figures({ people, drawAt, accounts: within ? [50, 25] : [100, 50], within })
  const all = await count(lent(), null)
  const some = await count(lent(), half)
  expect(await count(drawsOf(simulation, 0)(), half)).toEqual(some)
  expect(await count(lent(), null)).toEqual(all)
  expect(some).not.toEqual(all)
  // The mean of Beta(30, 10) is 0.75 of the 35 active of 50.
  expect(some[0]?.coverage.value).toBeCloseTo(0.525, 1)
  expect(await count(lent(), setOf(people, bits, new Uint8Array(bits.length)))).toMatchObject([{ coverage: { value: 0 } }, { coverage: { value: 0 } }])
  await expect(figures({ people, drawAt: lent(), accounts: [1, 1], within: null, signal: AbortSignal.abort() })).rejects.toThrow()
})

test('families beyond the thirtieth count', async () => {
  const row = { stage: 'lead', evidence_group: null, is_active: true, points: 0.6 }
  const added = arranged([
    { ...row, subject_id: 1, attribution: 0, families_low: 1, families_high: 0 }, { ...row, subject_id: 1, attribution: 1, families_low: 0, families_high: 1 },
    { ...row, subject_id: 2, attribution: 2, families_low: 1, families_high: 0 },
  ], [...stages])
  const [lead] = await figures({ people: added, drawAt: drawsOf({ people: added, labels: [], model, thresholds: { high: 2, medium: 1.7 } })(), accounts: [2, 0], within: null })
  // 1.2 points of two families are 1.8, of one 0.6.
  expect(lead?.intensity.value).toBe(0.5)
})
