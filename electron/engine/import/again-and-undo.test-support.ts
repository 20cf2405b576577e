import { expect } from 'vitest'
import type { ImportSettings } from '../../../shared/contract-import.ts'
import { contents, type TestSession } from './session.test-support.ts'
import { undoImport } from './undo-import.ts'

/** Imports a file, expects that the same file again changes nothing and that undo leaves rows and inbox as before. */
export async function againAndUndo(session: TestSession, name: string, content: string | Buffer, settings: ImportSettings = {}): Promise<void> {
  const before = await contents(session)
  const { import: record } = await session.imported(name, content, { settings })
  const imported = await contents(session)
  expect(await session.imported(`again-${name}`, content, { settings })).toEqual({ import: record, alreadyImported: true })
  expect(await contents(session)).toEqual(imported)
  await undoImport(session, record.importId, new AbortController().signal)
  expect(lasting(await contents(session))).toEqual(lasting(before))
}

const lasting = (found: unknown): unknown => {
  const { tables, inbox } = found as { tables: Record<string, unknown>; inbox: string[] }
  return { inbox, tables: { ...tables, 'ops.audit': [], 'ops.settings': [] } }
}
