import { afterEach, beforeEach, expect, test } from 'vitest'
import { completeness, type SourceCapture } from '../../../shared/contract-completeness.ts'
import type { Condition } from '../../../shared/contract-grid.ts'
import { gridHandlers } from '../grid/handlers.ts'
import { type TestSession, testSession } from '../import/session.test-support.ts'
import { markTarget } from '../targets/mark-target.ts'
import { readCompleteness } from './completeness.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
  await markTarget(session.opened, { kind: 'repo', name: 'acme/sdk', role: 'own' })
  await markTarget(session.opened, { kind: 'package', name: '@rival/kit', role: 'competitor' })
})
afterEach(() => session.dispose())

const run = async (asOf = '2026-07-01') => completeness.parse(await readCompleteness(session.opened.reader, { asOf }, new AbortController().signal))
const day = 86_400_000
const at = (from: string, days: number): string => new Date(Date.parse(from) + days * day).toISOString()
const events = (rows: readonly (readonly [when: string, source: string, target?: string])[]): string =>
  `occurred_at,source,login,target\n${rows.map(([when, source, target = ''], index) => `${when},${source},user${index},${target}\n`).join('')}`
const line = (found: { sources: SourceCapture[] }, source: string, target?: string): SourceCapture | undefined =>
  found.sources.find((each) => each.source === source && (target === undefined ? each.level === 'total' : each.target?.name === target))

/** One event on each day of the numbers given, counted from a Monday. */
const daily = (source: string, days: readonly number[]) => events(days.map((each) => [at('2025-01-06', each), source] as const))
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

test('totals and targets: period, undated share, files, and what the role makes of them', async () => {
  await session.imported('stars.json', JSON.stringify([{ starred_at: '2025-03-01T12:00:00Z', user: { login: 'octo', id: 1 } }, { starred_at: '2025-03-03T10:00:00Z', user: { login: 'ana', id: 2 } }]), { settings: { repo: 'acme/sdk' } })
  await session.imported('bare.json', JSON.stringify([{ login: 'ben', id: 3, type: 'User' }, { login: 'cleo', id: 4, type: 'User' }]), { format: 'github-stargazers', settings: { repo: 'acme/sdk', collected: '2026-01-01' } })
  await session.imported('events.csv', events([['2025-02-01', 'star', 'else/where'], ['2025-02-01', 'package_install', 'pkg:npm/%40rival/kit@1.0.0'], ['2025-02-02', 'package_install', '@acme/sdk'], ['2025-02-02', 'newsletter_open']]))
  const found = await run()
  expect(line(found, 'repo_star')).toMatchObject({
    scored: true, excluded: false, target: null, events: 4, undated: 2, undatedShare: 0.5, from: '2025-03-01T12:00:00.000Z', to: '2025-03-03T10:00:00.000Z', days: 3, activeDays: 2, imports: 2,
  })
  expect(line(found, 'repo_star', 'acme/sdk')).toMatchObject({ level: 'target', target: { kind: 'repo', role: 'own' }, events: 4 })
  expect(line(found, 'star')).toMatchObject({ scored: false, excluded: true, events: 1 })
  expect(found.sources.filter(({ source }) => source === 'package_install').map(({ level, excluded, target, events: n }) => [level, excluded, target?.name, n])).toEqual([
    ['total', false, undefined, 1], ['target', false, '@acme/sdk', 1], ['total', true, undefined, 1], ['target', true, '@rival/kit', 1],
  ])
  expect(line(found, 'newsletter_open')).toMatchObject({ scored: false, excluded: false, events: 1 })
})

test('nothing after the as-of instant influences it', async () => {
  await session.imported('first.csv', daily('docs_view', upTo(60)))
  const before = await run('2025-03-01')
  await session.imported('later.csv', daily('docs_view', [200, 201, 300]))
  await session.imported('bare.json', JSON.stringify([{ login: 'ben', id: 3, type: 'User' }]), { format: 'github-stargazers', settings: { repo: 'acme/sdk', collected: '2026-01-01' } })
  await session.imported('2025-06-01-4.json.gz', '{"id":"1","type":"WatchEvent","actor":{"id":1,"login":"octo"},"repo":{"id":9,"name":"acme/sdk"},"payload":{"action":"started"},"public":true,"created_at":"2025-06-01T04:30:00Z"}\n')
  expect(await run('2025-03-01')).toEqual(before)
  expect((await run()).sources.length).toBeGreaterThan(before.sources.length)
})

test('a silence that chance does not explain is a gap; one that it explains is none', async () => {
  await session.imported('hole.csv', daily('docs_view', [...upTo(90), ...upTo(90).map((each) => each + 110)]))
  expect(line(await run(), 'docs_view')?.gaps).toEqual([{ from: '2025-04-06', to: '2025-04-25', days: 20, probability: expect.closeTo(Math.pow(0.5 / 90, 20), 12) as number }])
  // Working days only: a silence of two days in each week is the rule.
  await session.imported('weekdays.csv', daily('product_usage', upTo(180).filter((each) => each % 7 < 5)))
  expect(line(await run(), 'product_usage')?.gaps).toEqual([])
  // An event every ten days: three weeks without one happen.
  await session.imported('rare.csv', daily('community_message', upTo(40).map((each) => each * 10).filter((each) => each !== 200)))
  expect(line(await run(), 'community_message')?.gaps).toEqual([])
})

test('a change of level is no gap, nor do bursts make one', async () => {
  const sparse = upTo(20).map((each) => each * 15)
  await session.imported('growing.csv', daily('docs_view', [...sparse, ...upTo(120).map((each) => each + 300)]))
  expect(line(await run(), 'docs_view')?.gaps).toEqual([])
  const burst = Array.from({ length: 500 }, () => 30)
  await session.imported('burst.csv', daily('web_visit', [...upTo(30).map((each) => each * 6), ...burst]))
  expect(line(await run(), 'web_visit')?.gaps).toEqual([])
})

