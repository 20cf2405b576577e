import { linkedinName } from '../personas/identifier-steps.ts'
import { knownOf } from './subject.ts'

/** Rows that are about people and go with them. */
export interface HeldRows {
  table: string
  /** SQL over the table, reading what is known of the people. */
  where: string
  /** True where the rows are records of an imported file. */
  imported?: true
}

const is = (column: string, kind: 'email' | 'login' | 'handle' | 'contact' | 'key' | 'claim'): string =>
  kind === 'contact' || kind === 'key' || kind === 'claim' ? `${column} IN ${knownOf(kind)}` : `lower(trim(${column})) IN ${knownOf(kind)}`

/** A row with a number is about the account of that number, whatever else it says; one without, about its login; then its address. */
const byAccount = (handle: string): string =>
  `(github_id::VARCHAR IN ${knownOf('github_id')} OR (github_id IS NULL AND (${is('login', 'login')} OR (login IS NULL AND (${is('email', 'email')}${handle})))))`

const judged = `(${is('subject', 'key')} OR ${is('subject', 'claim')} OR ${is('object', 'key')})`

/** In an order in which each is still there when a later one asks for it. */
export const heldRows: readonly HeldRows[] = [
  { table: 'crm.contacts', where: `(${is('record_id', 'contact')} OR ${is('email', 'email')} OR ${linkedinName('linkedin')} IN ${knownOf('linkedin')})`, imported: true },
  { table: 'crm.stage_history', where: `object = 'contact' AND ${is('record_id', 'contact')}` },
  { table: 'crm.engagements', where: is('email', 'email'), imported: true },
  { table: 'dev.profiles', where: byAccount(''), imported: true },
  { table: 'dev.events', where: byAccount(` OR (email IS NULL AND ${is('handle', 'handle')})`), imported: true },
  { table: 'dev.mailmap', where: `(${is('commit_email', 'email')} OR ${is('proper_email', 'email')})`, imported: true },
  { table: 'evidence.claims', where: byAccount(''), imported: true },
  { table: 'evidence.verdicts', where: is('claim_key', 'claim') },
  { table: 'evidence.blind_items', where: `(${is('subject', 'key')} OR ${is('subject', 'claim')} OR ${is('object', 'key')})` },
  { table: 'evidence.decisions', where: `(${judged} OR reverts IN (SELECT decision_id FROM evidence.decisions WHERE ${judged}))` },
  { table: 'ops.changes', where: `object = 'contact' AND ${is('record_id', 'contact')}` },
  { table: 'ops.list_entries', where: is('person_key', 'key') },
  { table: 'ops.written_back', where: `object = 'contact' AND ${is('record', 'contact')}` },
  { table: 'ops.job_items', where: is('subject_key', 'key') },
]

/** Made from the rest, and made again after it changed. */
export const personaTables = ['result.humans', 'result.human_identifiers', 'result.human_titles'] as const
