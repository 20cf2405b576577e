import { tableFromIPC } from 'apache-arrow'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { calls, type Input } from '../../../shared/contract.ts'
import { type TestSession, testSession } from '../import/session.test-support.ts'
import { gridHandlers } from './handlers.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const signal = new AbortController().signal

async function read(input: Input<'grid.open'>): Promise<Record<string, unknown>[]> {
  const handlers = gridHandlers(session)
  const { gridId, totalRows } = await handlers['grid.open'](calls['grid.open'].input.parse(input), signal)
  const { arrow } = await handlers['grid.window']({ gridId, offset: 0, limit: 1000 }, signal)
  await handlers['grid.close']({ gridId }, signal)
  const table = tableFromIPC(arrow)
  return Array.from({ length: totalRows }, (_, row) => Object.fromEntries(table.schema.fields.map(({ name }, column): [string, unknown] => [name, table.getChildAt(column)?.get(row)])))
}

test('claims find their person by id, by login in any case and by an address only one person has', async () => {
  await session.imported('events.csv', 'occurred_at,source,github_id,login,email\n2025-01-01,docs_view,7,Octo,octo@acme.com\n2025-01-01,docs_view,8,bo,shared@acme.com\n2025-01-01,docs_view,9,cy,shared@acme.com\n')
  const answer = { likelihood: 6, data: { full_name: 'jo', job_title: 'cto', job_company_name: 'acme' } }
  const asked = [{ github_id: 8 }, { login: 'OCTO' }, { asked_email: 'octo@acme.com' }, { asked_email: 'shared@acme.com' }, { login: 'stranger' }]
  await session.imported('pdl.json', JSON.stringify(asked.map((key) => ({ ...answer, ...key }))))
  const rows = await read({ dataset: 'claims', columns: ['source_row', 'person_key', 'company', 'confidence'], sort: [{ column: 'source_row', descending: false }] })
  expect(rows).toEqual(['github:8', 'github:7', 'github:7', null, null].map((person_key, index) => ({ source_row: index + 1, person_key, company: 'acme', confidence: 0.907 })))
})
