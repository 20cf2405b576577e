import type { Persona } from '../../../shared/persona-rules.ts'
import { type TestSession, testSession } from '../import/session.test-support.ts'

/** Titles whose persona is beyond doubt; no rule fits the beekeeper’s. */
export const knownTitles: Readonly<Record<string, Persona>> = {
  'Software Engineer': 'developer', 'Développeuse': 'developer', 'CTO': 'buyer', 'Leiter Einkauf': 'buyer', 'Engineering Manager': 'technical', 'Recruiter': 'other', 'Beekeeper': 'other',
}

export interface ContactRow {
  record_id: string
  email?: string | undefined
  name?: string | undefined
  title?: string | undefined
  company?: string | undefined
  linkedin?: string | undefined
  stage?: string | undefined
  opted_out?: string | undefined
  created_at?: string | undefined
  github?: string | undefined
}
export interface PersonRow {
  login: string
  email?: string | undefined
}

const quoted = (cell: string | undefined) => `"${(cell ?? '').replaceAll('"', '""')}"`
const csv = (headers: readonly string[], rows: readonly object[]): string =>
  [headers.join(','), ...rows.map((row) => headers.map((header) => quoted((row as Record<string, string | undefined>)[header])).join(','))].join('\n')

/** A workspace that holds these contacts of a CRM and these people of the activity. */
export async function personasWorld(contacts: readonly ContactRow[], people: readonly PersonRow[] = []): Promise<TestSession> {
  const session = await testSession()
  if (contacts.length > 0) {
    await session.imported('contacts.csv', csv(['record_id', 'name', 'email', 'title', 'company', 'linkedin', 'stage', 'opted_out', 'created_at', 'github'], contacts), { format: 'contacts' })
  }
  if (people.length > 0) {
    const rows = people.map((person, index) => ({ occurred_at: `2026-05-${String((index % 27) + 1).padStart(2, '0')}T10:00:00Z`, source: 'docs_view', ...person }))
    await session.imported('events.csv', csv(['occurred_at', 'source', 'login', 'email'], rows), { format: 'events' })
  }
  return session
}
