import { type TestEntry, zipOf } from '../archive/zip.test-support.ts'

/** A cell: text (shared), number, boolean, blank, or XML as it is. `style` counts the formats given. */
export type TestCell = string | number | boolean | null | { value: string | number; style: number } | { xml: string }

export interface TestSheet {
  name: string
  rows: readonly (readonly TestCell[])[]
  state?: string
}

export interface TestWorkbook {
  sheets: readonly TestSheet[]
  /** Number formats by style, from style 1. */
  formats?: readonly (string | number)[]
  from1904?: boolean
  /** Parts to replace, add or (null) leave out. */
  parts?: Readonly<Record<string, string | Buffer | null>>
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

export function columnName(index: number): string {
  return (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** The parts of a workbook as Excel names them. */
export function workbookParts({ sheets, formats = [], from1904 = false, parts = {} }: TestWorkbook): TestEntry[] {
  const strings = new Map<string, number>()
  const shared = (text: string): number => {
    const index = strings.get(text) ?? strings.size
    strings.set(text, index)
    return index
  }
  const cell = (value: TestCell, reference: string): string => {
    if (value === null) return ''
    if (typeof value === 'string') return `<c r="${reference}" t="s"><v>${shared(value)}</v></c>`
    if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`
    if (typeof value === 'boolean') return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`
    return 'xml' in value ? value.xml : `<c r="${reference}" s="${value.style}"><v>${value.value}</v></c>`
  }
  const sheetParts = sheets.map(({ rows }, sheet): [string, string] => [
    `xl/worksheets/sheet${sheet + 1}.xml`,
    `${declaration}<worksheet ${main}><sheetData>${rows.map((row, index) => `<row r="${index + 1}">${row.map((value, column) => cell(value, `${columnName(column)}${index + 1}`)).join('')}</row>`).join('')}</sheetData></worksheet>`,
  ])
  const numbered = formats.map((format, index) => ({ format, id: typeof format === 'number' ? format : 164 + index }))
  const all: Record<string, string | Buffer | null> = {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${declaration}<Relationships ${packages}><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${declaration}<workbook ${main} xmlns:r="${office}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${sheets.map(({ name, state }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships ${packages}>${sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}<Relationship Id="rId98" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId99" Type="${office}/styles" Target="/xl/styles.xml"/></Relationships>`,
    'xl/styles.xml': `${declaration}<styleSheet ${main}><numFmts>${numbered.flatMap(({ format, id }) => (typeof format === 'string' ? [`<numFmt numFmtId="${id}" formatCode="${escaped(format)}"/>`] : [])).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${numbered.map(({ id }) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(sheetParts),
    'xl/sharedStrings.xml': `${declaration}<sst ${main}>${[...strings.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ...parts,
  }
  return Object.entries(all).flatMap(([name, content]) => (content === null ? [] : [{ name, content }]))
}

export const workbookOf = (workbook: TestWorkbook): Buffer => zipOf(workbookParts(workbook))
