import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a page is given: `bearer` for this page's life (in memory only), `resume` to get the next pair after a reload. */
export interface Credentials {
  bearer: string
  resume: string
}

export interface Sessions {
  /** A new single-use launch token; the links made before stay good until used. */
  newLaunch(): string
  /** Exchanges a launch token, once. */
  launch(token: string): Credentials | null
  /** Exchanges a resume token. It is spent when the bearer it bought is first used, so that a page reloaded twice in a hurry is not locked out. */
  resume(token: string): Credentials | null
  accepts(bearer: string): boolean
}

interface Session {
  bearer: Buffer
  resume: Buffer | null
  parent: Session | null
}

const MOST_SESSIONS = 64

const newToken = () => randomBytes(32).toString('base64url')
const digest = (token: string) => createHash('sha256').update(token).digest()

/** Compares with every candidate in constant time: digests have one length, and no comparison ends the loop early. */
function find<T>(candidates: Iterable<T>, token: string, read: (candidate: T) => Buffer | null): T | null {
  const wanted = digest(token)
  let found: T | null = null
  for (const candidate of candidates) {
    const stored = read(candidate)
    if (stored && timingSafeEqual(stored, wanted)) found = candidate
  }
  return found
}

/** Tokens of one run of the loopback host; only their digests are kept, in memory. */
export function createSessions(): Sessions {
  const launches = new Set<Buffer>()
  const sessions: Session[] = []

  const open = (parent: Session | null): Credentials => {
    const credentials = { bearer: newToken(), resume: newToken() }
    sessions.push({ bearer: digest(credentials.bearer), resume: digest(credentials.resume), parent })
    if (sessions.length > MOST_SESSIONS) sessions.shift()
    return credentials
  }

  return {
    newLaunch: () => {
      const token = newToken()
      launches.add(digest(token))
      return token
    },
    launch: (token) => {
      const found = find(launches, token, (stored) => stored)
      if (!found) return null
      launches.delete(found)
      return open(null)
    },
    resume: (token) => {
      const parent = find(sessions, token, (session) => session.resume)
      return parent && open(parent)
    },
    accepts: (bearer) => {
      const session = find(sessions, bearer, (candidate) => candidate.bearer)
      if (session?.parent) {
        session.parent.resume = null
        session.parent = null
      }
      return session !== null
    },
  }
}
