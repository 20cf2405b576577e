import { writeFile } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import type { Person } from './person.ts'

/** The first column brings Clay's answers back to their person. */
const columns = ['bandstand_id', 'login', 'github_id', 'github_url', 'full_name', 'company', 'email', 'location', 'website'] as const

const valuesOf = ({ personKey, login, githubId, name, company, email, location, website }: Person): (string | null)[] => [
  personKey, login, githubId === null ? null : String(githubId), login === null ? null : `https://github.com/${login}`, name, company, email, location, website,
]

/** A CSV for Clay; text that a spreadsheet would run as a formula gets a leading apostrophe. */
export async function exportClay(people: readonly Person[], path: string): Promise<{ path: string; rows: number }> {
  const text = [[...columns], ...people.map(valuesOf)].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
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
