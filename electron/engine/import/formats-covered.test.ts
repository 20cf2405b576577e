import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importers } from './formats.ts'

const engine = join(import.meta.dirname, '..')
const page = readFileSync(join(engine, '../../docs/formats-covered.md'), 'utf8')
const rows = page.split('\n').filter((line) => /^\| .* \| `/.test(line)).map((line) => line.split(/(?<!\\) \| /).map((cell) => cell.replace(/^\| | \|$/g, '')))
const handled = rows.map(([, where = '']) => where.replaceAll('`', ''))

test('every importer stands on the page of quirks', () => {
  expect(importers.map(({ id }) => `import/formats/${id}.ts`).filter((file) => !handled.includes(file))).toEqual([])
})

test('every file the page names exists, and so does every test', () => {
  expect(rows.length).toBeGreaterThan(60)
  expect(handled.filter((file) => !existsSync(join(engine, file)))).toEqual([])
  const held = rows.flatMap(([, , tests = '']) => [...tests.matchAll(/`([^`]+)`: (.+?)(?=; `|$)/g)].map(([, file = '', title = '']) => ({ file, title })))
  expect(held.length).toBeGreaterThanOrEqual(rows.length)
  expect(held.filter(({ file, title }) => !existsSync(join(engine, file)) || !readFileSync(join(engine, file), 'utf8').includes(title))).toEqual([])
})
