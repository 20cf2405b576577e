import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { type TestSession, testSession } from './session.test-support.ts'

let session: TestSession
beforeAll(async () => {
  session = await testSession()
})
afterAll(() => session.dispose())

const fates = ['good', 'ragged', 'negative', 'anonymous', 'blank line'] as const
const text = fc.string({ unit: fc.constantFrom('a', 'ß', '漢', '😀', ' ', ',', ';', '"', '\n', '\r\n', '\t', '|', "'", '\\', '{'), maxLength: 8 })
const row = fc.record({ fate: fc.constantFrom(...fates), company: text })
type Row = { fate: (typeof fates)[number]; company: string }

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

function line({ fate, company }: Row): string {
  switch (fate) {
    case 'good':
      return `docs_view,octo,1,${quoted(company)}`
    case 'ragged':
      return `docs_view,octo,${quoted(company)}`
    case 'negative':
      return `docs_view,octo,-1,${quoted(company)}`
    case 'anonymous':
      return `docs_view,,1,`
    case 'blank line':
      return ''
  }
}

const shown = (cell: string): string | null => cell.replace(/^ +| +$/g, '') || null

test('delimited: every record is taken or rejected, each under its own number, cells unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), fc.constantFrom('\n', '\r\n'), async (list, newline) => {
      const records = list.filter(({ fate }) => fate !== 'blank line')
      fc.pre(records.length > 0)
      // The date keeps two files of one property run from being the same import.
      const { import: record } = await session.imported('events.csv', ['source,login,quantity,company', ...list.map(line), ''].join(newline), { settings: { collected: '2025-01-01' } })
      const { total, taken, rejected, duplicates, ignored } = record.rows
      expect(taken + rejected + duplicates + ignored).toBe(total)
      expect(total).toBe(records.length)
      const expected = records.flatMap(({ fate, company }, index) => (fate === 'good' ? [{ source_row: index + 1, company: shown(company) }] : []))
      const where = `WHERE import_id = ${record.importId} ORDER BY source_row`
      expect(await rows(session.opened.reader, `SELECT source_row, company FROM dev.events ${where}`)).toEqual(expected)
      expect(await rows(session.opened.reader, `SELECT source_row FROM ops.rejects ${where}`)).toEqual(
        records.flatMap(({ fate }, index) => (fate === 'good' ? [] : [{ source_row: index + 1 }])),
      )
    }),
    { numRuns: 40 },
  )
})

const kinds = ['star', 'ignored', 'broken', 'no time', 'repeated'] as const
const event = (kind: (typeof kinds)[number], id: number): string => {
  const whole = { id: kind === 'repeated' ? 'same' : String(id), type: kind === 'ignored' ? 'GollumEvent' : 'WatchEvent', actor: { id: id + 1, login: 'octo' }, repo: { name: 'a/b' }, payload: {}, created_at: kind === 'no time' ? 'noon' : '2025-01-01T00:00:00Z' }
  return kind === 'broken' ? JSON.stringify(whole).slice(0, -4) : JSON.stringify(whole)
}

test('NDJSON: taken, rejected, duplicate and ignored records add up to the total', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 40 }), async (list) => {
      const lines = [event('star', 1000), ...list.map(event)]
      const { import: record } = await session.imported('hour.json', lines.join('\n'))
      const count = (kind: (typeof kinds)[number]) => list.filter((one) => one === kind).length
      expect(record.rows).toEqual({
        total: lines.length,
        taken: 1 + count('star') + Math.min(1, count('repeated')),
        rejected: count('broken') + count('no time'),
        duplicates: Math.max(0, count('repeated') - 1),
        ignored: count('ignored'),
      })
    }),
    { numRuns: 40 },
  )
})
