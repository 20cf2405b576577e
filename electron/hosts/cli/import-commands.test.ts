import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { calls } from '../../../shared/contract.ts'
import { importRecord, rejectedRecord } from '../../../shared/contract-import.ts'
import { importMapping } from '../../../shared/import-mapping.ts'
import { zipOf } from '../../engine/import/archive/zip.test-support.ts'
import { testTerminal, type Ended } from './terminal.test-support.ts'

let folder: string
let cli: (...words: string[]) => Promise<Ended>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-imports-'))
  cli = testTerminal(folder)
  expect((await cli('new', 'acme')).code).toBe(0)
})
afterAll(() => rm(folder, { recursive: true }))

const file = (name: string, text: string) => writeFile(join(folder, name), text)
const read = (name: string) => readFile(join(folder, name), 'utf8')

/** One JSON document of this shape on standard output, and success. */
async function json<T>(schema: z.ZodType<T>, ...words: string[]): Promise<T> {
  const { code, out, err } = await cli(...words, '--json')
  expect(code, err).toBe(0)
  return schema.parse(JSON.parse(out))
}
const words = async (...given: string[]): Promise<string> => {
  const { code, out, err } = await cli(...given)
  expect(code, err).toBe(0)
  return out
}

const imported = z.strictObject({ imports: z.array(importRecord.extend({ alreadyImported: z.boolean() })) })
const checked = z.strictObject({ checked: z.array(importRecord.omit({ importId: true }).extend({ rejects: z.array(rejectedRecord) })) })
const mappings = z.strictObject({ mappings: calls['mapping.list'].output })
const diff = z.strictObject({ importId: z.int(), total: z.int(), changes: calls['import.changes'].output.shape.changes })
const open = z.strictObject({ imports: z.array(z.strictObject({ importId: z.int(), fileName: z.string(), total: z.int(), rejects: calls['reject.rows'].output.shape.rejects })) })
const accounts = async () => JSON.parse((await cli('query', 'acme', 'SELECT record_id, name, stage FROM crm.current_accounts ORDER BY 1', '--json')).out) as unknown

const mapping = { format: 'accounts', key: ['Nr'], columns: { name: ['Firma'], stage: ['Phase'], employees: ['Leute'] }, stages: { warm: 'opportunity' } }
const first = 'Nr;Firma;Phase;Leute\nK1;Acme;warm;10\nK2;Beta;warm;20\n;;kalt;\n'

test('--dry-run counts, names rejects and changes nothing', async () => {
  await file('mapping.json', JSON.stringify(mapping))
  await file('first.csv', first)
  const { checked: [record, ...others] } = await json(checked, 'import', 'acme', '--mapping', 'mapping.json', '--dry-run', 'first.csv')
  expect(others).toEqual([])
  expect(record).toMatchObject({ fileName: 'first.csv', format: 'accounts', rows: { total: 3, taken: 2, rejected: 1 }, records: { new: 2, changed: 0, same: 0 }, rejects: [{ row: 3, line: 4, reason: 'The row has no record id, no domain and no name.' }] })
  const text = await words('import', 'acme', '--mapping', 'mapping.json', '--dry-run', 'first.csv')
  expect(text).toMatch(/^Import\s+File\s+Format\s+Records\s+Taken\s+New\s+Changed\s+Same\s+Rejected\s+Duplicates\s+Ignored/)
  expect(text).toMatch(/–\s+first\.csv\s+Accounts \(generic\)\s+3\s+2\s+2\s+0\s+0\s+1\s+0\s+0/)
  expect(text).toContain('first.csv, line 4: The row has no record id, no domain and no name.\nNothing was changed.\n')
  expect(await words('imports', 'acme')).toBe('Nothing was imported yet.\n')
  expect(await json(mappings, 'mappings', 'acme')).toEqual({ mappings: [] })
  expect(await words('mappings', 'acme')).toBe('No mapping is remembered yet.\n')
})

