import { writeFile } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import { guarded } from '../../../shared/formula-guard.ts'
import { delimitedText } from '../delimited-text.ts'
import { clayColumns, clayRow } from './clay-row.ts'
import type { Person } from './person.ts'

/** A CSV for Clay; text that a spreadsheet would run as a formula gets a leading apostrophe. */
export async function exportClay(people: readonly Person[], path: string): Promise<{ path: string; rows: number }> {
  const text = delimitedText([[...clayColumns], ...people.map((person) => Object.values(clayRow(person)).map((value) => guarded(value ?? '')))])
  await writeFile(path, text, { mode: 0o600 }).catch((cause: unknown) => {
    throw new AppError('not_writable', `${path} cannot be written.`, { cause })
  })
  return { path, rows: people.length }
}
