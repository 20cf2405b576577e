import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Workspace } from '../db/workspace.ts'
import { undo } from '../resolve/decisions.test-support.ts'
import { resolvePeople } from '../resolve/resolve.ts'
import { judge, makeWorld, query, resolveWorld } from '../resolve/world.test-support.ts'
import { scoreNow } from '../score/fixture.test-support.ts'
import { claimsSql } from '../sql/claims.ts'
import { kappa } from './agreement.ts'
import { draw, say } from './labels.test-support.ts'
import { readQuality } from './read-quality.ts'

let workspace: Workspace
let remove: () => Promise<void>
let runId: number
const numbers = Array.from({ length: 120 }, (_, index) => index + 1)
const world = {
  accounts: [{ record_id: '1', name: 'Acme', domain: 'acme.com' }, { record_id: '2', name: 'Globex Robotics', domain: 'globexrobotics.com' }],
  profiles: numbers.map((id) => ({ github_id: id, login: `dev${id}`, ...(id <= 40 ? { company: 'Acme' } : id === 41 ? { company: 'Globex Robotiks' } : {}) })),
  claims: numbers.slice(60).map((id) => ({ provider: 'pdl', github_id: id, company: 'Acme' })),
  events: [{ login: 'dev1', occurred_at: '2025-12-01' }, { login: 'dev41', occurred_at: '2025-12-01' }],
}
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
  await resolveWorld(workspace, [world])
  ;({ runId } = await scoreNow(workspace.writer, { policy: 'all' }))
})
beforeEach(async () => {
  for (const table of ['decisions', 'blind_items', 'verdicts']) await workspace.writer.run(`DELETE FROM evidence.${table}`)
})
afterAll(() => remove())

const read = () => readQuality(workspace.writer, runId)
const groupOf = async (kind: string, group: string) => (await read()).groups.find((each) => each.kind === kind && each.group === group)
const person = (id: number, verdict: 'accept' | 'reject' | 'unsure', more: { queue?: string; reviewer?: string } = {}) => ({ kind: 'attribution' as const, subject: `github:${id}`, object: 'acme.com', verdict, ...more })
const claimOf = async (id: number): Promise<string> => (await query<{ key: string }>(workspace, `SELECT claim_key AS key FROM (${claimsSql('claims')}) WHERE github_id = ${id}`))[0]?.key ?? ''
const claim = async (id: number, verdict: 'accept' | 'reject' | 'unsure') => ({ kind: 'claim' as const, subject: await claimOf(id), object: null, verdict })

test('only decisions of the blind queue about drawn items are labels; a change of mind replaces, undoing brings back', async () => {
  await draw(workspace, 1000)
  await say(workspace, person(1, 'reject', { queue: 'uncertain' }))
  expect(await groupOf('attribution', 'company_text')).toMatchObject({ undecided: 39, drawn: 40, correct: 0, wrong: 0, rate: { value: null }, enough: false })
  await say(workspace, person(2, 'accept'), person(3, 'reject'), person(4, 'accept'), person(4, 'reject'))
  expect(await groupOf('attribution', 'company_text')).toMatchObject({ correct: 1, wrong: 2, rate: { value: null } })
  await undo(workspace)
  expect(await groupOf('attribution', 'company_text')).toMatchObject({ correct: 2, wrong: 1 })
  expect(await read()).toMatchObject({ samples: [{ kind: 'attribution', drawn: 101, judged: 3, seed: '1' }], elsewhere: 1 })
})

test('without a blind sample nothing is estimated, however much was decided in other queues', async () => {
  const before = await read()
  await say(workspace, ...numbers.slice(0, 40).map((id) => person(id, id % 3 === 0 ? 'reject' : 'accept', { queue: 'uncertain' })))
  const after = await read()
  expect(after).toMatchObject({ samples: [], elsewhere: 40, verifiers: [], agreement: [] })
  for (const { rate, correct, wrong, curve } of [...before.groups, ...after.groups]) expect({ rate, correct, wrong, points: curve.points }).toEqual({ rate: { value: null, low: null, high: null }, correct: 0, wrong: 0, points: [] })
})

