import { deflateRawSync, gzipSync } from 'node:zlib'
import { type TestEntry, zipOf } from './archive/zip.test-support.ts'
import { type TestWorkbook, workbookOf, workbookParts } from './workbook/workbook.test-support.ts'

/** A file that means harm or is broken, and what must become of it: refused with these words, or so many records taken and rejected. */
export interface HostileFile {
  name: string
  content: () => Buffer | string
  settings?: Record<string, string>
  refused?: RegExp
  taken?: number
  rejected?: number
}

const csv = 'Record ID,Company name\n1,Acme\n'
const head = 'Record ID,Company name,Note\n'
const star = (login: string) => `{"starred_at":"2024-03-01T12:00:00Z","user":{"login":"${login}","id":1}}`
const repo = { repo: 'acme/sdk' }
const good: TestEntry = { name: 'companies.csv', content: csv }
const zeros = (megabytes: number) => Buffer.alloc(megabytes << 20)

/** Zeros as a ZIP entry that says how long they are. */
function zerosEntry(name: string, megabytes: number): TestEntry {
  const content = zeros(megabytes)
  return { name, content, packed: deflateRawSync(content, { level: 9 }) }
}

const gzipBomb = (byte: string, megabytes: number) => Buffer.concat(Array<Buffer>(megabytes / 64).fill(gzipSync(Buffer.alloc(64 << 20, byte), { level: 9 })))
/** Begins like an export and never ends. */
const starBomb = () => Buffer.concat(Array<Buffer>(20).fill(gzipSync(`${star('octo')}\n`.repeat(100_000), { level: 9 })))
const cut = (content: Buffer, share: number) => content.subarray(0, Math.floor(content.length * share))

/** A ZIP whose end says it holds five million files. */
function claimingMillions(): Buffer {
  const zip = zipOf([good])
  const end = zip.subarray(zip.length - 22)
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x0606_4b50, 0)
  record.writeBigUInt64LE(5_000_000n, 24)
  record.writeBigUInt64LE(5_000_000n, 32)
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x0706_4b50, 0)
  locator.writeBigUInt64LE(BigInt(zip.length - 22), 8)
  return Buffer.concat([zip.subarray(0, zip.length - 22), record, locator, end])
}

