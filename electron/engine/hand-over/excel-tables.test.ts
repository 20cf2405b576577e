import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { unescaped } from '../report/read-report.test-support.ts'
import { workbookCells, zipTexts } from '../report/read-file.test-support.ts'
import { excelTables, tableHeaders } from './excel-tables.ts'

const headers = ['', 'Low', 'low', '=SUM(1)', 'a\n  b', '</tableColumn><x y="1">', 'Column 1', 'long '.repeat(100), 'Low (2)']
let folder: string
let parts: Map<string, string>
let cells: Map<string, unknown[][]>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-tables-'))
  const path = join(folder, 't.xlsx')
  const heads = tableHeaders(headers)
  const tables = [null, { name: 'First', headers: heads, rows: 2 }, { name: 'Empty', headers: ['Only'], rows: 0 }]
  await writeExcelFile([
    { sheet: 'Words', data: [['Words']] }, { sheet: 'First', data: [heads, heads.map((_, index) => index), heads.map(() => 'x')] }, { sheet: 'Empty', data: [['Only']] },
  ], { features: [excelTables(tables)] }).toFile(path)
  parts = await zipTexts(path)
  cells = await workbookCells(path)
})
afterAll(() => rm(folder, { recursive: true }))

const part = (name: string): string => parts.get(name) ?? ''

test('headers of a table are different, not empty, in one line and no formula', () => {
  expect(tableHeaders(headers)).toEqual(['Column 1', 'Low', 'low (2)', `'=SUM(1)`, 'a b', '</tableColumn><x y="1">', 'Column 1 (2)', 'long '.repeat(50).trim(), 'Low (2) (2)'])
})

test('each table is a part of the file: declared, related to its sheet alone, over exactly its rows, with a filter', () => {
  expect([...parts.keys()].filter((name) => name.startsWith('xl/tables/'))).toEqual(['xl/tables/table2.xml', 'xl/tables/table3.xml'])
  for (const [id, name, ref] of [[2, 'First', 'A1:I3'], [3, 'Empty', 'A1:A2']] as const) {
    expect(part('[Content_Types].xml')).toContain(`<Override PartName="/xl/tables/table${id}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"/>`)
    expect(part(`xl/worksheets/_rels/sheet${id}.xml.rels`)).toMatch(new RegExp(`<Relationship Id="([^"]+)" Type="[^"]+/relationships/table" Target="../tables/table${id}\\.xml"/>`))
    const [, relation = ''] = /<Relationship Id="([^"]+)"[^>]*relationships\/table"/.exec(part(`xl/worksheets/_rels/sheet${id}.xml.rels`)) ?? []
    expect(part(`xl/worksheets/sheet${id}.xml`)).toMatch(new RegExp(`<tableParts count="1"><tablePart r:id="${relation}"/></tableParts></worksheet>$`))
    expect(part(`xl/tables/table${id}.xml`)).toContain(` id="${id}" name="${name}" displayName="${name}" ref="${ref}" totalsRowShown="0"><autoFilter ref="${ref}"/>`)
  }
  expect(part('xl/worksheets/sheet1.xml') + part('xl/worksheets/_rels/sheet1.xml.rels')).not.toContain('table')
})

test('a table names its columns as the cells of its head do', () => {
  const named = [...part('xl/tables/table2.xml').matchAll(/<tableColumn id="\d+" name="([^"]*)"\/>/g)].map(([, name = '']) => unescaped(name))
  expect(named).toEqual(cells.get('First')?.[0])
  expect(part('xl/tables/table2.xml')).toContain(`<tableColumns count="${headers.length}">`)
})
