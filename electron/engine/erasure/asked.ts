import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import type { Identifier } from './subject.ts'

/**
 * Whom a text names: an e-mail address, `github:1234` or another person key, `contact:ID`, a LinkedIn address, `@login`, else a login or the record id of a contact.
 * Throws `bad_usage` where a bare word is both.
 */
export async function readAsked(connection: Connection, text: string): Promise<Identifier> {
  const value = text.trim()
  const linkedin = /linkedin\.com\/(?:in|pub)\/([\p{L}\p{N}_%~-]+)/iu.exec(value)?.[1]
  if (linkedin !== undefined) return { kind: 'linkedin', value: linkedin.toLowerCase() }
  const prefixed = /^(github|login|email|handle|contact|linkedin):(.+)$/is.exec(value)
  if (prefixed) return named(prefixed[1]?.toLowerCase() ?? '', prefixed[2] ?? '')
  if (/^[^\s@]+@[^\s@]+$/.test(value)) return { kind: 'email', value: value.toLowerCase() }
  const bare = value.replace(/^@/, '')
  if (bare === '') throw new AppError('bad_usage', 'Say whom: an e-mail address, a GitHub login, github:<number>, a LinkedIn address or contact:<record id>.')
  const found = await one<{ contact: boolean; login: boolean; id: boolean }>(
    connection,
    `SELECT EXISTS (SELECT 1 FROM crm.contacts WHERE record_id = $bare) AS contact, EXISTS (SELECT 1 FROM dev.identities WHERE kind = 'login' AND lower(value) = lower($bare)) AS login,
       EXISTS (SELECT 1 FROM dev.identities WHERE kind = 'github_id' AND value = $bare) AS id`,
    { bare },
  )
  if (value.startsWith('@')) return { kind: 'login', value: bare.toLowerCase() }
  const meant = [found.contact ? `contact:${bare}` : [], found.login ? `login:${bare}` : [], found.id ? `github:${bare}` : []].flat()
  if (meant.length > 1) throw new AppError('bad_usage', `${bare} names more than one: ${meant.join(', ')}. Say which.`)
  if (found.contact) return { kind: 'contact', value: bare }
  return found.id ? { kind: 'github_id', value: bare } : { kind: 'login', value: bare.toLowerCase() }
}

function named(kind: string, rest: string): Identifier {
  if (kind === 'contact') return { kind, value: rest.trim() }
  const value = rest.trim().toLowerCase()
  if (kind === 'github') return { kind: 'github_id', value }
  return { kind: kind === 'login' || kind === 'handle' || kind === 'linkedin' ? kind : 'email', value }
}