const rows = [['Record ID', 'Company name'], ['1', 'Acme']] as const
const book = (further: Partial<TestWorkbook> = {}) => workbookOf({ sheets: [{ name: 'A', rows }], ...further })
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const sheet = (data: string) => book({ parts: { 'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${data}</sheetData></worksheet>` } })
const inline = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`
const header = `<row r="1">${inline('A1', 'Record ID')}${inline('B1', 'Company name')}</row>`
const laughs = `<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><sst ${main}><si><t>&c;</t></si></sst>`

const archives: HostileFile[] = [
  { name: 'traversal.zip', content: () => zipOf([good, { name: '../../evil.csv', content: csv }]), refused: /“\.\.\/\.\.\/evil\.csv”, which would lead out of the folder/ },
  { name: 'hidden-traversal.zip', content: () => zipOf([{ name: 'a/b/../../../evil.csv', content: csv }]), refused: /would lead out of the folder/ },
  { name: 'backslashes.zip', content: () => zipOf([{ name: '..\\..\\evil.csv', content: csv }]), refused: /would lead out of the folder/ },
  { name: 'absolute.zip', content: () => zipOf([{ name: '/etc/cron.d/evil.csv', content: csv }]), refused: /“\/etc\/cron\.d\/evil\.csv”, which would lead out/ },
  { name: 'drive.zip', content: () => zipOf([{ name: 'C:\\Windows\\evil.csv', content: csv }]), refused: /would lead out of the folder/ },
  { name: 'link.zip', content: () => zipOf([{ name: 'companies.csv', content: '/etc/passwd', mode: 0o120777 }]), refused: /“companies\.csv” is a link to another place/ },
  { name: 'twice.zip', content: () => zipOf([good, { name: 'companies.csv', content: 'Record ID,Company name\n2,Beta\n' }]), refused: /two files named “companies\.csv”/ },
  { name: 'overlap.zip', content: () => zipOf([good, { ...good, name: 'again.csv', at: 0 }]), refused: /“companies\.csv” and “again\.csv” share the same bytes|“again\.csv” and “companies\.csv” share/ },
  { name: 'password.zip', content: () => zipOf([{ ...good, flags: 0x801 }]), refused: /“companies\.csv” is locked with a password/ },
  { name: 'strong-password.zip', content: () => zipOf([{ ...good, flags: 0x841 }]), refused: /locked with a password/ },
  { name: 'lzma.zip', content: () => zipOf([{ ...good, method: 14 }]), refused: /packed with method 14/ },
  { name: 'says-gigabytes.zip', content: () => zipOf([{ ...good, bytes: 4_000_000_000 }]), refused: /would grow to 3,815 MB/ },
  { name: 'bomb.zip', content: () => zipOf([zerosEntry('companies.csv', 96)]), refused: /would grow to 96 MB, which no export does/ },
  { name: 'bombs.zip', content: () => zipOf(Array.from({ length: 40 }, (_, index) => ({ ...zerosEntry('', 8), name: `${index}.csv` }))), refused: /would grow to 320 MB/ },
  { name: 'lying-bomb.zip', content: () => zipOf([{ ...zerosEntry('companies.csv', 96), bytes: 30 }]), refused: /“companies\.csv” is longer than the 30 bytes it says/ },
  { name: 'millions.zip', content: claimingMillions, refused: /it holds 5,000,000 files/ },
  { name: 'nested.zip', content: () => zipOf([{ name: 'inner.zip', content: zipOf([good]) }]), refused: /inner\.zip \(a ZIP archive within another/ },
  { name: 'nested-bomb.zip', content: () => zipOf([{ name: 'inner.zip', content: zipOf([zerosEntry('a.csv', 96)]), stored: true }]), refused: /inner\.zip is refused: its .* would grow to 96 MB/ },
  { name: 'cut.zip', content: () => cut(zipOf([good, { name: 'b.csv', content: csv }]), 0.6), refused: /cut\.zip is damaged or cut off/ },
  { name: 'cut-at-the-end.zip', content: () => zipOf([good]).subarray(0, -3), refused: /is damaged or cut off/ },
  { name: 'nowhere.zip', content: () => { const zip = zipOf([good]); zip.writeUInt32LE(0x7fff_ffff, zip.length - 6); return zip }, refused: /is damaged or cut off/ },
  { name: 'no-local-header.zip', content: () => zipOf([good, { ...good, name: 'b.csv', at: 7 }]), refused: /is damaged or cut off/ },
  { name: 'checksum.zip', content: () => zipOf([{ ...good, crc: 7 }]), refused: /“companies\.csv” fails its check/ },
  { name: 'shorter.zip', content: () => zipOf([{ ...good, bytes: 5000 }]), refused: /“companies\.csv” is shorter than the 5,000 bytes/ },
  { name: 'stored-size.zip', content: () => zipOf([{ ...good, stored: true, bytes: 10 }]), refused: /is damaged or cut off/ },
  { name: 'noise.zip', content: () => zipOf([{ ...good, packed: Buffer.from('this is no deflate stream') }]), refused: /“companies\.csv” cannot be unpacked/ },
  { name: 'bell.zip', content: () => zipOf([{ name: 'a\u0007.csv', content: csv }]), refused: /control characters/ },
  { name: 'nul.zip', content: () => zipOf([{ name: 'a.csv\u0000.png', content: csv }]), refused: /control characters/ },
  { name: 'empty.zip', content: () => zipOf([]), refused: /empty\.zip is an empty ZIP archive/ },
  { name: 'folders.zip', content: () => zipOf([{ name: 'a/' }, { name: 'a/b/' }]), refused: /is an empty ZIP archive/ },
  { name: 'trailing.zip', content: () => Buffer.concat([zipOf([good]), Buffer.from('surplus')]), refused: /is damaged or cut off/ },
  { name: 'cut-gzip.zip', content: () => zipOf([good, { name: 'stars.json.gz', content: gzipSync(`${star('octo')}\n`.repeat(5000)).subarray(0, 100) }]), settings: repo, refused: /stars\.json\.gz is cut off/ },
  { name: 'gzip-bomb.zip', content: () => zipOf([good, { name: 'stars.json.gz', content: starBomb(), stored: true }]), settings: repo, refused: /stars\.json\.gz is refused: it grew to/ },
  { name: 'thousands.zip', content: () => zipOf(Array.from({ length: 2100 }, (_, index) => ({ name: `${index.toString(36)}.txt`, content: 'hello\nthere\n' }))), refused: /more than 2,000 different files/ },
  { name: 'long-name.zip', content: () => zipOf([{ name: `${'x'.repeat(60_000)}.csv`, content: csv }]), taken: 1, rejected: 0 },
]

const workbooks: HostileFile[] = [
  { name: 'laughs.xlsx', content: () => book({ parts: { 'xl/sharedStrings.xml': laughs } }), refused: /sharedStrings\.xml is not valid: it declares a document type/ },
  { name: 'external-entity.xlsx', content: () => book({ parts: { 'xl/workbook.xml': `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook ${main}/>` } }), refused: /declares a document type/ },
  { name: 'no-workbook.xlsx', content: () => book({ parts: { 'xl/workbook.xml': null } }), refused: /its part xl\/workbook\.xml is missing/ },
  { name: 'no-sheet.xlsx', content: () => book({ parts: { 'xl/worksheets/sheet1.xml': null } }), refused: /the part of its sheet “A” is missing/ },
  { name: 'no-texts.xlsx', content: () => book({ parts: { 'xl/sharedStrings.xml': null } }), refused: /refers to text 0, which is not there/ },
  { name: 'no-types.xlsx', content: () => zipOf(workbookParts({ sheets: [{ name: 'A', rows }] }).filter(({ name }) => name !== '[Content_Types].xml')), refused: /holds nothing Bandstand can import/ },
  { name: 'no-such-text.xlsx', content: () => sheet(`${header}<row r="2"><c r="A2" t="s"><v>99</v></c></row>`), refused: /a cell of row 2 refers to text 99/ },
  { name: 'cut-sheet.xlsx', content: () => book({ parts: { 'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${header}<row r="2"><c r="A2"><v>1` } }), refused: /ends within v/ },
  { name: 'wrong-nesting.xlsx', content: () => sheet(`${header}<row r="2"><c r="A2"></row></c>`), refused: /<\/row> closes an element that is not open/ },
  { name: 'deep.xlsx', content: () => sheet('<x>'.repeat(100_000)), refused: /nested deeper than 64/ },
  { name: 'backwards.xlsx', content: () => sheet(`${header}<row r="9">${inline('A9', '1')}</row><row r="2">${inline('A2', '2')}</row>`), refused: /row 2 follows row 9/ },
  { name: 'far-row.xlsx', content: () => sheet(`${header}<row r="99999999">${inline('A99999999', '1')}</row>`), refused: /row 99999999 follows row 1/ },
  { name: 'far-column.xlsx', content: () => sheet(`${header}<row r="2">${inline('ZZZZ2', '1')}</row>`), refused: /ZZZZ2/ },
  { name: 'far-apart.xlsx', content: () => sheet(`${header}<row r="1048576">${inline('A1048576', '1')}${inline('B1048576', 'Acme')}</row>`), taken: 1, rejected: 0 },
  { name: 'entity.xlsx', content: () => sheet(`${header}<row r="2">${inline('A2', '&evil;')}</row>`), refused: /entity that does not exist \(&evil;\)/ },
  { name: 'attributes.xlsx', content: () => sheet(`${header}<row r="2" ${'a="1" '.repeat(20_000)}>`.slice(0, -1)), refused: /more attributes than any has|is not valid/ },
  { name: 'endless-text.xlsx', content: () => sheet(`${header}<row r="2">${inline('A2', 'ab'.repeat(10 << 20))}</row>`), refused: /longer than 16 MB|would grow|no export does/ },
  {
    name: 'echoes.xlsx',
    content: () => {
      const list = Array.from({ length: 400 }, (_, index) => `<row r="${index + 2}">${'<c t="s"><v>2</v></c>'.repeat(500)}</row>`).join('')
      return book({ parts: { 'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData><row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>${list}</sheetData></worksheet>`, 'xl/sharedStrings.xml': `<sst ${main}><si><t>Record ID</t></si><si><t>Company name</t></si><si><t>${'echo'.repeat(7_000)}</t></si></sst>` } })
    },
    refused: /grew to \d+ MB of text, which no export does/,
  },
  { name: 'bomb.xlsx', content: () => book({ parts: { 'xl/worksheets/sheet1.xml': Buffer.alloc(64 << 20, ' ') } }), refused: /would grow to 64 MB/ },
  { name: 'formula.xlsx', content: () => sheet(`${header}<row r="2">${inline('A2', '1')}<c r="B2" t="str"><f>HYPERLINK("http://evil")</f><v>=cmd|'/C calc'!A0</v></c></row>`), taken: 1, rejected: 0 },
  { name: 'macros.xlsm', content: () => book({ parts: { 'xl/vbaProject.bin': Buffer.alloc(64) } }), taken: 1, rejected: 0 },
  { name: 'locked.xlsx', content: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), refused: /locked with a password.*save it as \.xlsx/ },
  { name: 'binary.xlsb', content: () => book({ parts: { '_rels/.rels': '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>' } }), refused: /binary workbook \(\.xlsb\)/ },
  { name: 'blank.xlsx', content: () => sheet(''), refused: /the sheet “A” is empty/ },
]

const texts: HostileFile[] = [
  { name: 'bomb.json.gz', content: () => gzipBomb('a', 256), refused: /bomb\.json\.gz/ },
  { name: 'newlines.json.gz', content: () => gzipBomb('\n', 128), refused: /newlines\.json\.gz/ },
  { name: 'gzip-in-gzip.gz', content: () => gzipSync(gzipSync(csv)), refused: /binary file/ },
  { name: 'header-only.gz', content: () => gzipSync(csv).subarray(0, 10), refused: /is cut off/ },
  { name: 'flipped.csv.gz', content: () => { const packed = gzipSync(csv); packed[packed.length - 6] = (packed[packed.length - 6] ?? 0) ^ 0xff; return packed }, refused: /is damaged/ },
  { name: 'nul.csv', content: () => `${head}1,Ac\u0000me,x\n`, refused: /binary file/ },
  { name: 'late-nul.csv', content: () => `${head}${'1,Acme,x\n'.repeat(150_000)}2,Ni\u0000l,x\n`, taken: 2, rejected: 0 },
  { name: 'mark-only.csv', content: () => Buffer.from('efbbbf', 'hex'), refused: /blank space/ },
  { name: 'mark-only-16.csv', content: () => Buffer.from('fffe', 'hex'), refused: /blank space/ },
  { name: 'ten-megabytes.csv', content: () => `${head}1,Acme,${'x'.repeat(10 << 20)}\n2,Beta,y\n`, taken: 2, rejected: 0 },
  { name: 'twenty-megabytes.csv', content: () => `${head}1,Acme,"${'x'.repeat(20 << 20)}"\n2,Beta,y\n`, taken: 1, rejected: 1 },
  { name: 'long-row.csv', content: () => `${head}1,Acme,${'x'.repeat(20 << 20)}\n2,Beta,y\n3,Gamma\n`, taken: 1, rejected: 2 },
  { name: 'never-closed.csv', content: () => `${head}1,"Acme,x\n${'2,Beta,y\n'.repeat(20)}`, taken: 1, rejected: 1 },
  { name: 'columns.csv', content: () => `Record ID,Company name,${Array.from({ length: 5000 }, (_, index) => `Column ${index}`).join(',')}\n1,Acme${',x'.repeat(5000)}\n`, taken: 1, rejected: 0 },
  { name: 'long-header.csv', content: () => `Record ID,Company name,${'h'.repeat(900_000)}\n1,Acme,x\n`, taken: 1, rejected: 0 },
  { name: 'sql-header.csv', content: () => `Record ID,Company name,"x'); DROP TABLE crm.accounts; --","a""b",'\n1,Acme,1,2,3\n`, taken: 1, rejected: 0 },
  { name: 'controls.csv', content: () => `${head}1,"Ac\u0001me\u001b[31m",${'x'.repeat(200)}\n`, taken: 1, rejected: 0 },
  { name: 'formula.csv', content: () => `${head}1,"=HYPERLINK(""http://evil"")",+1\n2,@SUM(1),-1\n`, taken: 2, rejected: 0 },
  { name: 'line-ends.csv', content: () => `${head.trim()}\r\n1,Acme,x\n2,Beta,y\r3,Gamma,z\r\n`, taken: 3, rejected: 0 },
  { name: 'commas.csv', content: () => ',,,\n,,,\n', refused: /not recognised/ },
  { name: 'half-16.csv', content: () => Buffer.concat([Buffer.from(`\uFEFF${head}1,Acme,\uD800\n`, 'utf16le'), Buffer.from([0x31])]), taken: 1, rejected: 1 },
  { name: 'surrogates.json', content: () => `${star('octo')}\n{"starred_at":"2024-03-01T12:00:00Z","user":{"login":"\\ud83d","id":2}}\n`, settings: repo, taken: 2, rejected: 0 },
  { name: 'deep.json', content: () => '['.repeat(200_000), refused: /deep\.json/ },
  { name: 'deep-record.json', content: () => `${`${star('octo')}\n`.repeat(3)}{"starred_at":"2024-03-01T12:00:00Z","user":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}\n`, settings: repo, taken: 3, rejected: 1 },
  { name: 'prototype.json', content: () => `${star('octo')}\n{"__proto__":{"polluted":1},"constructor":{},"starred_at":"2024-03-01T12:00:00Z","user":{"login":"b","id":2}}\n`, settings: repo, taken: 2, rejected: 0 },
  { name: 'huge-number.json', content: () => `${star('octo')}\n{"starred_at":"2024-03-01T12:00:00Z","user":{"login":"b","id":1e999}}\n`, settings: repo, taken: 2, rejected: 0 },
  { name: 'long-line.json', content: () => `${star('octo')}\n{"x":"${'y'.repeat(20 << 20)}"}\n`, settings: repo, refused: /longer than 16 MB/ },
  { name: 'bytes.json', content: () => Buffer.concat([Buffer.from(`${`${star('octo')}\n`.repeat(3)}{"starred_at":"2024-03-01T12:00:00Z","user":{"login":"`), Buffer.from([0xff, 0xfe, 0x80]), Buffer.from('","id":9}}\n')]), settings: repo, taken: 4, rejected: 0 },
  { name: 'page.xls', content: () => '<html><body><table><tr><td>Record ID</td></tr></table></body></html>', refused: /web page/ },
  { name: 'cut.parquet', content: () => `PAR1${'x'.repeat(500)}`, refused: /not a complete Parquet file/ },
  { name: 'fake.parquet', content: () => Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(200, 0xff), Buffer.from([0xff, 0xff, 0xff, 0x7f]), Buffer.from('PAR1')]), refused: /not a complete Parquet file/ },
]

export const hostileFiles: readonly HostileFile[] = [...archives, ...workbooks, ...texts]
