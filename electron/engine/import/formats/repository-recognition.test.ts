import { afterAll, beforeAll, expect, test } from 'vitest'
import { candidates } from '../formats.ts'
import { textSample } from '../sample.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { sniff } from '../sniff.ts'

let session: TestSession
beforeAll(async () => {
  session = await testSession()
})
afterAll(() => session.dispose())

const sha = 'a'.repeat(40)
const user = { login: 'octo', id: 1, avatar_url: 'x', type: 'User' }
const files: readonly (readonly [format: string, what: string, text: string])[] = [
  ['github-commits', 'commits', JSON.stringify([{ sha, url: 'https://api.github.com/repos/a/b/commits/c', commit: { author: { name: 'Jo', email: 'jo@a.co', date: '2024-03-01T12:00:00Z' } }, author: user }])],
  ['git-log', 'a table', `hash,author_name,author_email,date,subject\n${sha},Jo,jo@a.co,2024-03-01T12:00:00Z,x\n`],
  ['git-log', 'a table with the generic word email', `commit,author,email,timestamp\n${sha.slice(0, 8)},Jo,jo@a.co,1709290800\n`],
  ['git-log', 'lines', JSON.stringify({ commit: sha, author: 'Jo <jo@a.co>', date: '2024-03-01T12:00:00Z', message: 'x' })],
  ['github-contributors', 'contributors', JSON.stringify([{ ...user, contributions: 3 }, { type: 'Anonymous', name: 'Jo', email: 'jo@a.co', contributions: 1 }])],
  ['github-code-search', 'a page of results', JSON.stringify({ total_count: 1, incomplete_results: false, items: [{ name: 'a', path: 'x/a', sha, html_url: 'x', repository: { full_name: 'octo/app', owner: user }, score: 1 }] })],
  ['github-commits', 'a page of found commits', JSON.stringify({ total_count: 1, incomplete_results: false, items: [{ sha, url: 'https://api.github.com/repos/a/b/commits/c', commit: { author: { name: 'Jo', email: 'jo@a.co' } }, repository: { full_name: 'a/b' }, score: 1 }] })],
  ['github-sbom', 'an SBOM', JSON.stringify({ sbom: { spdxVersion: 'SPDX-2.3', name: 'com.github.octo/app', packages: [] } })],
  ['github-sbom', 'an SBOM as downloaded', JSON.stringify({ spdxVersion: 'SPDX-2.3', name: 'com.github.octo/app', packages: [] }, null, 1)],
  ['dependents', 'a scraped table', 'owner,repo,stars,forks\nocto,app,1,2\n'],
  ['dependents', 'repositories with owners', 'name,stars,forks\nocto/app,1,2\n'],
  ['github-stargazers', 'dated stars', JSON.stringify([{ starred_at: '2024-03-01T12:00:00Z', user }])],
  ['github-stargazers', 'bare users', JSON.stringify([user])],
  ['github-forks', 'forks', JSON.stringify([{ full_name: 'octo/sdk', fork: true, owner: user, created_at: '2024-03-01T12:00:00Z' }])],
  ['github-profiles', 'profiles', JSON.stringify([{ ...user, company: 'Acme', followers: 3 }])],
  ['gh-archive', 'an hour', JSON.stringify({ id: '1', type: 'WatchEvent', actor: user, repo: { id: 9, name: 'a/b' }, payload: {}, created_at: '2025-01-01T00:00:00Z' })],
  ['hubspot-companies', 'companies', '"Record ID","Company name","Company Domain Name","Lifecycle Stage"\n"1","Acme","acme.com","Lead"\n'],
  ['accounts', 'accounts', 'name,domain,owner,stage\nAcme,acme.com,Jo,lead\n'],
  ['events', 'events', 'occurred_at,source,login,repo\n2024-03-01,docs_view,octo,a/b\n'],
  ['events', 'events with a hash', 'occurred_at,source,email,commit\n2024-03-01,docs_view,jo@a.co,none\n'],
]

test('a list of repositories that are no forks is not taken for forks, dependents or found code', async () => {
  const repository = { id: 1, name: 'sdk', full_name: 'octo/sdk', owner: user, fork: false, stargazers_count: 3, forks: 1, created_at: '2024-03-01T12:00:00Z' }
  const found = candidates(textSample(await sniff(await session.file('sample', JSON.stringify([repository])))))
  expect(found.filter(({ confidence, importer }) => confidence > 0 && ['github-forks', 'dependents', 'github-code-search'].includes(importer.id))).toEqual([])
})

test.each(files)('%s: %s, and surely nothing else', async (format, _, text) => {
  const [first, second] = candidates(textSample(await sniff(await session.file('sample', text))))
  expect(first?.importer.id).toBe(format)
  expect(first?.confidence).toBeGreaterThanOrEqual(0.5)
  expect(first?.confidence).toBeGreaterThan(second?.confidence ?? 0)
})
