import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Workspace } from '../db/workspace.ts'
import { resolveDecisions, resolvePeople } from './resolve.ts'
import { currentCompanies, decide, published, undo } from './decisions.test-support.ts'
import { type ClaimRow, judge, makeWorld, query, resolveWorld } from './world.test-support.ts'

let workspace: Workspace
let remove: () => Promise<void>
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
})
beforeEach(async () => {
  await workspace.writer.run('DELETE FROM evidence.verdicts')
  await workspace.writer.run('DELETE FROM evidence.decisions')
})
afterAll(() => remove())

const accounts = [{ record_id: '1', name: 'Acme', domain: 'acme.com' }, { record_id: '2', name: 'Beta', domain: 'beta.io' }, { record_id: '3', name: 'Gamma', domain: 'gamma.dev' }]
const years = [2018, 2020, 2022, 2024]
const starsOf = (login: string) => years.map((year) => ({ source: 'star', target: 'acme/sdk', login, occurred_at: `${year}-06-01` }))
const octo = { github_id: 1, login: 'octo' }

async function claimed(claims: readonly ClaimRow[], company?: string, verdict?: Parameters<typeof judge>[1]): Promise<void> {
  const imports = [{ accounts, profiles: [{ ...octo, ...(company === undefined ? {} : { company }) }], events: starsOf('octo'), claims }]
  await resolveWorld(workspace, imports)
  if (!verdict) return
  await judge(workspace, verdict)
  await again()
}

const again = () => resolvePeople({ connection: workspace.writer, signal: new AbortController().signal })

/** Year → company and confidence of octo's star in it. */
const byYear = async () =>
  Object.fromEntries(
    (
      await query<{ year: number; said: string }>(
        workspace,
        `SELECT year(s.occurred_at) AS year, coalesce(c.company_key || ' ' || s.confidence, 'nobody') AS said FROM result.signals s LEFT JOIN evidence.companies c USING (company_id)`,
      )
    ).map(({ year, said }) => [year, said]),
  )

const everywhere = (said: string) => Object.fromEntries(years.map((year) => [year, said]))

test('a claim nobody has verified counts 0.50; one found correct as much as the verifier is sure; one found incorrect not at all', async () => {
  const claims = [{ provider: 'pdl', ...octo, company: 'Acme Inc.' }]
  await claimed(claims)
  expect(await currentCompanies(workspace)).toEqual({ octo: 'acme.com provider_claim 0.5' })
  expect(await byYear()).toEqual(everywhere('acme.com 0.5'))
  await claimed(claims, undefined, { pdl: ['unsure', 0.6] })
  expect(await currentCompanies(workspace)).toEqual({ octo: 'acme.com provider_claim 0.5' })
  await claimed(claims, undefined, { pdl: ['correct', 0.97] })
  expect(await currentCompanies(workspace)).toEqual({ octo: 'acme.com verified_claim 0.97' })
  expect(await byYear()).toEqual(everywhere('acme.com 0.97'))
  await claimed(claims, undefined, { pdl: ['incorrect', 0.9] })
  expect(await currentCompanies(workspace)).toEqual({})
  expect(await byYear()).toEqual(everywhere('nobody'))
})

test('a domain says more than a name, a free-mail domain nothing, and a domain that nobody else shows is a company', async () => {
  await claimed([{ provider: 'pdl', ...octo, company: 'Acme Inc.', domain: 'beta.io' }])
  expect(await currentCompanies(workspace)).toEqual({ octo: 'beta.io provider_claim 0.5' })
  await claimed([{ provider: 'pdl', ...octo, company: 'Acme Inc.', domain: 'gmail.com' }])
  expect(await currentCompanies(workspace)).toEqual({ octo: 'acme.com provider_claim 0.5' })
  await claimed([{ provider: 'pdl', ...octo, domain: 'newcomer.ai' }])
  expect(await currentCompanies(workspace)).toEqual({ octo: 'newcomer.ai provider_claim 0.5' })
})

test('what a person states outranks an unverified claim, and their disagreement is shown', async () => {
  await claimed([{ provider: 'pdl', ...octo, company: 'Beta' }], '@acme')
  expect(await currentCompanies(workspace)).toEqual({ octo: 'acme.com org_handle 0.9' })
  expect(await query(workspace, 'SELECT method, current, conflict FROM evidence.attributions ORDER BY method')).toEqual([
    { method: 'org_handle', current: true, conflict: true }, { method: 'provider_claim', current: false, conflict: true },
  ])
})

const career: ClaimRow[] = [
  { provider: 'pdl', ...octo, company: 'Acme', current: true, started_at: '2023-01-01' },
  { provider: 'pdl', ...octo, company: 'Beta', current: false, started_at: '2019-01-01', ended_at: '2021-01-01' },
  { provider: 'pdl', ...octo, company: 'Gamma', current: false, started_at: '2021-06-01', ended_at: '2023-01-01' },
]

