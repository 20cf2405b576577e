import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Work } from './materialise.ts'

/** Tables this file fills, for the steps to join. */
export const mergeTables = ['merged_keys', 'refused_merges'] as const

/** A statement that two identities are one person. */
export interface IdentityLink {
  readonly one: string
  readonly other: string
  readonly reason: string
  readonly evidence: string | null
  /** Lower comes first. */
  readonly rank: number
}

export interface Pair {
  readonly subject: string
  readonly object: string
}

export interface Merges {
  /** Identities that belong to another one's person, with what joined them. */
  readonly merged: readonly { readonly rowKey: string; readonly personKey: string; readonly reason: string; readonly evidence: string | null }[]
  /** Statements that were not followed. */
  readonly refused: readonly (IdentityLink & { readonly because: 'two_ids' | 'told_apart' })[]
}

interface Group {
  readonly members: Set<string>
  id: string | null
}

const isId = (key: string): boolean => key.startsWith('github:')

/**
 * Follows the links in their order, the same whatever the order they come in. A link is refused where it would put two numeric ids, or two
 * identities that were told apart, into one person; an identity that links tie to two ids joins neither.
 */
export function mergeIdentities(links: readonly IdentityLink[], apart: readonly Pair[]): Merges {
  const groups = new Map<string, Group>()
  const groupOf = (key: string): Group => {
    const group = groups.get(key) ?? { members: new Set([key]), id: isId(key) ? key : null }
    groups.set(key, group)
    return group
  }
  const enemies = new Map<string, Set<string>>()
  for (const { subject, object } of apart) {
    enemies.set(subject, (enemies.get(subject) ?? new Set()).add(object))
    enemies.set(object, (enemies.get(object) ?? new Set()).add(subject))
  }
  const ambiguous = tiedToSeveralIds(links)
  const reasons = new Map<string, IdentityLink>()
  const refused: (IdentityLink & { because: 'two_ids' | 'told_apart' })[] = []
  for (const link of [...links].sort(byRank)) {
    const [left, right] = [groupOf(link.one), groupOf(link.other)]
    if (left === right) continue
    const isAmbiguous = link.reason !== 'decision' && (ambiguous.has(link.one) || ambiguous.has(link.other))
    if (isAmbiguous || (left.id !== null && right.id !== null)) {
      refused.push({ ...link, because: 'two_ids' })
      continue
    }
    const [small, large] = left.members.size < right.members.size ? [left, right] : [right, left]
    if ([...small.members].some((member) => [...(enemies.get(member) ?? [])].some((enemy) => large.members.has(enemy)))) {
      refused.push({ ...link, because: 'told_apart' })
      continue
    }
    for (const key of [link.one, link.other]) if (!reasons.has(key)) reasons.set(key, link)
    large.id ??= small.id
    for (const member of small.members) {
      large.members.add(member)
      groups.set(member, large)
    }
  }
  const merged = [...new Set(groups.values())].flatMap((group) => {
    const personKey = chiefOf(group)
    return [...group.members].filter((rowKey) => rowKey !== personKey).map((rowKey) => {
      const link = reasons.get(rowKey)
      return { rowKey, personKey, reason: link?.reason ?? '', evidence: link?.evidence ?? null }
    })
  })
  return { merged, refused }
}

/** Identities without an id that links of rows and statements tie to more than one. */
function tiedToSeveralIds(links: readonly IdentityLink[]): Set<string> {
  const ids = new Map<string, Set<string>>()
  for (const { one, other, reason } of links) {
    if (reason === 'decision') continue
    for (const [key, id] of [[one, other], [other, one]] as const) if (!isId(key) && isId(id)) ids.set(key, (ids.get(key) ?? new Set()).add(id))
  }
  return new Set([...ids].filter(([, found]) => found.size > 1).map(([key]) => key))
}

const kinds = ['github:', 'login:', 'email:', 'handle:']

/** The identity a group is called by: its id, else a login, else an address, else a handle; of equals the first by alphabet. */
function chiefOf({ members }: Group): string {
  const place = (key: string): number => kinds.findIndex((kind) => key.startsWith(kind))
  return [...members].reduce((best, key) => (place(key) < place(best) || (place(key) === place(best) && key < best) ? key : best))
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)
const byRank = (left: IdentityLink, right: IdentityLink): number =>
  left.rank - right.rank || compare(left.reason, right.reason) || compare(left.one, right.one) || compare(left.other, right.other)

/** merged_keys and refused_merges, from the steps `identity_links` and `apart_people`. */
export async function mergePeople({ connection, signal }: Work): Promise<void> {
  signal.throwIfAborted()
  const links = await rows<IdentityLink>(connection, 'SELECT one, other, reason, evidence, rank FROM identity_links')
  const { merged, refused } = mergeIdentities(links, await rows<Pair>(connection, 'SELECT subject, object FROM apart_people'))
  await fill(connection, 'merged_keys', ['row_key', 'person_key', 'reason', 'evidence'], merged.map(({ rowKey, personKey, reason, evidence }) => [rowKey, personKey, reason, evidence]))
  await fill(connection, 'refused_merges', ['one', 'other', 'reason', 'because'], refused.map(({ one, other, reason, because }) => [one, other, reason, because]))
}

async function fill(connection: Connection, table: (typeof mergeTables)[number], columns: readonly string[], values: readonly (readonly (string | null)[])[]): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} (${columns.map((column) => `${column} VARCHAR`).join(', ')})`)
  const appender = await connection.createAppender(table, 'main', 'temp')
  for (const row of values) {
    for (const value of row) {
      if (value === null) appender.appendNull()
      else appender.appendVarchar(value)
    }
    appender.endRow()
  }
  appender.closeSync()
}
