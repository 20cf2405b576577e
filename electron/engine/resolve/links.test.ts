import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bumpDataVersion, writeSetting } from '../db/settings.ts'
import type { Workspace } from '../db/workspace.ts'
import { currentCompanies, decide, matchesOf, published, undo } from './decisions.test-support.ts'
import { resolveDecisions, resolvePeople } from './resolve.ts'
import { makeWorld, query, resolveWorld, type ImportRows } from './world.test-support.ts'

let workspace: Workspace
let remove: () => Promise<void>
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
})
beforeEach(async () => {
  for (const table of ['evidence.company_links', 'evidence.decisions']) await workspace.writer.run(`DELETE FROM ${table}`)
  await writeSetting(workspace.writer, 'roll_up_subsidiaries', false)
})
afterAll(() => remove())

const accounts = [{ record_id: '1', name: 'Acme', domain: 'acme.com' }, { record_id: '2', name: 'Beta GmbH', domain: 'beta.io' }, { record_id: '3', name: 'Gamma' }]
const dev = (login: string, email: string) => ({ source: 'star', target: 'acme/sdk', login, email, occurred_at: '2026-01-01' })
const world: ImportRows = {
  accounts,
  events: [dev('ana', 'ana@old.dev'), dev('ben', 'ben@old.dev'), dev('cleo', 'cleo@acme.com'), dev('dan', 'dan@bought.ai'), dev('eve', 'eve@bought.ai')],
  profiles: [{ login: 'fay', company: 'Quillworks Inc.' }, { login: 'gus', company: '@quillworks' }],
}

type Link = readonly [child: string, kind: 'renamed' | 'acquired' | 'subsidiary', parent: string]

async function link(...links: readonly Link[]): Promise<void> {
  await workspace.writer.run('DELETE FROM evidence.company_links')
  for (const [child, kind, parent] of links)
    await workspace.writer.run('INSERT INTO evidence.company_links (child, parent, kind, created_at) VALUES ($child, $parent, $kind, now())', { child, parent, kind })
  await bumpDataVersion(workspace.writer)
}

const again = () => resolvePeople({ connection: workspace.writer, signal: new AbortController().signal })

/** Company → account, method, confidence and evidence of every match that is made by a link. */
const linked = async () =>
  (
    await query<{ said: string }>(
      workspace,
      `SELECT concat_ws(' ', c.company_key, m.record_id, m.method, m.confidence, m.evidence) AS said FROM evidence.matches m JOIN evidence.companies c USING (company_id)
       WHERE m.method IN ('renamed', 'acquired', 'subsidiary') ORDER BY 1`,
    )
  ).map(({ said }) => said)

const after = async (...links: readonly Link[]) => {
  await link(...links)
  await again()
  return linked()
}

test('a company that was renamed or acquired counts for the account of what it became, by domain or by name', async () => {
  await resolveWorld(workspace, [world])
  expect(await matchesOf(workspace, 'old.dev')).toEqual([])
  expect(await after(['old.dev', 'renamed', 'beta.io'], ['bought.ai', 'acquired', 'Gamma'])).toEqual([
    'bought.ai 3 acquired 0.9 acquired by Gamma (Gamma)', 'old.dev 2 renamed 1.0 renamed to beta.io (beta.io)',
  ])
  expect(await query(workspace, `SELECT DISTINCT s.record_id FROM result.subjects s JOIN result.subject_companies USING (subject_id) JOIN evidence.companies c USING (company_id) WHERE c.company_key = 'old.dev'`))
    .toEqual([{ record_id: '2' }])
  expect(await query(workspace, `SELECT count(*) AS n FROM result.subjects WHERE subject_key IN ('company:old.dev', 'company:bought.ai')`)).toEqual([{ n: 0 }])
})

test('a name in a link is a known name, however people write it', async () => {
  await resolveWorld(workspace, [world])
  expect(await currentCompanies(workspace)).toMatchObject({ fay: 'name:quillworks company_text_unknown 0.5' })
  expect(await after(['QUILLWORKS', 'acquired', '@beta'])).toEqual(['name:quillworks 2 acquired 1.0 acquired by @beta (beta.io)'])
  expect(await currentCompanies(workspace)).toMatchObject({ fay: 'name:quillworks company_text 0.9', gus: 'name:quillworks org_handle 0.9' })
  await after(['quillworks.net', 'acquired', 'beta.io'])
  expect(await currentCompanies(workspace)).toMatchObject({ fay: 'quillworks.net company_text 0.9', gus: 'quillworks.net org_handle 0.9' })
})

test('a domain in a link is a company’s, even where one person alone shows it and is called like it', async () => {
  await resolveWorld(workspace, [{ accounts, events: [dev('zorvik', 'z@zorvik.org')] }])
  expect(await currentCompanies(workspace)).toEqual({})
  expect(await after(['zorvik.org', 'acquired', 'Acme'])).toEqual(['zorvik.org 1 acquired 1.0 acquired by Acme (acme.com)'])
  expect(await currentCompanies(workspace)).toEqual({ zorvik: 'zorvik.org email_domain 0.95' })
})

