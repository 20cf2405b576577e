import { quotedString } from '@duckdb/node-api'
import { createHash } from 'node:crypto'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { readSetting } from '../db/settings.ts'
import { linkedinName } from '../personas/identifier-steps.ts'
import type { Plan } from './importer.ts'
import type { Table } from './tables.ts'

type Kind = 'email' | 'login' | 'github_id' | 'linkedin' | 'contact' | 'handle'

/** Who was erased, as salted hashes: all that is kept of them. */
export interface ErasedPeople {
  /** The plan without their records; those count by themselves. */
  without(plan: Plan): Plan
  /** Whether the text of a record names one of them. */
  named(raw: string): boolean
}

/** Null where nobody was erased. */
export async function readErased(connection: Connection): Promise<ErasedPeople | null> {
  const stones = await rows<{ hash: string }>(connection, 'SELECT hash FROM ops.tombstones')
  if (stones.length === 0) return null
  const salt = (await readSetting<string>(connection, 'erasure_salt')) ?? ''
  const hashes = new Set(stones.map(({ hash }) => hash))
  const isErased = (kind: Kind, value: string): boolean => hashes.has(createHash('sha256').update(`${salt}${kind}:${value}`).digest('hex'))
  const list = `[${[...hashes].map(quotedString).join(', ')}]`
  const is = (kind: Kind, value: string): string => `coalesce(list_contains(${list}, sha256(${quotedString(`${salt}${kind}:`)} || lower(trim(CAST(${value} AS VARCHAR))))), false)`
  return {
    without: (plan) => withoutErased(plan, is),
    named: (raw) => names(raw.toLowerCase(), isErased),
  }
}

const columnsOf: Readonly<Partial<Record<Table, Readonly<Partial<Record<string, Kind>>>>>> = {
  contacts: { record_id: 'contact', email: 'email', linkedin: 'linkedin' },
  engagements: { email: 'email' },
  profiles: { github_id: 'github_id', login: 'login', email: 'email' },
  events: { github_id: 'github_id', login: 'login', email: 'email', handle: 'handle' },
  mailmap: { commit_email: 'email', proper_email: 'email' },
  claims: { github_id: 'github_id', login: 'login', email: 'email' },
}

type Is = (kind: Kind, value: string) => string

const noreply = `'^(?:(\\d+)\\+)?([^@+]+)@users\\.noreply\\.github\\.com$'`

/** What stands after a plus is the owner's own label: the same mailbox. */
const label = /\+[^@]*@/

/** An address of GitHub's own holds the number and the login of its account. */
const isAddress = (is: Is, sql: string): string =>
  `(${is('email', sql)} OR ${is('email', `regexp_replace(${sql}, '${label.source}', '@')`)} OR ${is('github_id', `nullif(regexp_extract(lower(${sql}), ${noreply}, 1), '')`)} OR ${is('login', `nullif(regexp_extract(lower(${sql}), ${noreply}, 2), '')`)})`

/** Whether a row is about somebody who was erased. A login beside a number is the number's: logins are given away and taken again. */
function about({ table, columns }: Plan, is: Is): string | null {
  const kinds = Object.entries(columnsOf[table] ?? {}).filter(([column]) => columns[column] !== undefined)
  const tests = kinds.map(([column, kind = 'email']) => {
    const sql = `(${columns[column] ?? ''})`
    if (kind === 'email') return isAddress(is, sql)
    if (kind === 'linkedin') return is(kind, linkedinName(sql))
    if (kind === 'login' && columns['github_id'] !== undefined) return `((${columns['github_id']}) IS NULL AND ${is(kind, sql)})`
    return is(kind, sql)
  })
  return tests.length === 0 ? null : `(${tests.join(' OR ')})`
}

function withoutErased(plan: Plan, is: Is): Plan {
  if (plan.table === 'deals') return { ...plan, columns: { ...plan.columns, ...withoutLinks(plan.columns, is) } }
  const erased = about(plan, is)
  if (erased === null) return plan
  if (!plan.items) return { ...plan, erased }
  const { items } = plan
  return {
    ...plan,
    items: { ...items, when: `(${items.when}) AND NOT ${erased}` },
    erased: `len(list_filter(items, lambda item: ${items.when})) > 0 AND len(list_filter(items, lambda item: (${items.when}) AND NOT ${erased})) = 0`,
  }
}

/** A deal stays; whom it is tied to is left out. */
function withoutLinks(columns: Plan['columns'], is: Is): Record<string, string> {
  const kept = (column: 'contact_ids' | 'contact_emails', kind: Kind): [string, string][] =>
    columns[column] === undefined ? [] : [[column, `list_filter(${columns[column]}, lambda link: NOT ${is(kind, 'link')})`]]
  return Object.fromEntries([...kept('contact_ids', 'contact'), ...kept('contact_emails', 'email')])
}

function names(text: string, isErased: (kind: Kind, value: string) => boolean): boolean {
  const profiles = [...text.matchAll(/linkedin\.com\\?\/(?:in|pub)\\?\/([\p{L}\p{N}_%~-]+)/gu)].map(([, name = '']) => name)
  if (profiles.some((name) => isErased('linkedin', name))) return true
  return text.split(/[\s,;|<>"'()[\]{}\\/]+/).some((word) => {
    const bare = word.replace(/^@/, '').replace(/[.:]+$/, '')
    if (bare === '') return false
    const account = /^(?:(\d+)\+)?([^@+]+)@users\.noreply\.github\.com$/.exec(bare)
    if (account) return isErased('email', bare) || isErased('login', account[2] ?? '') || isErased('github_id', account[1] ?? '')
    // A bare number says nothing of what it counts.
    return isErased('email', bare) || isErased('email', bare.replace(label, '@')) || (!/^\d+$/.test(bare) && (isErased('login', bare) || isErased('handle', bare) || isErased('contact', bare)))
  })
}
