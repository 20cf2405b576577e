import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Workspace } from '../db/workspace.ts'
import { judge, makeWorld, query, resolveWorld } from '../resolve/world.test-support.ts'
import { scoreNow } from '../score/fixture.test-support.ts'
import { draw, say } from './labels.test-support.ts'
import { openItems } from './open-items.ts'

let workspace: Workspace
let remove: () => Promise<void>
let runId: number
const numbers = Array.from({ length: 60 }, (_, index) => index + 1)
const profiles = numbers.map((id) => ({ github_id: id, login: `dev${id}`, ...(id <= 40 ? { company: 'Acme' } : id <= 50 ? { company: `Tiny ${id}` } : {}) }))
const world = {
  accounts: [{ record_id: '1', name: 'Acme', domain: 'acme.com' }, { record_id: '2', name: 'Globex Robotics', domain: 'globexrobotics.com' }],
  profiles: [...profiles, { github_id: 61, login: 'gus', company: 'Globex Robotiks' }],
  claims: numbers.slice(50).map((id) => ({ provider: id % 2 === 0 ? 'pdl' : 'apollo', github_id: id, company: 'Acme' })),
  events: [{ login: 'gus', occurred_at: '2025-12-01' }, { login: 'dev1', occurred_at: '2025-12-01' }, { login: 'dev41', occurred_at: '2025-12-01' }],
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

interface Drawn {
  kind: string
  subject: string
  object: string | null
  evidence_group: string
}
const drawn = () => query<Drawn>(workspace, 'SELECT kind, subject, object, evidence_group FROM evidence.blind_items ORDER BY sample_id, item_no')
const perGroup = async () => Object.fromEntries((await query<{ g: string; n: number }>(workspace, 'SELECT evidence_group AS g, count(*) AS n FROM evidence.blind_items GROUP BY g ORDER BY g')).map(({ g, n }) => [g, n]))

test('the seed decides who is drawn, nobody is drawn twice, and an empty urn is said so', async () => {
  await draw(workspace, 20)
  const first = await drawn()
  await workspace.writer.run('DELETE FROM evidence.blind_items')
  await draw(workspace, 20)
  expect(await drawn()).toEqual(first)
  await draw(workspace, 1000)
  const all = await drawn()
  expect(new Set(all.map(({ subject }) => subject)).size).toBe(61)
  await expect(draw(workspace, 1)).rejects.toMatchObject({ code: 'bad_usage' })
  await workspace.writer.run('DELETE FROM evidence.blind_items')
  await draw(workspace, 20, { seed: '2' })
  expect(await drawn()).not.toEqual(first)
})

test('a draw per group takes equally many of each', async () => {
  await draw(workspace, 20, { perGroup: true })
  expect(await perGroup()).toEqual({ company_text: 5, company_text_unknown: 5, 'provider:apollo': 5, 'provider:pdl': 5 })
})

test('claims are drawn by what they say of whom, equally many of every provider', async () => {
  await judge(workspace, { pdl: ['correct', 0.9], apollo: ['incorrect', 0.9] })
  await draw(workspace, 6, { kind: 'claim', perGroup: true })
  expect(await perGroup()).toEqual({ 'provider:apollo': 3, 'provider:pdl': 3 })
  const [item] = await openItems(workspace.writer, { kind: 'claim', reviewer: null, overlap: 0, limit: 1 })
  expect(item).toMatchObject({ kind: 'claim', object: null, proposed: 'Acme' })
  // Neither who says it, nor what a verifier thinks, nor how sure anybody is.
  expect(Object.keys(item ?? {}).sort()).toEqual(['kind', 'known', 'name', 'object', 'place', 'proposed', 'subject'])
})

test('matches are drawn of active companies: the account they have, and the nearest one where they have none', async () => {
  await draw(workspace, 1000, { kind: 'match', runId })
  expect(await drawn()).toEqual(expect.arrayContaining([
    { kind: 'match', subject: 'acme.com', object: '1', evidence_group: 'domain' },
    expect.objectContaining({ kind: 'match', subject: 'name:globexrobotiks', object: '2', evidence_group: expect.stringMatching(/^nearest_(un)?likely$/) as string }),
  ]))
  // Globex Robotics has no activity; Tiny 41 is like no account.
  expect(await drawn()).toHaveLength(2)
  expect(await openItems(workspace.writer, { kind: 'match', reviewer: null, overlap: 0, limit: 10 })).toEqual(expect.arrayContaining([
    { kind: 'match', place: expect.any(Number) as number, subject: 'name:globexrobotiks', object: '2', name: 'Globex Robotiks', known: null, proposed: 'Globex Robotics' },
  ]))
})

test('neither the order of files nor what machines think of it changes what a seed draws', async () => {
  await draw(workspace, 8, { kind: 'claim' })
  await draw(workspace, 20)
  const before = await drawn()
  await workspace.writer.run('DELETE FROM evidence.blind_items')
  await resolveWorld(workspace, [{ claims: world.claims.toReversed() }, { profiles: world.profiles.toReversed(), accounts: world.accounts.toReversed(), events: world.events }])
  await judge(workspace, { pdl: ['unsure', 0.4] })
  await draw(workspace, 8, { kind: 'claim' })
  await draw(workspace, 20)
  expect(await drawn()).toEqual(before)
  await resolveWorld(workspace, [world])
  ;({ runId } = await scoreNow(workspace.writer, { policy: 'all' }))
})

test('what a person decided is not drawn, what a person was unsure of is', async () => {
  await say(
    workspace, { kind: 'attribution', subject: 'github:1', object: 'acme.com', verdict: 'accept', queue: 'uncertain' }, { kind: 'attribution', subject: 'github:2', object: 'acme.com', verdict: 'unsure', queue: 'uncertain' },
  )
  await draw(workspace, 1000)
  const subjects = (await drawn()).map(({ subject }) => subject)
  expect(subjects).not.toContain('github:1')
  expect(subjects).toContain('github:2')
})

test('a second reviewer gets what is open and a seeded share of what the first has judged, a third nothing judged twice', async () => {
  await draw(workspace, 50)
  const judged = (await drawn()).slice(0, 40)
  await say(workspace, ...judged.map(({ subject, object }) => ({ kind: 'attribution' as const, subject, object, verdict: 'accept' as const })))
  const open = async (reviewer: string | null, overlap: number) => (await openItems(workspace.writer, { kind: null, reviewer, overlap, limit: 100 })).map(({ subject }) => subject)
  const left = (await drawn()).slice(40).map(({ subject }) => subject)
  expect(await open(null, 1)).toEqual(left)
  expect(await open('ana', 1)).toEqual(left)
  expect(await open('ben', 0)).toEqual(left)
  expect(await open('ben', 1)).toHaveLength(50)
  const shared = await open('ben', 0.3)
  expect(await open('cleo', 0.3)).toEqual(shared)
  // 12 of 40 expected; beyond 3 to 23 one seed in ten thousand.
  expect(shared.length).toBeGreaterThan(13)
  expect(shared.length).toBeLessThan(33)
  const [first] = shared.filter((subject) => !left.includes(subject))
  await say(workspace, { kind: 'attribution', subject: first ?? '', object: judged.find(({ subject }) => subject === first)?.object ?? '', verdict: 'reject', reviewer: 'ben' })
  expect(await open('cleo', 0.3)).toEqual(shared.filter((subject) => subject !== first))
})
