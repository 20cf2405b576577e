import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { isAmong } from './expressions.ts'
import { type TestSession, testSession } from './session.test-support.ts'
import { operators } from './writings.test-support.ts'

let session: TestSession
beforeAll(async () => {
  session = await testSession()
})
afterAll(() => session.dispose())

const words = ['1', '2', '3', '4', '5', '6']

test('a long IN is a join, which loses the order of records; a list is none, and means the same', async () => {
  const { reader } = session.opened
  const list = words.map((word) => `'${word}'`).join(', ')
  const values = `(SELECT nullif(range, 9)::VARCHAR AS word FROM range(10))`
  expect(await operators(reader, `SELECT word IN (${list}) AS found FROM ${values}`)).not.toEqual([])
  expect(await operators(reader, `SELECT ${isAmong('word', words)} AS found FROM ${values}`)).toEqual([])
  expect(await rows(reader, `SELECT count(*) AS n FROM ${values} WHERE (word IN (${list})) IS DISTINCT FROM ${isAmong('word', words)}`)).toEqual([{ n: 0 }])
})

test('records keep their numbers where the last line of a file does not end', async () => {
  const { reader } = session.opened
  // Which of two threads gets the end of such a text is chance.
  for (let attempt = 1; attempt <= 6; attempt++) {
    const lines = ['a', 'b', 'c'].map((name) => JSON.stringify({ uuid: `${attempt}-${name}`, event_type: name, event_time: name === 'c' ? 'soon' : '2025-01-01 00:00:00', user_id: 'jo@acme.com', device_id: 'd', amplitude_id: 1 }))
    const { import: lined } = await session.imported('events.json', lines.join('\n'))
    expect(lined).toMatchObject({ format: 'amplitude' })
    expect(await rows(reader, `SELECT line_number FROM ops.rejects WHERE import_id = ${lined.importId}`)).toEqual([{ line_number: 3 }])
  }
})
