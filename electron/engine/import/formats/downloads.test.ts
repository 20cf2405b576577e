import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { lines } from '../claims/claims.test-support.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const stored = () => rows(session.opened.reader, 'SELECT source_row, registry, package, CAST(day AS DATE)::VARCHAR AS day, days, downloads FROM dev.downloads ORDER BY import_id, source_row, package, day')
const current = () => rows(session.opened.reader, 'SELECT package, CAST(day AS DATE)::VARCHAR AS day, days, downloads FROM dev.current_downloads ORDER BY package, day, days')
const npm = (source_row: number, name: string, day: string, downloads: number) => ({ source_row, registry: 'npm', package: name, day, days: 1, downloads })

const range = (name: string, ...counts: number[]) => ({ downloads: counts.map((downloads, index) => ({ day: `2024-01-0${index + 1}`, downloads })), start: '2024-01-01', end: `2024-01-0${counts.length}`, package: name })
const point = (name: string, downloads: number) => ({ downloads, start: '2024-01-01', end: '2024-01-07', package: name })

test('npm: a range is a row a day, a point one row over its days, a bulk answer every package it knows', async () => {
  const text = lines(range('@acme/sdk', 3, 0), point('left-pad', 70), { npm: range('npm', 5), nosuch: null, express: point('express', 9) }, { error: 'package nosuch not found' })
  const { import: record } = await session.imported('npm.ndjson', text)
  expect(record).toMatchObject({ format: 'npm-downloads', rows: { total: 4, taken: 3, rejected: 0, duplicates: 0, ignored: 1 }, periodFrom: '2024-01-01T00:00:00.000Z', periodTo: '2024-01-02T00:00:00.000Z' })
  expect(record.warnings).toEqual(['1 answer holds no downloads (no such package, or an error of the registry) and was ignored.'])
  expect(await stored()).toEqual([
    npm(1, '@acme/sdk', '2024-01-01', 3), npm(1, '@acme/sdk', '2024-01-02', 0), { ...npm(2, 'left-pad', '2024-01-01', 70), days: 7 }, { ...npm(3, 'express', '2024-01-01', 9), days: 7 }, npm(3, 'npm', '2024-01-01', 5),
  ])
})

test('npm: an unreadable day is left out and counted, an answer without any is rejected, a repeated one a duplicate', async () => {
  const halfRead = { ...range('a', 1, 2), downloads: [{ day: '2024-01-01', downloads: 1 }, { day: 'soon', downloads: 2 }] }
  const unread = { ...range('b', 1), downloads: [{ day: 'soon', downloads: 1 }] }
  const { import: record } = await session.imported('npm.json', JSON.stringify([halfRead, unread, halfRead]))
  expect(record.rows).toEqual({ total: 3, taken: 1, rejected: 1, duplicates: 1, ignored: 0 })
  expect(record.warnings[1]).toBe('2 answers have days that cannot be read; those days were left out.')
  expect(await stored()).toEqual([npm(3, 'a', '2024-01-01', 1)])
})

test('a later import of the same days replaces them, undone by undo', async () => {
  await session.imported('first.json', JSON.stringify(range('a', 1, 2)))
  await session.imported('second.json', JSON.stringify(range('a', 1, 20, 3)))
  expect(await current()).toEqual([1, 20, 3].map((downloads, index) => ({ package: 'a', day: `2024-01-0${index + 1}`, days: 1, downloads })))
})

const downloads = (...more: string[]) => ['timestamp,project,file.version,country_code,details.installer.name', ...more, ''].join('\n')
const pip = '2024-01-01 10:00:00 UTC,acme-sdk,1.0,DE,pip'

test('PyPI: each row is a download, equal rows are two; other installers are ignored unless wanted', async () => {
  const text = downloads(pip, pip, '2024-01-02 00:00:00 UTC,acme-sdk,1.0,US,pip', '2024-01-01 11:00:00 UTC,acme-sdk,1.0,US,bandersnatch', '2024-01-01 11:00:00 UTC,acme-sdk,1.0,US,', 'noon,acme-sdk,1.0,US,pip', '2024-01-01,,1.0,US,pip')
  const { import: record } = await session.imported('pypi.csv', text)
  expect(record).toMatchObject({ format: 'pypi-downloads', rows: { total: 7, taken: 3, rejected: 2, duplicates: 0, ignored: 2 } })
  expect(record.warnings[1]).toBe('2 rows of other installers than pip, mirrors among them, were ignored. Set installers=all to count them.')
  expect(await current()).toEqual([{ package: 'acme-sdk', day: '2024-01-01', days: 1, downloads: 2 }, { package: 'acme-sdk', day: '2024-01-02', days: 1, downloads: 1 }])
  await session.imported('pypi.csv', text, { settings: { installers: 'all' } })
  expect((await current())[0]).toEqual({ package: 'acme-sdk', day: '2024-01-01', days: 1, downloads: 4 })
  await expect(session.imported('pypi.csv', text, { settings: { installers: 'uv' } })).rejects.toMatchObject({ code: 'bad_usage' })
})

test('PyPI: groups with their counts add up, as a table and as BigQuery’s nested JSON', async () => {
  await session.imported('groups.csv', 'download_date,project,country_code,num_downloads\n2024-01-01,acme-sdk,DE,"1,200"\n2024-01-01,acme-sdk,US,1200\n')
  expect(await current()).toEqual([{ package: 'acme-sdk', day: '2024-01-01', days: 1, downloads: 2400 }])
  const nested = (name: string | null, installer: string) => ({ timestamp: '2024-02-01 10:00:00 UTC', project: name, file: { version: '1.0' }, details: { installer: { name: installer } } })
  const { import: record } = await session.imported('nested.ndjson', lines(nested('acme-sdk', 'pip'), nested('acme-sdk', 'pip'), nested('acme-sdk', 'bandersnatch'), nested(null, 'pip')))
  expect(record).toMatchObject({ format: 'pypi-downloads', rows: { total: 4, taken: 2, rejected: 1, duplicates: 0, ignored: 1 } })
  expect((await current())[1]).toEqual({ package: 'acme-sdk', day: '2024-02-01', days: 1, downloads: 2 })
})

test('pypistats: days without mirrors, categories summed', async () => {
  const day = (category: string, date: string, count: number) => ({ category, date, downloads: count })
  const overall = { data: [day('with_mirrors', '2024-01-01', 9), day('without_mirrors', '2024-01-01', 7)], package: 'a', type: 'overall_downloads' }
  const major = { data: [day('2', '2024-01-01', 1), day('3', '2024-01-01', 5), day('3', '2024-01-02', 6)], package: 'b', type: 'python_major_downloads' }
  const recent = { data: { last_day: 1, last_week: 7 }, package: 'c', type: 'recent_downloads' }
  const { import: record } = await session.imported('pypistats.ndjson', lines(overall, major, recent))
  expect(record).toMatchObject({ format: 'pypi-downloads', rows: { total: 3, taken: 2, rejected: 0, duplicates: 0, ignored: 1 } })
  expect(await current()).toEqual([{ package: 'a', day: '2024-01-01', days: 1, downloads: 7 }, { package: 'b', day: '2024-01-01', days: 1, downloads: 6 }, { package: 'b', day: '2024-01-02', days: 1, downloads: 6 }])
})

test.each([['npm.json', JSON.stringify(range('a', 1, 2))], ['pypi.csv', downloads(pip, pip)]])('%s: the same file changes nothing and undo leaves no trace', (name, text) => againAndUndo(session, name, text))
