import type { IncomingMessage } from 'node:http'
import type { Sessions } from './sessions.ts'

/** What a request asks for; each kind has its own conditions. */
export type Door = 'page' | 'session' | 'upload' | 'download' | 'socket'

export interface Refusal {
  status: 400 | 401 | 403
  reason: string
}

/** The subprotocol both sides speak; a second one offered beside it carries the bearer. */
export const socketProtocol = 'bandstand.v1'
const bearerProtocol = 'bandstand.bearer.'

/**
 * Whether a request may pass. The Host header must name this server, which stops DNS rebinding; an Origin must be this server's own and
 * must be present wherever something changes; everything but the page's own files needs the bearer.
 */
export function refusalOf(request: Pick<IncomingMessage, 'headers'>, door: Door, { port, sessions }: { port: number; sessions: Sessions }): Refusal | null {
  const { host, origin } = request.headers
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return { status: 403, reason: 'This host name is not served.' }
  const originNeeded = door === 'session' || door === 'upload' || door === 'socket'
  if (origin === undefined ? originNeeded : origin !== `http://${host}`) return { status: 403, reason: 'This origin is not allowed.' }
  if (door === 'page' || door === 'session') return null
  const bearer = door === 'socket' ? bearerOffered(request) : bearerSent(request)
  return bearer !== null && sessions.accepts(bearer) ? null : { status: 401, reason: 'The bearer token is missing or unknown.' }
}

const bearerSent = ({ headers }: Pick<IncomingMessage, 'headers'>): string | null =>
  /^Bearer ([\w-]{1,256})$/.exec(headers.authorization ?? '')?.[1] ?? null

function bearerOffered({ headers }: Pick<IncomingMessage, 'headers'>): string | null {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  if (!offered.includes(socketProtocol)) return null
  const carrying = offered.filter((name) => name.startsWith(bearerProtocol))
  return carrying.length === 1 ? (carrying[0]?.slice(bearerProtocol.length) ?? null) : null
}
