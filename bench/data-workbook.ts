import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { createDeflateRaw, crc32 } from 'node:zlib'
import { hubspotHeaders, hubspotRow } from './data-hubspot.ts'

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The sheet as a spreadsheet program stores it: texts shared by number, whole numbers as such. */
function* sheetXml(rows: number, strings: Map<string, number>): Generator<string> {
  const cell = (text: string, column: number, row: number): string => {
    const reference = `${String.fromCharCode(65 + column)}${row}`
    if (/^\d{1,15}$/.test(text)) return `<c r="${reference}"><v>${text}</v></c>`
    const index = strings.get(text) ?? strings.size
    strings.set(text, index)
    return `<c r="${reference}" s="1" t="s"><v>${index}</v></c>`
  }
  yield `<?xml version="1.0" encoding="UTF-8"?><worksheet ${main}><sheetData>`
  for (let row = 0; row <= rows; row++) {
    const cells = row === 0 ? hubspotHeaders : hubspotRow(row - 1)
    yield `<row r="${row + 1}" spans="1:20">${cells.map((text, column) => (text === '' ? '' : cell(text, column, row + 1))).join('')}</row>`
  }
  yield '</sheetData></worksheet>'
}

function* sharedStrings(strings: ReadonlyMap<string, number>): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?><sst ${main}>`
  for (const text of strings.keys()) yield `<si><t>${escaped(text)}</t></si>`
  yield '</sst>'
}

/** Writes a HubSpot company export of `rows` × 20 cells as a workbook. */
export async function writeWorkbook(path: string, rows: number): Promise<void> {
  const strings = new Map<string, number>()
  const parts: [string, Iterable<string>][] = [
    ['[Content_Types].xml', ['<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>']],
    ['_rels/.rels', [`<Relationships ${packages}><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`]],
    ['xl/workbook.xml', [`<workbook ${main} xmlns:r="${office}"><sheets><sheet name="Companies" sheetId="1" r:id="rId1"/></sheets></workbook>`]],
    ['xl/_rels/workbook.xml.rels', [`<Relationships ${packages}><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`]],
    ['xl/worksheets/sheet1.xml', sheetXml(rows, strings)],
    ['xl/sharedStrings.xml', sharedStrings(strings)],
  ]
  const out = await open(path, 'w')
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const fields = await packed(content, `${path}.part`)
    const title = Buffer.from(name)
    fields.header.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields.header, title])
    await out.write(local)
    const part = await open(`${path}.part`)
    for await (const chunk of part.createReadStream() as AsyncIterable<Buffer>) await out.write(chunk)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), fields.header, tail, title)
    offset += local.length + fields.length
  }
  await rm(`${path}.part`)
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  await out.write(Buffer.concat([central, end]))
  await out.close()
}

/** Deflates a part into a file; returns the fields that both of its headers share. */
async function packed(content: Iterable<string>, path: string): Promise<{ header: Buffer; length: number }> {
  const deflate = createDeflateRaw()
  const file = deflate.pipe(createWriteStream(path))
  let bytes = 0
  let sum = 0
  let waiting = ''
  const flush = async () => {
    const chunk = Buffer.from(waiting)
    waiting = ''
    bytes += chunk.length
    sum = crc32(chunk, sum)
    if (!deflate.write(chunk)) await once(deflate, 'drain')
  }
  for (const text of content) {
    waiting += text
    if (waiting.length > 1 << 20) await flush()
  }
  await flush()
  deflate.end()
  await finished(file)
  const header = Buffer.alloc(26)
  header.writeUInt16LE(20, 0)
  header.writeUInt16LE(8, 4)
  header.writeUInt32LE(0x5c21_0000, 6)
  header.writeUInt32LE(sum >>> 0, 10)
  header.writeUInt32LE(file.bytesWritten, 14)
  header.writeUInt32LE(bytes, 18)
  return { header, length: file.bytesWritten }
}
