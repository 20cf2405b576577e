import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { undoImport } from '../undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const events = () => rows(session.opened.reader, 'SELECT source_event_id, source, target, occurred_at, github_id, login, quantity FROM dev.events ORDER BY source_row')
const event = (repository: string, login: string, target = '@acme/sdk') => ({
  source_event_id: `${repository} ${target}`, source: 'dependent_repo', target, occurred_at: null, github_id: null, login, quantity: 1,
})
const expected = [event('octo/app', 'Octo'), event('globex/site.js', 'globex')]
const settings = { package: '@acme/sdk', collected: '2024-06-01' }

test.each([
  ['owner and repo', 'owner,repo,stars,forks\nOcto,app,12,3\nglobex,site.js,0,0\n'],
  ['repository as owner/name', 'repository;stars;forks\r\nOcto/app;12;3\r\nglobex/site.js;0;0\r\n'],
  ['repository as the page spells it', 'Repository\tStars\n Octo / app \t"1,200"\nhttps://github.com/globex/site.js\t0\n'],
  ['owners with @ and unknown columns', 'stars,owner,name,avatar\n12,@Octo,app,x\n0,globex,site.js,y\n'],
  ['lines of JSON', '{"owner":"Octo","repo":"app","stars":12}\n{"owner":"globex","repo":"site.js","stars":0}\n'],
  ['an array of JSON', JSON.stringify([{ name: 'Octo/app', stars: 12 }, { name: 'globex/site.js', stars: 0 }], null, 1)],
])('%s: one undated event for the owner of every repository', async (_, text) => {
  const { import: record } = await session.imported('dependents.csv', text, { settings })
  expect(record).toMatchObject({ format: 'dependents', rows: { total: 2, taken: 2, rejected: 0, duplicates: 0, ignored: 0 }, periodFrom: null })
  expect(record.warnings).toEqual(['2 of 2 events have no time; they count as of 2024-06-01, the day the file was collected, and never for the lifecycle.'])
  expect(await events()).toEqual(expected)
})

test('the list asks for what is depended on: a package, or a repository instead', async () => {
  const text = 'owner,repo,stars,forks\nOcto,app,12,3\n'
  await expect(session.imported('dependents.csv', text)).rejects.toMatchObject({ code: 'needs_setting', detail: { key: 'package' } })
  await session.imported('dependents.csv', text, { settings: { repo: 'https://github.com/Acme/SDK' } })
  expect(await events()).toEqual([event('octo/app', 'Octo', 'acme/sdk')])
})

test('a repository on two scraped pages counts once, the same file changes nothing, undo takes all back', async () => {
  const text = 'owner,repo,stars,forks\nOcto,app,12,3\nglobex,site.js,0,0\nocto,App,13,3\n'
  const { import: record } = await session.imported('dependents.csv', text, { settings })
  expect(record.rows).toEqual({ total: 3, taken: 2, rejected: 0, duplicates: 1, ignored: 0 })
  expect((await session.imported('again.csv', text, { settings })).alreadyImported).toBe(true)
  await undoImport(session, record.importId, new AbortController().signal)
  expect(await events()).toEqual([])
})

test('rows without owner, name or the right number of cells are rejected with their lines', async () => {
  const { import: record } = await session.imported('dependents.csv', 'owner,repo,stars,forks\nOcto,app,12,3\n,app,1,1\nocto,,1,1\nocto,my app,1,1\nocto,x\n', { settings })
  expect(record.rows).toEqual({ total: 5, taken: 1, rejected: 4, duplicates: 0, ignored: 0 })
  expect(await rows(session.opened.reader, 'SELECT line_number, column_name FROM ops.rejects ORDER BY line_number')).toEqual([
    { line_number: 3, column_name: 'repo' },
    { line_number: 4, column_name: 'repo' },
    { line_number: 5, column_name: 'repo' },
    { line_number: 6, column_name: null },
  ])
})
