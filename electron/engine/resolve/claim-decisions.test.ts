import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Workspace } from '../db/workspace.ts'
import { claimKeys, currentCompanies, decide, matchesOf, published, undo } from './decisions.test-support.ts'
import { resolveDecisions, resolvePeople } from './resolve.ts'
import { type ClaimRow, type ImportRows, judge, makeWorld, query, resolveWorld } from './world.test-support.ts'

let workspace: Workspace
let remove: () => Promise<void>
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
})
afterAll(() => remove())
beforeEach(async () => {
  await workspace.writer.run('DELETE FROM evidence.verdicts')
  await workspace.writer.run('DELETE FROM evidence.decisions')
})

const never = new AbortController().signal
const resolveAgain = () => resolvePeople({ connection: workspace.writer, signal: never })
const octo = { github_id: 1, login: 'octo' }
const accounts = [{ record_id: '1', name: 'Acme', domain: 'acme.com' }, { record_id: '2', name: 'Beta', domain: 'beta.io' }]
const years = [2020, 2024]
const world = (claims: readonly ClaimRow[], company?: string): ImportRows => ({
  accounts, claims, profiles: [{ ...octo, ...(company === undefined ? {} : { company }) }], events: years.map((year) => ({ source: 'star', target: 'acme/sdk', login: 'octo', occurred_at: `${year}-06-01` })),
})

async function claimed(claims: readonly ClaimRow[], { company, verdict }: { company?: string; verdict?: Parameters<typeof judge>[1] } = {}): Promise<string[]> {
  await resolveWorld(workspace, [world(claims, company)])
  if (verdict) {
    await judge(workspace, verdict)
    await resolveAgain()
  }
  return claimKeys(workspace)
}

/** Lays the newest decisions over the short way, and checks that the long way ends in the same tables. */
async function applied(): Promise<Record<string, string>> {
  expect(await resolveDecisions(workspace.writer, never)).toBe(true)
  const short = await published(workspace)
  await resolveAgain()
  expect(short).toEqual(await published(workspace))
  return currentCompanies(workspace)
}

const byYear = async () =>
  Object.fromEntries(
    (
      await query<{ year: number; said: string }>(
        workspace,
        `SELECT year(s.occurred_at) AS year, coalesce(c.company_key || ' ' || s.confidence, 'nobody') AS said FROM result.signals s LEFT JOIN evidence.companies c USING (company_id)`,
      )
    ).map(({ year, said }) => [year, said]),
  )

const claim = (subject: string | undefined, verdict: 'accept' | 'reject' | 'unsure') => ({ kind: 'claim' as const, subject: subject ?? '', verdict })

test('a claim that a person found correct is certain, whatever a verifier says, and outranks what the profile states', async () => {
  const [key] = await claimed([{ provider: 'pdl', ...octo, company: 'Beta' }], { company: '@acme', verdict: { pdl: ['incorrect', 0.99] } })
  expect(await currentCompanies(workspace)).toEqual({ octo: 'acme.com org_handle 0.9' })
  await decide(workspace, claim(key, 'accept'))
  expect(await applied()).toEqual({ octo: 'beta.io human 1.0' })
  expect(await byYear()).toEqual({ 2020: 'beta.io 1.0', 2024: 'beta.io 1.0' })
  expect(await query(workspace, `SELECT evidence, conflict FROM evidence.attributions WHERE method = 'human'`)).toEqual([{ evidence: 'pdl: Beta, found correct by ana', conflict: true }])
})

test('a claim that a person found incorrect never counts, whatever a verifier says; undo brings it back', async () => {
  const [key] = await claimed([{ provider: 'pdl', ...octo, company: 'Beta' }], { verdict: { pdl: ['correct', 0.99] } })
  const before = await published(workspace)
  await decide(workspace, claim(key, 'reject'))
  expect(await applied()).toEqual({})
  await undo(workspace)
  expect(await applied()).toEqual({ octo: 'beta.io verified_claim 0.99' })
  expect(await published(workspace)).toEqual(before)
})

