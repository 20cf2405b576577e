import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { blindQueue } from '../../../shared/contract-quality.ts'
import type { Workspace } from '../db/workspace.ts'
import { decide, undo } from '../resolve/decisions.test-support.ts'
import { resolvePeople } from '../resolve/resolve.ts'
import { judge, makeWorld, query, resolveWorld } from '../resolve/world.test-support.ts'
import { claimsSql } from '../sql/claims.ts'
import { appendDecisions } from '../review/decision-store.ts'
import { kappa } from './agreement.ts'
import { drawItems, openItems } from './blind-items.ts'
import { readQuality } from './read-quality.ts'

let workspace: Workspace
let remove: () => Promise<void>
const numbers = Array.from({ length: 60 }, (_, index) => index + 1)
const world = {
  accounts: [{ record_id: '1', name: 'Acme', domain: 'acme.com' }],
  profiles: numbers.map((id) => ({ github_id: id, login: `dev${id}`, ...(id <= 40 ? { company: 'Acme' } : id <= 50 ? { company: `Tiny ${id}` } : {}) })),
  claims: numbers.slice(50).map((id) => ({ provider: 'pdl', github_id: id, company: 'Acme' })),
}
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
  await resolveWorld(workspace, [world])
})
beforeEach(async () => {
  for (const table of ['decisions', 'blind_items', 'verdicts']) await workspace.writer.run(`DELETE FROM evidence.${table}`)
})
afterAll(() => remove())

const draw = (size: number, more: { seed?: string; perGroup?: boolean } = {}) => drawItems(workspace.writer, { size, seed: '1', perGroup: false, ...more })
const drawn = () => query<{ subject: string; evidence_group: string }>(workspace, 'SELECT subject, evidence_group FROM evidence.blind_items ORDER BY sample_id, item_no')
const say = (subject: string, verdict: 'accept' | 'reject', more: object = {}) =>
  decide(workspace, { kind: 'attribution', subject, object: 'acme.com', verdict, queue: blindQueue, ...more })

test('the seed decides who is drawn, nobody is drawn twice, and an empty urn is said so', async () => {
  await draw(20)
  const first = await drawn()
  await workspace.writer.run('DELETE FROM evidence.blind_items')
  await draw(20)
  expect(await drawn()).toEqual(first)
  await draw(1000)
  const all = await drawn()
  expect(new Set(all.map(({ subject }) => subject)).size).toBe(60)
  await expect(draw(1)).rejects.toMatchObject({ code: 'bad_usage' })
  await workspace.writer.run('DELETE FROM evidence.blind_items')
  await draw(20, { seed: '2' })
  expect(await drawn()).not.toEqual(first)
})

test('a draw per group takes equally many of each, claims by their provider', async () => {
  await draw(15, { perGroup: true })
  const groups = (await drawn()).map(({ evidence_group }) => evidence_group)
  expect(Object.fromEntries([...new Set(groups)].sort().map((group) => [group, groups.filter((each) => each === group).length]))).toEqual({ company_text: 5, company_text_unknown: 5, 'provider:pdl': 5 })
})

test('only decisions of the blind queue about drawn items are labels; a change of mind replaces, undoing brings back', async () => {
  await draw(1000)
  await decide(workspace, { kind: 'attribution', subject: 'github:1', object: 'acme.com', verdict: 'reject', queue: 'uncertain' })
  const of = async (group: string) => (await readQuality(workspace.writer)).groups.find((each) => each.group === group)
  expect(await of('company_text')).toMatchObject({ attributions: 40, drawn: 40, correct: 0, wrong: 0, falsePositives: { value: null }, enough: false })
  await say('github:2', 'accept')
  await say('github:3', 'reject')
  await say('github:4', 'accept')
  await say('github:4', 'reject')
  expect(await of('company_text')).toMatchObject({ correct: 1, wrong: 2, falsePositives: { value: 2 / 3 } })
  await undo(workspace)
  expect(await of('company_text')).toMatchObject({ correct: 2, wrong: 1 })
  expect((await readQuality(workspace.writer)).sample).toMatchObject({ drawn: 60, judged: 3, seed: '1' })
  expect((await openItems(workspace.writer, { reviewer: null, limit: 100 })).map(({ subject }) => subject)).toHaveLength(57)
})

test('thirty labels are enough, and what was judged keeps its group though it is decided now', async () => {
  await draw(1000)
  for (const id of numbers.slice(0, 30)) await say(`github:${id}`, id <= 27 ? 'accept' : 'reject')
  await resolvePeople({ connection: workspace.writer, signal: new AbortController().signal })
  const [group] = (await readQuality(workspace.writer)).groups.filter((each) => each.group === 'company_text')
  expect(group).toMatchObject({ attributions: 10, drawn: 40, correct: 27, wrong: 3, enough: true })
  // Wilson by hand for 3 of 30.
  expect(group?.falsePositives.low).toBeCloseTo(0.034602, 5)
  expect(group?.falsePositives.high).toBeCloseTo(0.256214, 5)
  await resolveWorld(workspace, [world])
})

test('a verifier is measured by the judged claims', async () => {
  await judge(workspace, { pdl: ['correct', 0.9] })
  await workspace.writer.run(`UPDATE evidence.verdicts SET verdict = 'unsure' WHERE claim_key IN (SELECT claim_key FROM (${claimsSql('claims')}) WHERE github_id IN (51, 52, 53))`)
  await draw(1000)
  for (const id of numbers.slice(50)) await say(`github:${id}`, id === 51 ? 'reject' : 'accept')
  const [rules] = (await readQuality(workspace.writer)).verifiers
  // Seven called correct and right; of the three unsure ones two are right. By chance they would agree on (7 · 9 + 3 · 1) / 100.
  expect(rules).toMatchObject({ verifier: 'rules', judged: 10, precision: { value: 1 }, recall: { value: 7 / 9 }, specificity: { value: 1 }, unsure: { value: 0.3 }, enough: false })
  expect(rules?.kappa).toBeCloseTo((0.8 - 0.66) / 0.34, 12)
  await resolveWorld(workspace, [world])
})

test('two reviewers of one item agree as far as κ says', async () => {
  await draw(1000)
  const both = [['accept', 'accept'], ['accept', 'accept'], ['accept', 'reject'], ['reject', 'reject']] as const
  for (const [index, verdicts] of both.entries()) {
    for (const [place, verdict] of verdicts.entries()) {
      await appendDecisions(
        workspace.writer,
        [{ kind: 'attribution', scope: 'one', subject: `github:${index + 1}`, object: 'acme.com', verdict, target: null, queue: blindQueue, note: null, reverts: null }],
        ['ana', 'ben'][place] ?? '',
      )
    }
  }
  // Observed 3/4, by chance (3 · 2 + 1 · 2) / 16 = 1/2.
  expect((await readQuality(workspace.writer)).agreement).toEqual({ items: 4, kappa: 0.5 })
})

test('κ of a published table', () => {
  // Cohen 1960 as retold in Fleiss, Levin and Paik (2003), with two categories: 20 yes–yes, 5, 10, 15 no–no gives 0.4.
  expect(kappa({ both: 20, first: 5, second: 10, neither: 15 })).toBeCloseTo(0.4, 12)
  expect(kappa({ both: 0, first: 0, second: 0, neither: 0 })).toBeNull()
  expect(kappa({ both: 9, first: 0, second: 0, neither: 0 })).toBeNull()
})
