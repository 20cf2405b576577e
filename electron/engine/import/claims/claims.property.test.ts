import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { type TestSession, testSession } from '../session.test-support.ts'

let session: TestSession
beforeAll(async () => {
  session = await testSession()
})
afterAll(() => session.dispose())

const claims = (importId: number) =>
  rows<Record<string, unknown>>(session.opened.reader, `SELECT * EXCLUDE (import_id, place, extra) FROM evidence.claims WHERE import_id = ${importId} ORDER BY source_row, provider, company`)

const headers = ['GitHub Login', 'PDL Company', 'PDL Title', 'Apollo Company', 'Work Email', 'Work Email (2)'] as const
const cell = fc.constantFrom('', 'Acme', 'Globex, Inc.', 'jo@acme.com', 'a "b"; c|d', 'Zoë\tGmbH')
const table = fc.array(fc.record({ 'GitHub Login': fc.constantFrom('', 'octo', 'mona'), 'PDL Company': cell, 'PDL Title': cell, 'Apollo Company': cell, 'Work Email': cell, 'Work Email (2)': cell }), { minLength: 1, maxLength: 12 })

let variants = 0
const written = (list: readonly Record<string, string>[], columns: readonly string[], delimiter: string): string => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  // A column of its own keeps two files of one property run from being the same import.
  const line = (cells: readonly string[], last: string) => [...cells, last].map(quoted).join(delimiter)
  variants += 1
  return [line(columns, 'Run'), ...list.map((row) => line(columns.map((column) => row[column] ?? 'x'), String(variants))), ''].join('\r\n')
}

test('a table of claims: any order of columns, further columns, any delimiter and encoding give the same claims; every row is counted once', async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.shuffledSubarray(['Notes', 'Owner', 'Score of ours'], { maxLength: 3 }),
      fc.record({ order: fc.shuffledSubarray([...headers], { minLength: headers.length }), delimiter: fc.constantFrom(',', ';', '\t', '|'), utf16: fc.boolean(), ragged: fc.boolean() }),
      async (list, further, { order, delimiter, utf16, ragged }) => {
        const plain = await session.imported('plain.csv', written(list, headers, ','), { format: 'clay' })
        const text = `${written(list, [...order, ...further], delimiter)}${ragged ? `"ragged"${delimiter}"row"\r\n` : ''}`
        const other = await session.imported('other.csv', utf16 ? Buffer.from(`\uFEFF${text}`, 'utf16le') : text, { format: 'clay' })
        for (const { import: { rows: { total, taken, rejected, duplicates, ignored } } } of [plain, other]) expect(taken + rejected + duplicates + ignored).toBe(total)
        expect(plain.import.rows.total).toBe(list.length)
        expect(other.import.rows).toEqual({ ...plain.import.rows, total: list.length + Number(ragged), rejected: plain.import.rows.rejected + Number(ragged) })
        expect(await claims(other.import.importId)).toEqual(await claims(plain.import.importId))
      },
    ),
    { numRuns: 15 },
  )
}, 240_000)
