import { writeFile } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import { clayColumns, clayRow } from './clay-row.ts'
import type { Person } from './person.ts'

/** A CSV for Clay; text that a spreadsheet would run as a formula gets a leading apostrophe. */
export async function exportClay(people: readonly Person[], path: string): Promise<{ path: string; rows: number }> {
  const text = [[...clayColumns], ...people.map((person) => Object.values(clayRow(person)))].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
  await writeFile(path, text, { mode: 0o600 }).catch((cause: unknown) => {
    throw new AppError('not_writable', `${path} cannot be written.`, { cause })
  })
  return { path, rows: people.length }
}

function cell(value: string | null): string {
  if (value === null) return ''
  const guarded = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