test('subsidiaries count for their parent only where that is switched on', async () => {
  await resolveWorld(workspace, [world])
  const links = [['old.dev', 'subsidiary', 'Beta'], ['bought.ai', 'acquired', 'old.dev']] as const
  expect(await after(...links)).toEqual([])
  await writeSetting(workspace.writer, 'roll_up_subsidiaries', true)
  expect(await after(...links)).toEqual(['bought.ai 2 acquired 1.0 acquired by old.dev, subsidiary of Beta (beta.io)', 'old.dev 2 subsidiary 1.0 subsidiary of Beta (beta.io)'])
})

test('chains end at the nearest company with an account; circles and a company linked to itself end too', async () => {
  await resolveWorld(workspace, [world])
  expect(await after(['old.dev', 'renamed', 'Unseen Ltd'], ['unseen', 'acquired', 'beta.io'], ['beta.io', 'acquired', 'acme.com'])).toEqual(['old.dev 2 renamed 1.0 renamed to Unseen Ltd, acquired by beta.io (beta.io)'])
  expect(await after(['old.dev', 'renamed', 'bought.ai'], ['bought.ai', 'acquired', 'old.dev'], ['old.dev', 'acquired', 'Old.dev'])).toEqual([])
  expect(await after(['old.dev', 'renamed', 'bought.ai'], ['bought.ai', 'acquired', 'old.dev'], ['bought.ai', 'acquired', 'Gamma'])).toEqual([
    'bought.ai 3 acquired 0.9 acquired by Gamma (Gamma)', 'old.dev 3 renamed 0.9 renamed to bought.ai, acquired by Gamma (Gamma)',
  ])
})

test('of several parents the nearest count, all of them; the order of links does not show', async () => {
  await resolveWorld(workspace, [world])
  const links = [['old.dev', 'acquired', 'acme.com'], ['old.dev', 'renamed', 'Gamma'], ['old.dev', 'acquired', 'bought.ai'], ['bought.ai', 'acquired', 'beta.io'], ['old.dev', 'renamed', 'Acme']] as const
  const found = await after(...links)
  expect(found).toEqual(['bought.ai 2 acquired 1.0 acquired by beta.io (beta.io)', 'old.dev 1 acquired 1.0 acquired by acme.com (acme.com)', 'old.dev 3 renamed 0.9 renamed to Gamma (Gamma)'])
  expect(await after(...links.toReversed())).toEqual(found)
})

test('diamonds of links are walked once', async () => {
  await resolveWorld(workspace, [world])
  const level = (n: number) => (n === 0 ? ['old.dev'] : [`left ${n}`, `right ${n}`])
  const diamonds = Array.from({ length: 24 }, (_, n) => level(n).flatMap((child) => level(n + 1).map((parent): Link => [child, 'acquired', parent]))).flat()
  expect(await after(...diamonds, ['left 24', 'acquired', 'Acme'])).toHaveLength(1)
})

test('an account of its own wins, and mail hosts link nothing', async () => {
  await resolveWorld(workspace, [{ ...world, events: [...(world.events ?? []), dev('hal', 'hal@gmail.com')] }])
  expect(await after(['acme.com', 'acquired', 'beta.io'], ['Gamma', 'renamed', 'Acme'], ['gmail.com', 'acquired', 'acme.com'], ['old.dev', 'acquired', 'gmail.com'])).toEqual([])
  expect(await matchesOf(workspace, 'acme.com')).toEqual(['1 domain'])
})

test('a linked company is not compared with similar names', async () => {
  await resolveWorld(workspace, [{ accounts: [...accounts, { record_id: '4', name: 'Quillwork Holding' }], profiles: world.profiles ?? [] }])
  const candidates = () => query(workspace, `SELECT record_id, method FROM evidence.match_candidates WHERE company_key = 'name:quillworks'`)
  expect(await candidates()).toEqual([{ record_id: '4', method: 'similar_name' }])
  await after(['Quillworks', 'acquired', 'Acme'])
  expect(await candidates()).toEqual([{ record_id: '1', method: 'acquired' }])
})

test('a decision outranks a link, the short way as the long way, and undoing it or removing the link brings everything back exactly', async () => {
  await resolveWorld(workspace, [world])
  const unlinked = await published(workspace)
  await link(['old.dev', 'acquired', 'Beta'], ['Quillworks', 'renamed', 'old.dev'])
  expect(await ensured()).toBe(false)
  const before = await published(workspace)
  expect(await linked()).toHaveLength(2)
  await decide(workspace, { kind: 'match', subject: 'old.dev', verdict: 'reject', object: '2' }, { kind: 'match', subject: 'name:quillworks', verdict: 'choose', object: '2', target: '3' })
  expect(await ensured()).toBe(true)
  expect([await matchesOf(workspace, 'old.dev'), await matchesOf(workspace, 'name:quillworks')]).toEqual([[], ['3 human']])
  expect(await undo(workspace)).toBe(2)
  expect(await ensured()).toBe(true)
  expect(await published(workspace)).toEqual(before)
  await link()
  expect(await ensured()).toBe(false)
  expect(await published(workspace)).toEqual(unlinked)
})

/** Results after the newest change: whether it was only decisions, and then found the short way, equal to those of the long way. */
async function ensured(): Promise<boolean> {
  const isShort = await resolveDecisions(workspace.writer, new AbortController().signal)
  const short = await published(workspace)
  await again()
  if (isShort) expect(short).toEqual(await published(workspace))
  return isShort
}
