import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Workspace } from '../db/workspace.ts'
import { makeWorld, query, resolveWorld, type EventRow, type ImportRows } from './world.test-support.ts'

let workspace: Workspace
let remove: () => Promise<void>
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
})
afterAll(() => remove())

interface Signal {
  source: string
  person: string | null
  company: string | null
  confidence: number | null
  at: string
  dated: boolean
}

async function signals(...imports: ImportRows[]): Promise<Signal[]> {
  await resolveWorld(workspace, imports)
  return query<Signal>(
    workspace,
    `SELECT s.source, p.person_key AS person, c.company_key AS company, s.confidence, strftime(s.occurred_at, '%Y-%m-%d %H:%M:%S') AS at, s.dated
     FROM result.signals s LEFT JOIN dev.people p USING (person_id) LEFT JOIN evidence.companies c USING (company_id) ORDER BY ALL`,
  )
}

test('the role of a repository decides the scored source', async () => {
  const events = ['acme/sdk', 'Rival/SDK', 'else/where', 'not/marked'].flatMap((target) =>
    ['star', 'fork', 'issue', 'pull_request', 'commit'].map((source): EventRow => ({ source, target, login: 'octo' })),
  )
  expect((await signals({ events })).map(({ source }) => source)).toEqual(['competitor_fork', 'competitor_star', 'repo_commit', 'repo_fork', 'repo_issue', 'repo_pull_request', 'repo_star'])
})

test('sources of generic events are taken as given', async () => {
  expect((await signals({ events: [{ source: 'repo_star', login: 'octo' }, { source: 'web_visit', domain: 'acme.com' }] })).map(({ source }) => source)).toEqual(['repo_star', 'web_visit'])
})

test('what a file calls own or a competitor’s is corrected by the role of its repository, where it has one', async () => {
  const sourcesOf = async (target: string) =>
    (await signals({ events: ['repo_star', 'repo_issue', 'competitor_fork'].map((source): EventRow => ({ source, target, login: 'octo' })) })).map(({ source }) => source)
  expect(await sourcesOf('not/marked')).toEqual(['competitor_fork', 'repo_issue', 'repo_star'])
  expect(await sourcesOf('Acme/SDK')).toEqual(['repo_fork', 'repo_issue', 'repo_star'])
  expect(await sourcesOf('rival/sdk')).toEqual(['competitor_fork', 'competitor_star'])
  expect(await sourcesOf('else/where')).toEqual([])
})

test('what concerns a package or site of a competitor or of the ecosystem is kept and never counts as own', async () => {
  await workspace.writer.run(`INSERT INTO dev.targets VALUES ('package', '@rival/sdk', 'competitor'), ('package', '@acme/sdk', 'own'), ('site', 'docs.rival.dev', 'competitor'), ('site', 'docs.acme.dev', 'own'), ('site', 'forum.dev', 'ecosystem')`)
  const counted = async (source: string, targets: string[]) => {
    const events = targets.map((target, place): EventRow => ({ source, target, login: `octo${place}` }))
    return (await signals({ events })).map(({ person }) => targets[Number(person?.slice(-1))])
  }
  expect(await counted('package_install', ['@acme/sdk', '@rival/sdk', 'pkg:npm/%40rival/sdk@2.0.1', 'left-pad'])).toEqual(['@acme/sdk', 'left-pad'])
  expect(await counted('dependent_repo', ['@Rival/SDK', 'rival/sdk', 'acme/sdk', '@acme/sdk'])).toEqual(['acme/sdk', '@acme/sdk'])
  expect(await counted('docs_view', ['https://docs.rival.dev/start?a=1', 'www.docs.acme.dev/start', '/start', 'notdocs.rival.dev', 'docs.rival.dev:8080'])).toEqual(['www.docs.acme.dev/start', '/start', 'notdocs.rival.dev'])
  expect(await counted('docs_edit', ['rival/sdk', 'acme/sdk', 'else/where'])).toEqual(['acme/sdk'])
  expect(await counted('web_visit', ['forum.dev', '/pricing', 'index.html'])).toEqual(['/pricing', 'index.html'])
  expect(await counted('product_usage', ['docs.rival.dev'])).toEqual(['docs.rival.dev'])
  await workspace.writer.run(`DELETE FROM dev.targets WHERE kind <> 'repo'`)
})

test('an undated event counts when its import was collected', async () => {
  expect(await signals({ collected: '2026-03-01T12:00:00Z', events: [{ login: 'octo' }, { login: 'octo', occurred_at: '2025-05-05' }] })).toMatchObject([
    { at: '2025-05-05 00:00:00', dated: true },
    { at: '2026-03-01 12:00:00', dated: false },
  ])
})

