import { quotedString } from '@duckdb/node-api'
import { isAmong } from './expressions.ts'
import type { Plan } from './importer.ts'

interface CommunityExport {
  /** The place's name, for warnings. */
  place: string
  /** First part of a handle. */
  prefix: 'discord' | 'slack' | 'stackexchange'
  /** SQL over the source; `handle_id` is the person's id there, `skipped` true for what a person did not write. */
  read: Readonly<Record<'event_id' | 'occurred_at' | 'handle_id' | 'actor_name' | 'email' | 'target' | 'skipped', string>>
  /** Where author and time stand, for rejects. */
  places: { author: string; time: string }
  /** What is skipped, in words. */
  skippedWords: string
  mapped: ReadonlyMap<string, string>
}

const many = (rows: number): string => rows.toLocaleString('en')

/** How messages of a community become events of people known by handle. What they wrote is not kept. */
export const communityPlan = ({ place, prefix, read, places, skippedWords, mapped }: CommunityExport): Plan => ({
  table: 'events',
  read,
  columns: {
    source_event_id: 'event_id',
    source: `'community_message'`,
    target: 'target',
    occurred_at: 'occurred_at',
    handle: `${quotedString(`${prefix}:`)} || handle_id`,
    actor_name: 'actor_name',
    email: 'email',
    quantity: '1.0::DOUBLE',
  },
  ignored: 'skipped OR handle_id IS NULL',
  checks: [{ when: 'occurred_at IS NULL', column: places.time, reason: 'The message has no readable time.' }],
  doubts: [
    { when: 'skipped', warning: (rows) => `${many(rows)} ${rows === 1 ? 'record' : 'records'} of ${place} ${rows === 1 ? 'was' : 'were'} ignored: ${skippedWords}.` },
    { when: 'NOT skipped AND handle_id IS NULL', warning: (rows) => `${many(rows)} ${rows === 1 ? 'message' : 'messages'} without an author (${places.author}) ${rows === 1 ? 'was' : 'were'} ignored.` },
  ],
  stageDates: [],
  mapped,
  warnings: [],
  personal: true,
})

/** SQL of one of several texts, false where blank. */
export const isOneOf = (sql: string, words: readonly string[]): string => `coalesce(${isAmong(`lower(${sql})`, words)}, false)`
