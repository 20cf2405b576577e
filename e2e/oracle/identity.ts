import { readAddress, type Address } from './domains.ts'
import type { EventRecord, ProfileRecord, Records } from './records.ts'
import { bots } from './word-lists.ts'

/** Who stands behind a row. */
export interface Identity {
  /** `github:583231`, `login:octo`, `email:a@b.co`; null where the row identifies nobody. */
  readonly person: string | null
  /** The same, and for organisations too. */
  readonly key: string | null
  readonly isBot: boolean
  /** An organisation's account: not a person, but a company that acts itself. */
  readonly isOrganisation: boolean
}

export interface Identities {
  of(row: ProfileRecord | EventRecord): Identity
}

interface Sighting {
  readonly githubId: number | null
  readonly login: string | null
  readonly address: Address | null
  readonly type: string | null
  readonly at: number
}

const nobody: Identity = { person: null, key: null, isBot: false, isOrganisation: false }

/** Numeric GitHub id, else login, else address; logins and addresses lead to the account that rows tie them to. */
export function identify({ profiles, events }: Records): Identities {
  const sightings = new Map<ProfileRecord | EventRecord, Sighting>([...profiles, ...events].map((row) => [row, sighting(row)]))
  const idOfLogin = new Map<string, { id: number; at: number }>()
  for (const { login, githubId, at } of sightings.values()) {
    if (login === null || githubId === null) continue
    const held = idOfLogin.get(login)
    // A login held by several accounts belongs to the latest.
    if (!held || at > held.at || (at === held.at && githubId > held.id)) idOfLogin.set(login, { id: githubId, at })
  }
  const account = ({ githubId, login }: Sighting): string | null => {
    const id = githubId ?? (login === null ? undefined : idOfLogin.get(login)?.id)
    return id !== undefined ? `github:${id}` : login === null ? null : `login:${login}`
  }
  const ownersOfAddress = new Map<string, Set<string>>()
  for (const seen of sightings.values()) {
    const owner = account(seen)
    if (!seen.address?.identifies || owner === null) continue
    ownersOfAddress.set(seen.address.email, (ownersOfAddress.get(seen.address.email) ?? new Set()).add(owner))
  }
  const byAddress = (address: Address | null): string | null => {
    if (!address?.identifies) return null
    const owners = [...(ownersOfAddress.get(address.email) ?? [])]
    return owners.length === 1 ? (owners[0] ?? null) : `email:${address.email}`
  }
  const keyOf = (seen: Sighting): string | null => account(seen) ?? byAddress(seen.address)
  const marks = new Map<string, { isBot: boolean; isOrganisation: boolean }>()
  for (const seen of sightings.values()) {
    const key = keyOf(seen)
    if (key === null) continue
    const known = marks.get(key) ?? { isBot: false, isOrganisation: false }
    marks.set(key, { isBot: known.isBot || isBot(seen), isOrganisation: known.isOrganisation || seen.type?.toLowerCase() === 'organization' })
  }
  return {
    of: (row) => {
      const seen = sightings.get(row)
      const key = seen === undefined ? null : keyOf(seen)
      const mark = key === null ? undefined : marks.get(key)
      if (key === null || mark === undefined) return nobody
      return mark.isOrganisation ? { person: null, key, isBot: false, isOrganisation: true } : { person: key, key, isBot: mark.isBot, isOrganisation: false }
    },
  }
}

function sighting(row: ProfileRecord | EventRecord): Sighting {
  const address = readAddress(row.email)
  const login = row.login?.toLowerCase() ?? null
  // A noreply address stands for its account where the row names no other.
  const hinted = address?.account && (login === null || login === address.account.login) ? address.account : null
  return {
    githubId: row.githubId ?? hinted?.githubId ?? null,
    login: login ?? (row.githubId === null ? (hinted?.login ?? null) : null),
    address,
    type: row.type,
    at: 'at' in row ? (row.at ?? 0) : row.collectedAt,
  }
}

const isBot = ({ type, login }: Sighting): boolean => type?.toLowerCase() === 'bot' || (login !== null && (login.endsWith('[bot]') || bots.logins.includes(login)))