test('an event’s own columns outrank the person: address, then domain, then company', async () => {
  const profiles = [{ github_id: 1, login: 'octo', company: 'Initech' }, { github_id: 2, login: 'ana', email: 'ana@initech.com' }]
  const events: EventRow[] = [
    { login: 'octo', email: 'octo@first.com', domain: 'second.com' },
    { login: 'octo', email: 'octo@gmail.com', domain: 'second.com' },
    { login: 'octo', domain: 'gmail.com', company: 'Third' },
    { login: 'octo', company: 'freelance' },
  ]
  expect((await signals({ profiles }, { events: events.map((event, index) => ({ ...event, occurred_at: `2025-01-0${index + 1}` })) })).map(({ at, company, confidence }) => [at.slice(9, 10), company, confidence]).sort())
    .toEqual([['1', 'first.com', 0.95], ['2', 'second.com', 0.95], ['3', 'name:third', 0.9], ['4', 'initech.com', 0.9]])
})

test('events that name only a company have no person; events that name nobody are no signal', async () => {
  expect(await signals({ events: [{ company: 'Acme' }, { domain: 'gmail.com' }, { company: 'student' }] })).toMatchObject([{ person: null, company: 'name:acme' }])
})

test('a person without a company is a signal without one', async () => {
  expect(await signals({ events: [{ login: 'octo' }] })).toMatchObject([{ person: 'login:octo', company: null, confidence: null }])
})

test('an organisation that forks is its own company', async () => {
  const events: EventRow[] = [{ source: 'fork', target: 'acme/sdk', login: 'Globex', github_id: 44, actor_type: 'Organization' }]
  expect(await signals({ accounts: [{ record_id: '1', name: 'Globex, Inc.' }] }, { events })).toMatchObject([{ source: 'repo_fork', person: null, company: 'name:globex', confidence: 0.9 }])
  expect(await signals({ events })).toMatchObject([{ person: null, company: 'name:globex', confidence: 0.5 }])
})

test('an address of an event stands in where the profile says nothing reliable, the latest first', async () => {
  const events: EventRow[] = [
    { login: 'octo', email: 'octo@old.com', occurred_at: '2020-01-01' },
    { login: 'octo', email: 'octo@new.com', occurred_at: '2024-01-01' },
    { login: 'octo', occurred_at: '2025-01-01' },
  ]
  const companyOfLast = async (...imports: ImportRows[]) => (await signals(...imports)).find(({ at }) => at.startsWith('2025'))?.company
  expect(await companyOfLast({ events })).toBe('new.com')
  expect(await companyOfLast({ profiles: [{ login: 'octo', company: 'Globex' }], accounts: [{ record_id: '1', name: 'Globex' }] }, { events })).toBe('name:globex')
  expect(await companyOfLast({ profiles: [{ login: 'octo', company: 'Never heard of' }] }, { events })).toBe('new.com')
})

const star: EventRow = { source: 'star', target: 'acme/sdk', github_id: 1, login: 'octo', occurred_at: '2025-01-01T10:00:00' }

test('the k-th of one import is the k-th of another: the larger count stays', async () => {
  expect(await signals({ events: [star, star] })).toHaveLength(2)
  expect(await signals({ events: [star, star] }, { events: [star, star, star] })).toHaveLength(3)
  expect(await signals({ events: [star] }, { events: [{ ...star, github_id: 2 }] })).toHaveLength(2)
  expect(await signals({ events: [star] }, { events: [{ ...star, quantity: 2 }] })).toHaveLength(2)
  expect(await signals({ events: [star] }, { events: [{ ...star, occurred_at: '2025-01-01T10:00:01' }] })).toHaveLength(2)
  expect(await signals({ events: [star] }, { events: [{ ...star, occurred_at: '2025-01-01T10:00:00.4', github_id: 1 }] })).toHaveLength(1)
})

test('one GitHub event in two archives counts once, two events of one second twice', async () => {
  const first = { ...star, source_event_id: '100' }
  const second = { ...star, source_event_id: '200' }
  expect(await signals({ events: [first] }, { events: [first] })).toHaveLength(1)
  expect(await signals({ events: [first] }, { events: [first, second] })).toHaveLength(2)
  expect(await signals({ events: [first, second] }, { events: [second] }, { events: [star] })).toHaveLength(2)
})

test('an undated list repeats an undated list, as of the earlier one', async () => {
  const { occurred_at: dated, ...undated } = star
  expect(dated).toBeDefined()
  expect(await signals({ collected: '2026-02-01', events: [undated] }, { collected: '2026-01-01', events: [undated] })).toMatchObject([{ at: '2026-01-01 00:00:00', dated: false }])
  expect(await signals({ events: [undated] }, { events: [star] })).toHaveLength(2)
})

test('anonymous events repeat by company, and the better attributed copy stays', async () => {
  const visit: EventRow = { source: 'web_visit', domain: 'acme.com', occurred_at: '2025-01-01' }
  expect(await signals({ events: [visit] }, { events: [{ ...visit, domain: 'www.acme.com' }, { ...visit, domain: 'globex.io' }] })).toHaveLength(2)
  expect(await signals({ events: [star] }, { events: [{ ...star, email: 'octo@acme.com' }] })).toMatchObject([{ company: 'acme.com' }])
})