test('--mapping reads columns as it says, and is remembered; --fresh leaves it aside', async () => {
  const { imports: [record] } = await json(imported, 'import', 'acme', '--mapping', 'mapping.json', 'first.csv')
  expect(record).toMatchObject({ importId: 1, rows: { taken: 2, rejected: 1 }, overwrite: 'replace', alreadyImported: false })
  expect(await accounts()).toEqual([{ record_id: 'K1', name: 'Acme', stage: 'opportunity' }, { record_id: 'K2', name: 'Beta', stage: 'opportunity' }])
  await file('second.csv', 'Nr;Firma;Phase;Leute\nK1;Acme AG;;10\nK3;Gamma;warm;\n')
  expect(await cli('import', 'acme', '--fresh', 'second.csv')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^error: second\.csv is not recognised\. Its columns: Nr, Firma, Phase, Leute\.[^\n]*\n$/) as string })
  const again = await words('import', 'acme', 'second.csv')
  expect(again).toContain('second.csv: The file is read by the mapping that was remembered for its headers.\n')
  expect(again).toMatch(/2\s+second\.csv\s+Accounts \(generic\)\s+2\s+2\s+1\s+1\s+0\s+0\s+0\s+0/)
})

test('imports --diff tells what an import changed, in pages and as CSV', async () => {
  const { changes, ...rest } = await json(diff, 'imports', 'acme', '--diff', '2')
  expect(rest).toEqual({ importId: 2, total: 4 })
  expect(changes).toEqual([
    { recordId: 'K1', name: 'Acme AG', kind: 'changed', column: 'Name', before: 'Acme', after: 'Acme AG', row: 1 },
    { recordId: 'K1', name: 'Acme AG', kind: 'changed', column: 'Stage', before: 'opportunity', after: 'unmapped', row: 1 },
    { recordId: 'K1', name: 'Acme AG', kind: 'changed', column: 'Stage in the CRM', before: 'warm', after: null, row: 1 },
    { recordId: 'K3', name: 'Gamma', kind: 'new', column: null, before: null, after: null, row: 2 },
  ])
  const text = await words('imports', 'acme', '--diff', '2', '--limit', '1', '--offset', '3')
  expect(text).toMatch(/^Record\s+Name\s+Kind\s+Column\s+Before\s+After\s+Row\s*\n[─ ]+\nK3\s+Gamma\s+new[^\n]+\n$/)
  expect(await words('imports', 'acme', '--diff', '2', '--limit', '1')).toContain('1 of 4 changes; go on with --offset 1.\n')
  expect(await json(z.unknown(), 'imports', 'acme', '--diff', '2', '--out', 'changes.csv')).toEqual({ importId: 2, total: 4, path: join(folder, 'changes.csv') })
  expect((await read('changes.csv')).trim().split(/\r?\n/)).toHaveLength(5)
  expect(await words('imports', 'acme', '--diff', '1')).toBe('The import changed no record.\n')
  expect(await cli('imports', 'acme', '--diff', '99')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^error: [^\n]*99[^\n]*\n$/) as string })
})

test.each([
  ['keep', { new: 1, changed: 0, same: 1 }, { name: 'Beta', stage: 'opportunity' }],
  ['fill', { new: 1, changed: 1, same: 0 }, { name: 'Other', stage: 'opportunity' }],
  ['replace', { new: 1, changed: 1, same: 0 }, { name: 'Other', stage: 'unmapped' }],
] as const)('--overwrite %s alone leaves the rest as it was and is not remembered', async (rule, records, left) => {
  await file(`${rule}.csv`, `Nr;Firma;Phase;Leute\nK2;Other;;\nX-${rule};New;;\n`)
  const { checked: [found] } = await json(checked, 'import', 'acme', '--overwrite', rule, '--dry-run', `${rule}.csv`)
  expect(found).toMatchObject({ overwrite: rule, records })
  const { imports: [record] } = await json(imported, 'import', 'acme', '--overwrite', rule, `${rule}.csv`)
  expect(record).toMatchObject({ overwrite: rule, records })
  expect(await accounts()).toEqual(expect.arrayContaining([{ record_id: 'K2', ...left }]))
  expect((await json(mappings, 'mappings', 'acme')).mappings.map((each) => each.mapping.overwrite)).toEqual(['replace'])
  expect((await cli('undo-import', 'acme', String(record?.importId))).code).toBe(0)
})

