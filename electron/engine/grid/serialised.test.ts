import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { serialised } from './serialised.ts'

const connected = async () => serialised(await (await DuckDBInstance.create(':memory:')).connect())
const endless = 'SELECT sum(hash(a.range) % 7) FROM range(1000000) a, range(1000000) b'

test('work in the background gives way to whatever else is asked of the connection', async () => {
  const serial = await connected()
  const background = serial.yielding(() => serial.connection.run(endless))
  const asked = await serial.run(async () => (await serial.connection.runAndReadAll('SELECT 42')).getRows())
  expect(asked).toEqual([[42]])
  expect(await background).toBeUndefined()
})

test('undisturbed, it ends with its result, and its own failure is not swallowed', async () => {
  const serial = await connected()
  expect(await serial.yielding(async () => (await serial.connection.runAndReadAll('SELECT 1')).getRows())).toEqual([[1]])
  await expect(serial.yielding(() => serial.connection.run('SELECT nothing'))).rejects.toThrow(/nothing/)
})

test('stopping ends it too, and nothing is accepted afterwards', async () => {
  const serial = await connected()
  const background = serial.yielding(() => serial.connection.run(endless))
  const seen = expect(background).rejects.toThrow()
  await serial.stop()
  await seen
  await expect(serial.run(() => Promise.resolve(1))).rejects.toThrow(/closed/)
})