const pushes = (when: string, id: number) => `{"id":"${id}","type":"PushEvent","actor":{"id":${id},"login":"u${id}"},"repo":{"id":9,"name":"acme/sdk"},"payload":{"push_id":3,"ref":"r","head":"c0","before":"b0"},"public":true,"created_at":"${when}"}\n`

test('hours of GH Archive are counted exactly, and those in the period of other files are told apart', async () => {
  await session.imported('2025-05-01-3.json', pushes('2025-05-01T03:10:00Z', 1))
  await session.imported('2025-05-01-4.json', pushes('2025-05-01T04:10:00Z', 2))
  await session.imported('2025-05-01-12.json', pushes('2025-05-01T12:10:00Z', 3))
  await session.imported('extract.json', pushes('2025-05-01T05:10:00Z', 4) + pushes('2025-05-01T07:10:00Z', 5))
  const found = await run()
  expect(found.archiveHours).toEqual({
    from: '2025-05-01T03:00:00.000Z', to: '2025-05-01T12:00:00.000Z', hours: 10, present: 3, missing: 7, missingElsewhere: 3,
    runs: [{ from: '2025-05-01T05:00:00.000Z', to: '2025-05-01T11:00:00.000Z', hours: 7 }],
  })
  expect((await run('2025-05-01T04:30:00Z')).archiveHours).toMatchObject({ hours: 2, missing: 0, runs: [] })
  expect(line(found, 'repo_commit')?.limits.map(({ id }) => id)).toEqual(['events_feed'])
})

test('known limits stand where their events do, from their day on', async () => {
  const limits = async (source: string, asOf?: string) => line(await run(asOf), source)?.limits.map(({ id, bites }) => [id, bites])
  await session.imported('2025-05-31-1.json', pushes('2025-05-31T01:10:00Z', 1))
  expect(await limits('repo_commit')).toEqual([])
  await session.imported('2025-11-01-1.json', pushes('2025-11-01T01:10:00Z', 2))
  expect(await limits('repo_commit')).toEqual([['archive_incomplete', true], ['archive_pushes', true]])
  expect(await limits('repo_commit', '2025-10-01')).toEqual([])
  const star = JSON.stringify([{ starred_at: '2025-03-01T12:00:00Z', user: { login: 'octo', id: 1 } }])
  await session.imported('early.json', star, { settings: { repo: 'acme/sdk', collected: '2026-06-30' } })
  expect(await limits('repo_star')).toEqual([])
  await session.imported('late.json', star, { settings: { repo: 'acme/sdk', collected: '2026-07-15' } })
  expect(await limits('repo_star')).toEqual([['stars_restricted', true]])
  await session.opened.writer.run(`UPDATE ops.imports SET rows_total = 40000 WHERE file_name = 'early.json'`)
  expect(await limits('repo_star')).toEqual([['stars_restricted', true], ['stargazer_cap', true]])
})

test('a download series has every day, so its missing days are exact, and it names no company', async () => {
  await session.opened.writer.run(`INSERT INTO dev.downloads (import_id, source_row, registry, package, day, days, downloads, adds) SELECT 1, i, 'npm', '@acme/sdk', TIMESTAMP '2025-01-01' + to_days(i::INTEGER), 1, 5, false FROM range(10) t(i) WHERE i NOT IN (3, 4)`)
  expect((await run()).sources).toMatchObject([
    { source: 'package_downloads', scored: false, target: { kind: 'package', name: 'npm: @acme/sdk' }, events: 8, days: 10, gaps: [{ from: '2025-01-04', to: '2025-01-05', days: 2, probability: null }], limits: [{ id: 'downloads_anonymous' }] },
  ])
  expect((await run('2025-01-04')).sources[0]).toMatchObject({ events: 3, gaps: [] })
})

test('every line counts the rows that the events grid shows for it', async () => {
  await session.imported('stars.json', JSON.stringify([{ login: 'ben', id: 3, type: 'User' }, { login: 'renovate[bot]', id: 4, type: 'Bot' }]), { format: 'github-stargazers', settings: { repo: 'acme/sdk', collected: '2026-01-01' } })
  await session.imported('events.csv', events([
    ['2025-02-01', 'star', 'Acme/SDK'], ['2025-02-01', 'repo_star', 'acme/sdk'], ['2025-02-01', 'star', 'else/where'], ['2025-02-01', 'package_install', '@rival/kit'], ['2025-02-02', 'package_install', '@acme/sdk'],
    ['2025-02-02', 'docs_view', 'https://docs.acme.dev/start'], ['2025-02-02', 'docs_view', '/start'], ['2025-02-02', 'newsletter_open'], ['2026-09-01', 'docs_view', 'docs.acme.dev'],
  ]))
  const { 'grid.open': open } = gridHandlers(session)
  const { sources, asOf } = await run()
  expect(sources.length).toBeGreaterThan(10)
  for (const { source, excluded, level, target, events: counted } of sources) {
    const filter: Condition[] = [
      { column: 'captured_as', operator: 'equals', values: [source] },
      { column: 'left_out_by_role', operator: 'equals', values: [excluded] },
      ...(level === 'target' && target ? [{ column: 'about', operator: 'equals' as const, values: [target.name] }, { column: 'about_kind', operator: 'equals' as const, values: [target.kind] }] : []),
    ]
    const { totalRows } = await open({ dataset: 'events', columns: [], filter, search: '', sort: [], policy: 'reliable', asOf }, new AbortController().signal)
    expect([source, excluded, target?.name, totalRows]).toEqual([source, excluded, target?.name, counted])
  }
})
