import { afterEach, beforeEach, expect, test } from 'vitest'
import { targetCalls } from '../../../shared/contract-targets.ts'
import { one } from '../db/query.ts'
import { type TestSession, testSession } from '../import/session.test-support.ts'
import { undoImport } from '../import/undo-import.ts'
import { targetHandlers } from './handlers.ts'
import { targetNameOf } from './target-name.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const signal = new AbortController().signal
const list = async (asked: { search?: string; role?: 'own' | 'unmarked' } = {}) =>
  targetCalls['targets.list'].output.parse(await targetHandlers(session)['targets.list'](targetCalls['targets.list'].input.parse(asked), signal))
const file = (...rows: string[]) => `occurred_at,source,login,target\n${rows.map((row, index) => `2026-01-0${index + 1},${row.replace(' ', `,user${index},`)}\n`).join('')}`
const asked = async () => (await list()).asking.targets.map(({ name }) => name)

test('targets of every kind that imports name are listed with counts, whatever they are spelled like', async () => {
  await session.imported('a.csv', file('star Acme/SDK', 'star acme/sdk', 'docs_view https://www.docs.acme.dev/start', 'docs_view docs.acme.dev/end', 'docs_view /path', 'package_install pkg:npm/%40acme/sdk@1.0.0', 'package_install @acme/sdk', 'product_usage clicked'))
  await session.opened.writer.run(`INSERT INTO dev.downloads VALUES (1, 1, 'npm', '@acme/cli', '2026-01-01', 1, 5, false)`)
  await targetHandlers(session)['targets.mark']({ kind: 'site', name: 'https://Acme.dev/', role: 'own' }, signal)
  const found = await list()
  expect(found.targets.map(({ kind, name, role, events, lastAt }) => [kind, name, role, events, lastAt?.slice(0, 10)])).toEqual([
    ['site', 'acme.dev', 'own', 0, undefined],
    ['package', '@acme/sdk', 'unmarked', 2, '2026-01-07'],
    ['site', 'docs.acme.dev', 'unmarked', 2, '2026-01-04'],
    ['repo', 'acme/sdk', 'unmarked', 2, '2026-01-02'],
    ['package', '@acme/cli', 'unmarked', 0, '2026-01-01'],
  ])
  expect([found.found, found.counts]).toEqual([5, { own: 1, competitor: 0, ecosystem: 0, unmarked: 4 }])
  expect((await list({ search: 'DOCS' })).targets.map(({ name }) => name)).toEqual(['docs.acme.dev'])
  expect((await list({ role: 'own' })).targets.map(({ name }) => name)).toEqual(['acme.dev'])
})

test('an unmarked target is asked about once: marked or left it is decided, put off it comes back with a later import', async () => {
  const { 'targets.markAll': markAll, 'targets.answer': answer } = targetHandlers(session)
  await session.imported('a.csv', file('star a/one', 'star a/two', 'star a/three', 'star a/one'))
  expect(await asked()).toEqual(['a/one', 'a/three', 'a/two'])
  await markAll({ targets: [{ kind: 'repo', name: 'a/one', role: 'competitor' }, { kind: 'repo', name: 'a/two', role: 'unmarked' }] }, signal)
  expect(await asked()).toEqual(['a/three'])
  await answer({ answer: 'later' }, signal)
  expect(await asked()).toEqual([])
  await session.imported('b.csv', file('star a/four'))
  expect(await asked()).toEqual(['a/four'])
  await session.imported('c.csv', file('star a/three', 'star a/three'))
  expect(await asked()).toEqual(['a/three', 'a/four'])
  await answer({ answer: 'leave' }, signal)
  await session.imported('d.csv', file('star a/three', 'star a/four', 'star a/five'))
  expect(await asked()).toEqual(['a/five'])
  expect((await list({ role: 'unmarked' })).targets.map(({ name, decided }) => [name, decided])).toEqual([['a/three', true], ['a/four', true], ['a/five', false], ['a/two', true]])
})

test('marking several is one change; one wrong name changes nothing', async () => {
  const { 'targets.markAll': markAll } = targetHandlers(session)
  const version = async () => (await one<{ value: string | null }>(session.opened.reader, `SELECT max(value::VARCHAR) AS value FROM ops.settings WHERE key = 'data_version'`)).value
  await markAll({ targets: [{ kind: 'repo', name: 'a/b', role: 'own' }, { kind: 'package', name: 'c', role: 'own' }] }, signal)
  expect(await version()).toBe('1')
  await expect(markAll({ targets: [{ kind: 'repo', name: 'd/e', role: 'own' }, { kind: 'repo', name: 'no repository', role: 'own' }] }, signal)).rejects.toMatchObject({ code: 'bad_usage' })
  expect([await version(), (await list()).found]).toEqual(['1', 2])
})

test('a marked target stays after the import that named it is undone', async () => {
  const { import: record } = await session.imported('a.csv', file('star a/one', 'star a/two'))
  await targetHandlers(session)['targets.mark']({ kind: 'repo', name: 'a/one', role: 'own' }, signal)
  await undoImport(session, record.importId, signal)
  expect((await list()).targets).toMatchObject([{ name: 'a/one', events: 0, role: 'own' }])
})

test('a name has one spelling', () => {
  expect(['https://github.com/Acme/SDK.git', 'acme/sdk/', ' ACME/sdk '].map((written) => targetNameOf('repo', written))).toEqual(Array(3).fill('acme/sdk'))
  expect(['@Acme/SDK', 'pkg:npm/%40acme/sdk@2.0.0?x=y', 'pkg:npm/@acme/sdk'].map((written) => targetNameOf('package', written))).toEqual(Array(3).fill('@acme/sdk'))
  expect(['https://www.docs.acme.dev:8080/x?y', 'docs.acme.dev'].map((written) => targetNameOf('site', written))).toEqual(Array(2).fill('docs.acme.dev'))
  for (const [kind, written] of [['repo', 'acme'], ['site', 'localhost'], ['package', ' ']] as const) expect(() => targetNameOf(kind, written)).toThrow('is not a')
})
