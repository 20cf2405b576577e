import { rows } from '../../db/query.ts'
import type { TestSession } from '../session.test-support.ts'

/** Every claim in the order of files, records and places, without the cells that are empty. */
export async function claimsOf({ opened }: Pick<TestSession, 'opened'>): Promise<Record<string, unknown>[]> {
  const found = await rows<Record<string, unknown>>(opened.reader, 'SELECT * EXCLUDE (import_id, extra) FROM evidence.claims ORDER BY import_id, source_row, place')
  return found.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)))
}

/** What is kept beside the claims, by record. */
export async function extrasOf({ opened }: Pick<TestSession, 'opened'>): Promise<unknown[]> {
  const found = await rows<{ extra: string }>(opened.reader, 'SELECT CAST(extra AS VARCHAR) AS extra FROM evidence.claims WHERE extra IS NOT NULL ORDER BY import_id, source_row, place')
  return found.map(({ extra }): unknown => JSON.parse(extra))
}

/** JSON lines. */
export const lines = (...records: readonly unknown[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('')