test('decisions of other queues, even about drawn items, never change a figure', async () => {
  await judge(workspace, { pdl: ['correct', 0.9] })
  await draw(workspace, 1000)
  await draw(workspace, 1000, { kind: 'claim' })
  await say(workspace, ...numbers.slice(0, 35).map((id) => person(id, id <= 30 ? 'accept' : 'reject')), ...(await Promise.all(numbers.slice(60, 100).map((id) => claim(id, id <= 90 ? 'accept' : 'reject')))))
  const before = await read()
  expect(before.groups.filter(({ enough }) => enough)).toHaveLength(2)
  await say(workspace, ...numbers.slice(0, 40).map((id) => person(id, 'reject', { queue: 'uncertain', reviewer: 'ben' })))
  await say(workspace, ...(await Promise.all(numbers.slice(60).map(async (id) => ({ ...(await claim(id, 'reject')), queue: 'uncertain', reviewer: 'ben' })))))
  const figures = ({ groups, verifiers, agreement, samples }: typeof before) => ({ verifiers, agreement, samples, groups: groups.flatMap(({ group, drawn, correct, wrong, unsure, rate, curve: { points } }) => (drawn === 0 ? [] : [{ group, drawn, correct, wrong, unsure, rate, points }])).sort((a, b) => a.group.localeCompare(b.group)) })
  expect(figures(await read())).toEqual(figures(before))
})

test('thirty labels are enough, and what was judged keeps its group though it is decided now', async () => {
  await draw(workspace, 1000)
  await say(workspace, ...numbers.slice(0, 29).map((id) => person(id, id <= 26 ? 'accept' : 'reject')))
  expect(await groupOf('attribution', 'company_text')).toMatchObject({ rate: { value: null, low: null }, enough: false })
  await say(workspace, person(30, 'accept'))
  await resolvePeople({ connection: workspace.writer, signal: new AbortController().signal })
  const group = await groupOf('attribution', 'company_text')
  expect(group).toMatchObject({ undecided: 10, drawn: 40, correct: 27, wrong: 3, enough: true, rateOf: 'wrong', rate: { value: 0.1 } })
  // Wilson by hand for 3 of 30.
  expect(group?.rate.low).toBeCloseTo(0.034602, 5)
  expect(group?.rate.high).toBeCloseTo(0.256214, 5)
  await workspace.writer.run('DELETE FROM evidence.decisions')
  await resolveWorld(workspace, [world])
})

test('unsure labels are counted apart, and a sure word of another reviewer outweighs them', async () => {
  await draw(workspace, 1000)
  await say(workspace, person(1, 'accept'), person(2, 'unsure'), person(3, 'unsure'), person(3, 'reject', { reviewer: 'ben' }), person(4, 'reject'), person(4, 'unsure', { reviewer: 'ben' }), person(5, 'accept'), person(5, 'unsure'))
  expect(await groupOf('attribution', 'company_text')).toMatchObject({ correct: 1, wrong: 2, unsure: 2 })
  expect((await read()).samples).toMatchObject([{ judged: 5 }])
})

