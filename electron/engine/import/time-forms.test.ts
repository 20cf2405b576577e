import { expect, test } from 'vitest'
import { timesSentence } from '../../../shared/time-forms.ts'
import { rows } from '../db/query.ts'
import { importHandlers } from './handlers.ts'
import { previewImport } from './preview.ts'
import { testSession } from './session.test-support.ts'
import { timeForms } from './time-forms.ts'

const formOf = (...cells: unknown[]) => timeForms({ container: 'delimited', names: ['at'], records: cells.map((at) => ({ at })) }, ['at'])[0]?.form

test.each([
  ['2025-01-12T10:30:00Z', 'instant'], ['2025-01-12 10:30:00+02', 'instant'], ['2025-01-12T10:30:00.000+0000', 'instant'], ['10:30 12-01-2025', 'zoneless'], ['2025-01-12 10:30:00 UTC', 'instant'], ['1736677800', 'instant'], ['1736677800000', 'instant'],
  ['2025-01-12 10:30', 'zoneless'], ['1/10/2026 21:52', 'zoneless'], ['10.01.2026 09:05:00', 'zoneless'], ['1/10/2026 9:52 PM', 'zoneless'], ['45668.4375', 'zoneless'], [45668.4375, 'zoneless'],
  ['2025-01-12', 'day'], ['1/10/2026', 'day'], ['12.01.2025', 'day'], ['45668', 'day'], ['20250112', 'day'],
  ['n/a', undefined], ['', undefined], [null, undefined], ['—', undefined],
])('%s is %s', (cell, form) => {
  expect(formOf(cell)).toBe(form)
})

test('a column is as exact as the least exact of its cells', () => {
  expect(formOf('2025-01-12', '2025-01-12T10:30:00Z')).toBe('day')
  expect(formOf('2025-01-12', '2025-01-12 10:30', '')).toBe('zoneless')
})

test('one sentence names what is less than an instant', () => {
  expect(timesSentence([{ column: 'at', form: 'instant' }])).toBeNull()
  expect(timesSentence([{ column: 'Create Date', form: 'zoneless' }, { column: 'Close Date', form: 'day' }])).toBe('Times of “Create Date” have no zone and are read as UTC; “Close Date” holds days without a time.')
  expect(timesSentence([{ column: 'a', form: 'day' }, { column: 'b', form: 'day' }])).toBe('“a”, “b” hold days without a time.')
})

test('the preview tells it, the import keeps it and undo takes it out', async () => {
  const session = await testSession()
  try {
    const contacts = 'Record ID,First Name,Last Name,Email,Create Date,Became a Customer Date\n1,Ada,Low,ada@acme.com,2025-01-12 10:30,2025-02-01\n2,Bo,High,bo@acme.com,2025-01-13 11:30,\n'
    const preview = await previewImport(session.opened, { path: await session.file('contacts.csv', contacts), settings: {} }, new AbortController().signal)
    expect(preview.columns.flatMap(({ name, time }) => (time === null ? [] : [[name, time]]))).toEqual([['Create Date', 'zoneless'], ['Became a Customer Date', 'day']])
    const times = [{ column: 'Create Date', form: 'zoneless' }, { column: 'Became a Customer Date', form: 'day' }]
    const { import: record } = await session.imported('contacts.csv', contacts)
    expect(record).toMatchObject({ format: 'hubspot-contacts', times })
    const handlers = importHandlers(session)
    expect((await handlers['import.list']({}, new AbortController().signal)).map((each) => each.times)).toEqual([times])
    await handlers['import.undo']({ importId: record.importId }, new AbortController().signal)
    expect(await rows(session.opened.reader, 'SELECT * FROM ops.import_times')).toEqual([])
  } finally {
    await session.dispose()
  }
})
