import type { Blob } from 'node:buffer'
import type { Stream } from 'node:stream'
import type { Feature } from 'write-excel-file/node'
import { getCellAddress, getSelfClosingTagMarkup, sanitizeAttributeValue } from 'write-excel-file/utility'
import { guarded } from '../../../shared/formula-guard.ts'

export type WorkbookFeature = Feature<Stream | Buffer | Blob>

/** Rows of a sheet that Excel sorts, filters and names as one: the first row is its head. */
export interface ExcelTable {
  /** Letters, digits and underscores, once in the workbook. */
  name: string
  /** As `tableHeaders` gives them. */
  headers: readonly string[]
  /** Below the head. */
  rows: number
}

const longestHeader = 250

/** Headers that a table may have, for the cells and for the table alike: Excel repairs a file in which one is empty, there twice, or not what its cell says. */
export function tableHeaders(headers: readonly string[]): string[] {
  const taken = new Set<string>()
  return headers.map((header, index) => {
    const plain = guarded(header.replace(/\s+/g, ' ').slice(0, longestHeader).trim()) || `Column ${index + 1}`
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? plain : `${plain} (${count})`
      if (taken.has(name.toLowerCase())) continue
      taken.add(name.toLowerCase())
      return name
    }
  })
}

/** Makes tables of sheets, one each; `null`: the sheet has none. */
export function excelTables(tables: readonly (ExcelTable | null)[]): WorkbookFeature {
  const on = (sheetIndex: number, part: (file: string) => string): string | undefined => (tables[sheetIndex] ? part(`table${sheetIndex + 1}.xml`) : undefined)
  const parts = tables.flatMap((table, index) => (table === null ? [] : [{ path: `xl/tables/table${index + 1}.xml`, xml: tableXml(table, index + 1) }]))
  return {
    files: {
      transform: {
        '[Content_Types].xml': { insert: () => parts.map(({ path }) => getSelfClosingTagMarkup('Override', { PartName: `/${path}`, ContentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml' })).join('') },
        'xl/worksheets/_rels/sheet{id}.xml.rels': { insert: (_, { sheetIndex }) => on(sheetIndex, (file) => getSelfClosingTagMarkup('Relationship', { Id: relation, Type: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/table', Target: `../tables/${file}` })) },
        'xl/worksheets/sheet{id}.xml': { insert: (_, { sheetIndex }) => on(sheetIndex, () => `<tableParts count="1"><tablePart r:id="${relation}"/></tableParts>`) },
      },
      write: { files: () => Object.fromEntries(parts.map(({ path, xml }) => [path, xml])) },
    },
  }
}

const relation = 'rId-table-1'

function tableXml({ name, headers, rows }: ExcelTable, id: number): string {
  // Excel takes no table without a row: an empty one stands for none.
  const ref = `A1:${getCellAddress(Math.max(1, rows), headers.length - 1)}`
  const columns = headers.map((header, index) => `<tableColumn id="${index + 1}" name="${sanitizeAttributeValue(header)}"/>`).join('')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="${id}" name="${name}" displayName="${name}" ref="${ref}" totalsRowShown="0"><autoFilter ref="${ref}"/><tableColumns count="${headers.length}">${columns}</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`
}