test('an event goes to the employer of its time where the dates are known, else to the one of today', async () => {
  await claimed(career, undefined, { pdl: ['correct', 0.95] })
  expect(await byYear()).toEqual({ 2018: 'acme.com 0.95', 2020: 'beta.io 0.95', 2022: 'gamma.dev 0.95', 2024: 'acme.com 0.95' })
  expect(await query(workspace, `SELECT count(*) AS past, bool_or(conflict) AS conflict FROM evidence.attributions WHERE is_past`)).toEqual([{ past: 2, conflict: false }])
})

test('an unverified past takes nothing from a reliable present, but stands beside an unreliable one', async () => {
  await claimed(career, '@acme')
  expect(await byYear()).toEqual(everywhere('acme.com 0.9'))
  await claimed(career)
  expect(await byYear()).toEqual({ 2018: 'acme.com 0.5', 2020: 'beta.io 0.5', 2022: 'gamma.dev 0.5', 2024: 'acme.com 0.5' })
})

test('earlier employers share the verdict on the person: of an incorrect answer nothing counts', async () => {
  await claimed(career, '@acme', { pdl: ['incorrect', 0.9] })
  expect(await byYear()).toEqual(everywhere('acme.com 0.9'))
  expect(await query(workspace, 'SELECT count(*) AS rows FROM evidence.attributions')).toEqual([{ rows: 1 }])
})

test('an employment without both dates, or one that ends before it begins, moves no event', async () => {
  const [present] = career
  if (!present) throw new Error('The career has a present.')
  await claimed([present, { provider: 'pdl', ...octo, company: 'Beta', current: false, ended_at: '2021-01-01' }], undefined, { pdl: ['correct', 0.95] })
  expect(await byYear()).toEqual(everywhere('acme.com 0.95'))
  await claimed([present, { provider: 'pdl', ...octo, company: 'Beta', current: false, started_at: '2021-01-01', ended_at: '2019-01-01' }], undefined, { pdl: ['correct', 0.95] })
  expect(await byYear()).toEqual(everywhere('acme.com 0.95'))
})

test('of two employments at one time the surer takes the event; the one of today may be the surer', async () => {
  const overlapping: ClaimRow[] = [
    { provider: 'pdl', ...octo, company: 'Acme', started_at: '2017-01-01' },
    { provider: 'apollo', ...octo, company: 'Acme' },
    { provider: 'apollo', ...octo, company: 'Beta', current: false, started_at: '2019-01-01', ended_at: '2021-01-01' },
  ]
  await claimed(overlapping, undefined, { pdl: ['correct', 0.97], apollo: ['correct', 0.9] })
  expect(await byYear()).toEqual(everywhere('acme.com 0.97'))
  await claimed(overlapping, undefined, { pdl: ['correct', 0.9], apollo: ['correct', 0.97] })
  expect(await byYear()).toMatchObject({ 2018: 'acme.com 0.97', 2022: 'acme.com 0.97', 2024: 'acme.com 0.97' })
})

test('the address or company of an event itself outranks any career', async () => {
  await resolveWorld(workspace, [{ accounts, profiles: [octo], claims: career, events: [{ source: 'star', target: 'acme/sdk', login: 'octo', email: 'o@gamma.dev', occurred_at: '2020-06-01' }] }])
  await judge(workspace, { pdl: ['correct', 0.95] })
  await again()
  expect(await byYear()).toEqual({ 2020: 'gamma.dev 0.95' })
})

test('a decision about a person is about all times; a rejected past employer gets no event; undoing brings both back, the short way as the long way', async () => {
  await claimed(career, undefined, { pdl: ['correct', 0.95] })
  await ensured()
  const before = await published(workspace)
  await decide(workspace, { kind: 'attribution', subject: 'github:1', verdict: 'choose', object: 'acme.com', target: 'gamma.dev' })
  await ensured()
  expect(await byYear()).toEqual(everywhere('gamma.dev 1.0'))
  await undo(workspace)
  await decide(workspace, { kind: 'attribution', subject: 'github:1', verdict: 'reject', object: 'beta.io' })
  await ensured()
  expect(await byYear()).toEqual({ 2018: 'acme.com 0.95', 2020: 'acme.com 0.95', 2022: 'gamma.dev 0.95', 2024: 'acme.com 0.95' })
  await undo(workspace)
  await ensured()
  expect(await published(workspace)).toEqual(before)
})

/** Results after the newest decisions, found the short way, and equal to those of the long way. */
async function ensured(): Promise<void> {
  const signal = new AbortController().signal
  await resolveDecisions(workspace.writer, signal)
  const short = await published(workspace)
  await again()
  expect(short).toEqual(await published(workspace))
}
