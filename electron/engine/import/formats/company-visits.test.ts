import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { againAndUndo } from '../again-and-undo.test-support.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const events = () => rows(session.opened.reader, 'SELECT source_row, source, target, occurred_at, login, email, domain, company, quantity FROM dev.events ORDER BY import_id, source_row')
const visit = { source: 'web_visit', target: null, occurred_at: '2025-03-25T14:30:00.000Z', login: null, email: null, domain: 'acme.com', company: 'Acme', quantity: 1200 }

const mixed = [
  'Company;Website;Industry;Employees;Country;Last visit;Page views;Landing page',
  'Acme;https://acme.com/de;Software;50;DE;25.03.2025 14:30;1.200;',
  'Globex;;;;;2025-03-25T14:30:00Z;;/pricing',
  ';acme.com;;;;;several;',
  ';;;;;2025-03-25T14:30:00Z;3;',
  'Acme;acme.com;;;;some day;3;',
  '',
].join('\n')

test('visits by company: one a row, weighed by its page views; nobody is named', async () => {
  const { import: record } = await session.imported('visits.csv', mixed, { settings: { collected: '2025-04-01' } })
  expect(record).toMatchObject({ format: 'company-visits', rows: { total: 5, taken: 3, rejected: 2, duplicates: 0, ignored: 0 } })
  expect(await events()).toEqual([
    { ...visit, source_row: 1 },
    { ...visit, source_row: 2, domain: null, company: 'Globex', target: '/pricing', quantity: 1 },
    { ...visit, source_row: 3, company: null, occurred_at: null, quantity: 1 },
  ])
  expect(record.warnings.slice(1)).toEqual([
    '1 visit has an unreadable number of pages and counts as one page.',
    '1 of 3 events have no time; they count as of 2025-04-01, the day the file was collected, and never for the lifecycle.',
  ])
  expect(await rows(session.opened.reader, 'SELECT line_number, column_name FROM ops.rejects ORDER BY 1')).toEqual([
    { line_number: 5, column_name: 'Website' },
    { line_number: 6, column_name: 'Last visit' },
  ])
})

test('ambiguous dates are asked for', async () => {
  const text = 'domain,visited_at,page_views\nacme.com,03/04/2025,2\n'
  await expect(session.imported('visits.csv', text)).rejects.toMatchObject({ code: 'needs_setting', detail: { key: 'dates' } })
  await session.imported('visits.csv', text, { settings: { dates: 'mdy' } })
  expect(await events()).toEqual([{ ...visit, source_row: 1, company: null, occurred_at: '2025-03-04T00:00:00.000Z', quantity: 2 }])
})

test('the same file changes nothing and undo leaves no trace', () => againAndUndo(session, 'visits.csv', mixed))