test('--overwrite with --mapping outranks the rule in it', async () => {
  await file('keeping.json', JSON.stringify({ ...mapping, overwrite: 'keep' }))
  await file('ranked.csv', 'Nr;Firma;Phase;Leute;Neu\nK1;Other;warm;;\n')
  expect((await json(checked, 'import', 'acme', '--mapping', 'keeping.json', '--dry-run', 'ranked.csv')).checked).toMatchObject([{ overwrite: 'keep' }])
  expect((await json(checked, 'import', 'acme', '--mapping', 'keeping.json', '--overwrite', 'fill', '--dry-run', 'ranked.csv')).checked).toMatchObject([{ overwrite: 'fill' }])
})

test('rejects are listed, exported, corrected and imported again', async () => {
  const { imports: [found] } = await json(open, 'rejects', 'acme')
  expect(found).toMatchObject({ importId: 1, fileName: 'first.csv', total: 1, rejects: [{ row: 3, line: 4, column: 'Nr', cells: ['', '', 'kalt', ''] }] })
  expect(await words('rejects', 'acme', '--import', '1')).toMatch(/^Import\s+File\s+Line\s+Column\s+Reason\s*\n[─ ]+\n\s+1\s+first\.csv\s+4\s+Nr\s+The row has no record id/)
  expect(await json(z.unknown(), 'rejects', 'acme', '--import', '1', '--out', 'rejects.csv')).toEqual({ importId: 1, path: join(folder, 'rejects.csv'), rows: 1 })
  expect(await words('rejects', 'acme', '--import', '1', '--out', 'again.csv')).toBe(`Wrote 1 reject to ${join(folder, 'again.csv')}. Correct it there and import the file.\n`)
  const text = await read('rejects.csv')
  expect(text).toBe('\uFEFF"Nr","Firma","Phase","Leute","bandstand_reason","bandstand_import","bandstand_row"\r\n"","","kalt","","The row has no record id, no domain and no name.","1","3"\r\n')
  await file('rejects.csv', text.replace('"","","kalt"', '"K4","Delta","warm"'))
  const { imports: [record] } = await json(imported, 'import', 'acme', 'rejects.csv')
  expect(record).toMatchObject({ format: 'accounts', corrects: 1, rows: { total: 1, taken: 1 }, records: { new: 1 } })
  expect(await accounts()).toEqual(expect.arrayContaining([{ record_id: 'K4', name: 'Delta', stage: 'opportunity' }]))
  expect(await json(open, 'rejects', 'acme')).toEqual({ imports: [] })
  expect(await words('rejects', 'acme')).toBe('No reject is open.\n')
  expect((await json(z.object({ imports: z.array(importRecord) }), 'imports', 'acme')).imports.find(({ importId }) => importId === 1)).toMatchObject({ fixed: 1 })
})

test('rejects beyond the limit are said to be there', async () => {
  await file('bad.csv', 'record_id,name\n1e7,A\n1e8,B\n')
  const { imports: [record] } = await json(imported, 'import', 'acme', 'bad.csv')
  const id = String(record?.importId)
  expect(await words('rejects', 'acme', '--import', id, '--limit', '1')).toMatch(new RegExp(`\\n1 of 2 rejects of import ${id}; --limit shows more, --out writes all\\.\\n$`))
  expect((await cli('undo-import', 'acme', id)).code).toBe(0)
})

test('mappings are listed, exported, forgotten and loaded again; one of an import is printed', async () => {
  const { mappings: [remembered, ...others] } = await json(mappings, 'mappings', 'acme')
  expect(others).toEqual([])
  const signature = remembered?.signature ?? ''
  expect(await words('mappings', 'acme')).toMatch(new RegExp(`^Signature\\s+File\\s+Format\\s+Key\\s+Overwrite\\s+Saved\\s*\\n[─ ]+\\n${signature.slice(0, 12)}\\s+first\\.csv\\s+accounts\\s+Nr\\s+replace\\s+\\d{4}-\\d{2}-\\d{2}`))
  expect(await json(importMapping, 'mappings', 'acme', '--of', '1')).toMatchObject(mapping)
  expect(importMapping.parse(JSON.parse(await words('mappings', 'acme', '--of', '1')))).toMatchObject(mapping)
  expect(await words('mappings', 'acme', '--out', 'all.json')).toBe('Wrote all.json.\n')
  expect(await words('mappings', 'acme', '--of', '1', '--out', 'one.json')).toBe('Wrote one.json.\n')
  expect(await json(mappings, 'mappings', 'acme', '--forget', signature.slice(0, 12))).toEqual({ mappings: [] })
  expect(await cli('mappings', 'acme', '--forget', signature.slice(0, 12))).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^error: No remembered mapping has a signature that begins with/) as string })
  expect((await json(mappings, 'mappings', 'acme', '--load', 'all.json')).mappings).toMatchObject([{ signature, fileName: 'first.csv', mapping }])
  expect((await json(checked, 'import', 'acme', '--mapping', 'one.json', '--dry-run', 'first.csv')).checked).toMatchObject([{ rows: { taken: 2 } }])
})

