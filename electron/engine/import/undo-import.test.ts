import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { abortingAt } from '../db/aborting-workspace.test-support.ts'
import { contents, type TestSession, testSession } from './session.test-support.ts'
import { undoImport } from './undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const rows = Array.from({ length: 500 }, (_, index) => `2026-01-01T00:00:${String(index % 60).padStart(2, '0')}Z,docs_view,user${index}\n`).join('')

test('cancelled at any statement, an undo leaves everything as it was', { timeout: 120_000 }, async () => {
  await session.imported('accounts.csv', 'record_id,name,stage,customer_at\n1,Acme,customer,2025-01-01\n,,,\n')
  const { import: record } = await session.imported('events.csv', `occurred_at,source,login\n${rows}no date,docs_view,octo\n`)
  const before = await contents(session)
  const attempt = (place: number) => {
    const { workspace, signal, statements } = abortingAt(session.opened, place)
    return { undone: undoImport({ ...session, workspace: () => workspace }, record.importId, signal), statements }
  }
  // Between reading the import and the commit, which cannot be taken back.
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 14 }), async (place) => {
      await expect(attempt(place).undone).rejects.toThrow('stopped by the test')
      expect(session.progress.at(-1)).toMatchObject({ kind: 'undo', state: 'cancelled' })
      expect(await contents(session)).toEqual(before)
    }),
    { numRuns: 14 },
  )
  const { undone, statements } = attempt(0)
  expect(await undone).toEqual(record)
  expect(statements()).toBeGreaterThan(14)
  expect(session.progress.at(-1)).toMatchObject({ kind: 'undo', state: 'done' })
})