test('a provider and a verifier are measured by the judged claims', async () => {
  await judge(workspace, { pdl: ['correct', 0.9] })
  await workspace.writer.run(`UPDATE evidence.verdicts SET verdict = 'unsure', cost = 0.5 WHERE claim_key IN (SELECT claim_key FROM (${claimsSql('claims')}) WHERE github_id <= 70)`)
  await draw(workspace, 1000, { kind: 'claim' })
  const said = (id: number) => (id === 61 || id === 71 ? 'reject' : id === 120 ? 'unsure' : 'accept')
  await say(workspace, ...(await Promise.all(numbers.slice(60, 89).map((id) => claim(id, said(id))))), await claim(120, 'unsure'))
  expect(await groupOf('claim', 'provider:pdl')).toMatchObject({ correct: 27, wrong: 2, unsure: 1, rate: { value: null } })
  expect((await read()).verifiers).toMatchObject([{ judged: 29, unsureLabels: 1, precision: { value: null }, kappa: null, costPerTrueContact: null, enough: false }])
  await say(workspace, await claim(90, 'accept'))
  expect(await groupOf('claim', 'provider:pdl')).toMatchObject({ undecided: 30, correct: 28, wrong: 2, rate: { value: 2 / 30 } })
  const [rules] = (await read()).verifiers
  // Of 30 claims 20 are called correct, one of them wrongly; of the ten it is unsure of nine are right.
  expect(rules).toMatchObject({ verifier: 'rules', judged: 30, unsureLabels: 1, precision: { value: 19 / 20 }, recall: { value: 19 / 28 }, specificity: { value: 1 / 2 }, unsure: { value: 10 / 30 }, enough: true })
  // Agreement 20 of 30; by chance (20 · 28 + 10 · 2) / 900.
  expect(rules?.kappa).toBeCloseTo((20 / 30 - 580 / 900) / (1 - 580 / 900), 12)
  // Ten verdicts at half a dollar; 50 claims are called correct, 95 % of them truly.
  expect(rules?.costPerTrueContact).toBeCloseTo(5 / (50 * 0.95), 12)
})

test('of a nearest account it is asked whether it was missed: another account counts as missed, none does not', async () => {
  await draw(workspace, 1000, { kind: 'match', runId })
  const nearest = async () => (await read()).groups.filter(({ rateOf }) => rateOf === 'missed')
  expect(await nearest()).toMatchObject([{ kind: 'match', undecided: 1, drawn: 1 }])
  const match = (verdict: 'accept' | 'choose' | 'none' | 'reject') => ({ kind: 'match' as const, subject: 'name:globexrobotiks', object: '2', verdict })
  for (const [verdict, correct] of [['accept', 1], ['choose', 1], ['reject', 0], ['none', 0]] as const) {
    await say(workspace, match(verdict))
    expect(await nearest()).toMatchObject([{ undecided: 0, correct, wrong: 1 - correct }])
  }
})

test('two reviewers of one item agree as far as κ says, without what one was unsure of', async () => {
  await draw(workspace, 1000)
  const table = [[10, 'accept', 'accept'], [5, 'accept', 'reject'], [5, 'reject', 'accept'], [12, 'reject', 'reject'], [2, 'accept', 'unsure'], [1, 'unsure', 'reject']] as const
  const pairs = table.flatMap(([times, first, second]) => Array.from({ length: times }, () => [first, second] as const))
  await say(workspace, ...pairs.flatMap(([first, second], index) => [person(index + 1, first), person(index + 1, second, { reviewer: 'ben' })]))
  // Observed 22/32; by chance (15 · 15 + 17 · 17) / 32².
  const chance = (15 * 15 + 17 * 17) / 32 ** 2
  const [agreement] = (await read()).agreement
  expect(agreement).toMatchObject({ kind: 'attribution', items: 32, unsure: 3, enough: true })
  expect(agreement?.kappa).toBeCloseTo((22 / 32 - chance) / (1 - chance), 12)
  await undo(workspace)
  await workspace.writer.run(`DELETE FROM evidence.decisions WHERE reviewer = 'ben' AND subject IN ('github:1', 'github:2', 'github:3')`)
  expect((await read()).agreement).toMatchObject([{ items: 29, kappa: null, enough: false }])
})

test('κ of a published table', () => {
  // Cohen 1960 as retold in Fleiss, Levin and Paik (2003), with two categories: 20 yes–yes, 5, 10, 15 no–no gives 0.4.
  expect(kappa({ both: 20, first: 5, second: 10, neither: 15 })).toBeCloseTo(0.4, 12)
  expect(kappa({ both: 0, first: 0, second: 0, neither: 0 })).toBeNull()
  expect(kappa({ both: 9, first: 0, second: 0, neither: 0 })).toBeNull()
})