test.each([
  ['a mapping that is not there', ['import', 'acme', '--mapping', 'none.json', 'first.csv'], /none\.json cannot be read\. Check the path/],
  ['a mapping that is no JSON', ['import', 'acme', '--mapping', 'first.csv', 'first.csv'], /first\.csv is not JSON/],
  ['a mapping of another shape', ['import', 'acme', '--mapping', 'all.json', 'first.csv'], /all\.json is no mapping: [^\n]*mappings <workspace> --of/],
  ['a field the format does not have', ['import', 'acme', '--mapping', 'odd.json', 'first.csv'], /has no field “colour”\. Fields: record_id, name/],
  ['a rule that is none', ['import', 'acme', '--overwrite', 'merge', 'first.csv'], /--overwrite/],
  ['changes to write of no import', ['imports', 'acme', '--out', 'x.csv'], /name it with --diff/],
  ['changes to write elsewhere', ['imports', 'acme', '--diff', '2', '--out', 'x.xlsx'], /--out ends in \.csv/],
  ['rejects to write of no import', ['rejects', 'acme', '--out', 'x.csv'], /name it with --import/],
  ['mappings to load that are none', ['mappings', 'acme', '--load', 'mapping.json'], /holds no remembered mappings/],
])('%s is wrong use: exit 2, one line, nothing on standard output', async (_, given, message) => {
  await file('odd.json', JSON.stringify({ format: 'accounts', columns: { colour: ['Phase'] } }))
  const { code, out, err } = await cli(...given)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(message)
  expect(err.trim().split('\n')).toHaveLength(1)
})

test.each([['--of', ['mappings', 'acme', '--of', '99']], ['--import', ['rejects', 'acme', '--import', '99']], ['a file that is not there', ['import', 'acme', '--dry-run', 'none.csv']]])('%s of what does not exist fails with 1 and one line', async (_, given) => {
  const { code, out, err } = await cli(...given)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/^error: [^\n]+\n$/)
})

test('--mapping name=file maps one file of a ZIP by its name; a name that is not there is refused', async () => {
  await writeFile(join(folder, 'export.zip'), zipOf([{ name: 'a/kunden.csv', content: 'Code;Wer\nZ1;Zeta\n' }, { name: 'companies.csv', content: 'Record ID,Company name\n1,Gamma\n' }]))
  await file('by=name.json', JSON.stringify({ format: 'accounts', key: ['Code'], columns: { name: ['Wer'] } }))
  const left = await words('import', 'acme', '--dry-run', 'export.zip')
  expect(left).toContain('1 file of export.zip was left out: a/kunden.csv (not recognised). A table among them can be mapped by hand: to accounts, contacts, deals or events.\n')
  const { imports: found } = await json(imported, 'import', 'acme', 'export.zip', '--mapping', 'a/kunden.csv=by=name.json')
  expect(found.map(({ fileName, format, rows: { taken }, warnings }) => [fileName, format, taken, warnings.some((warning) => warning.includes('left out'))])).toEqual([['export.zip › a/kunden.csv', 'accounts', 1, false], ['export.zip › companies.csv', 'hubspot-companies', 1, false]])
  expect(await cli('import', 'acme', 'export.zip', '--mapping', 'kunden.csv=by=name.json')).toMatchObject({ code: 2, err: 'error: export.zip holds no file “kunden.csv”. Its files: a/kunden.csv, companies.csv.\n' })
  expect(await cli('import', 'acme', 'export.zip', '--mapping', 'by=name.json', '--mapping', 'by=name.json')).toMatchObject({ code: 2, err: expect.stringContaining('Give --mapping once for all files') as string })
})