test('unsure changes nothing, and leaves an earlier word standing', async () => {
  const [key] = await claimed([{ provider: 'pdl', ...octo, company: 'Beta' }])
  await decide(workspace, claim(key, 'unsure'))
  expect(await applied()).toEqual({ octo: 'beta.io provider_claim 0.5' })
  await decide(workspace, claim(key, 'accept'))
  await decide(workspace, claim(key, 'unsure'))
  expect(await applied()).toEqual({ octo: 'beta.io human 1.0' })
})

test('earlier employers in the same answer share the word, and the events of their time follow; a word on one of them is its own', async () => {
  const keys = await claimed([
    { provider: 'pdl', ...octo, company: 'Acme', started_at: '2023-01-01' }, { provider: 'pdl', ...octo, company: 'Beta', current: false, started_at: '2019-01-01', ended_at: '2022-01-01' },
  ], { verdict: { pdl: ['incorrect', 0.9] } })
  const [today, earlier] = keys
  await decide(workspace, claim(today, 'accept'))
  await applied()
  expect(await byYear()).toEqual({ 2020: 'beta.io 1.0', 2024: 'acme.com 1.0' })
  await decide(workspace, claim(earlier, 'reject'))
  await applied()
  expect(await byYear()).toEqual({ 2020: 'acme.com 1.0', 2024: 'acme.com 1.0' })
  await decide(workspace, claim(today, 'reject'), claim(earlier, 'accept'))
  expect(await applied()).toEqual({})
  expect(await byYear()).toEqual({ 2020: 'beta.io 1.0', 2024: 'nobody' })
})

test('a company that only refused claims name becomes one with the word, and goes with it', async () => {
  const [key] = await claimed([{ provider: 'pdl', ...octo, company: 'Umbrella Labs', domain: 'umbrella.example' }, { provider: 'pdl', ...octo, company: 'Hooli', current: false }], { verdict: { pdl: ['incorrect', 0.9] } })
  const companies = () => query(workspace, `SELECT company_key, name FROM evidence.companies WHERE company_key IN ('umbrella.example', 'name:hooli') ORDER BY 1`)
  expect(await companies()).toEqual([])
  await decide(workspace, claim((await claimKeys(workspace))[1], 'accept'))
  expect(await applied()).toEqual({ octo: 'umbrella.example human 1.0' })
  expect(await companies()).toEqual([{ company_key: 'name:hooli', name: 'Hooli' }, { company_key: 'umbrella.example', name: 'umbrella.example' }])
  await decide(workspace, { kind: 'match', subject: 'umbrella.example', object: '2', verdict: 'accept' })
  await applied()
  expect(await matchesOf(workspace, 'umbrella.example')).toEqual(['2 human'])
  await undo(workspace)
  await undo(workspace)
  expect(await applied()).toEqual({})
  expect(await companies()).toEqual([])
  expect(key).toBeDefined()
})

test('of a word on a claim and one on the company of the person the newer counts', async () => {
  const [key] = await claimed([{ provider: 'pdl', ...octo, company: 'Beta' }])
  await decide(workspace, claim(key, 'accept'))
  await decide(workspace, { kind: 'attribution', subject: 'github:1', object: 'beta.io', verdict: 'reject' })
  expect(await applied()).toEqual({})
  await decide(workspace, claim(key, 'accept'))
  expect(await applied()).toEqual({ octo: 'beta.io human 1.0' })
  await decide(workspace, { kind: 'attribution', subject: 'github:1', object: 'beta.io', verdict: 'choose', target: 'acme.com' })
  expect(await applied()).toEqual({ octo: 'acme.com human 1.0' })
})

test('a word on a claim whose import is undone waits until the claim is back', async () => {
  const claims = [{ provider: 'pdl', ...octo, company: 'Beta' }]
  const [key] = await claimed(claims)
  await decide(workspace, claim(key, 'accept'))
  await resolveWorld(workspace, [world([])])
  expect(await currentCompanies(workspace)).toEqual({})
  await resolveWorld(workspace, [world([]), world(claims)])
  expect(await currentCompanies(workspace)).toEqual({ octo: 'beta.io human 1.0' })
})
