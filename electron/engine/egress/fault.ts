/** Why a request brought no answer. The closed list by which errors of a job are grouped. */
export const causes = [
  'pending', // not ready yet: asked again for as long as it takes
  'rate_limited', 'server_error', 'connection', 'timeout', 'malformed', // worth another try
  'payment_required', 'unauthorised', // nothing further can succeed: the job stops
  'rejected', 'too_large', 'not_allowed', // this request will never succeed
] as const
export type Cause = (typeof causes)[number]

const retried: ReadonlySet<Cause> = new Set(['pending', 'rate_limited', 'server_error', 'connection', 'timeout', 'malformed'])
const stopping: ReadonlySet<Cause> = new Set(['payment_required', 'unauthorised'])

export class Fault extends Error {
  readonly kind: Cause
  /** What the server asked for, in milliseconds. */
  readonly retryAfter: number | null

  constructor(kind: Cause, message: string, options: { retryAfter?: number | null; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'Fault'
    this.kind = kind
    this.retryAfter = options.retryAfter ?? null
  }
}

export const isRetried = ({ kind }: Fault): boolean => retried.has(kind)
export const stopsJob = ({ kind }: Fault): boolean => stopping.has(kind)

/** Client libraries wrap what the door threw; undefined where a thrown value is none of the network's doing. */
export function faultOf(thrown: unknown): Fault | undefined {
  for (let inner = thrown, depth = 0; inner instanceof Error && depth < 8; inner = inner.cause, depth += 1) if (inner instanceof Fault) return inner
  return undefined
}

/** The fault a status stands for, or undefined where it is an answer. */
export function faultOfStatus(status: number, host: string, retryAfter: number | null): Fault | undefined {
  if (status >= 200 && status < 300) return undefined
  const said = `${host} answered ${status}`
  if (status === 429) return new Fault('rate_limited', `${said}: too many requests.`, { retryAfter })
  if (status === 402) return new Fault('payment_required', `${said}: no credit is left. Top up the account, then resume.`)
  if (status === 401) return new Fault('unauthorised', `${said}: the key is missing or refused.`)
  // Several services (GitHub among them) answer 403 when a rate limit is exceeded, and say when to come back.
  if (status === 403) return retryAfter === null ? new Fault('unauthorised', `${said}: the key does not allow this.`) : new Fault('rate_limited', `${said} until later.`, { retryAfter })
  if (status >= 500 || status === 408 || status === 425) return new Fault('server_error', `${said}.`, { retryAfter })
  if (status >= 300 && status < 400) return new Fault('rejected', `${said}: redirections are not followed.`)
  return new Fault('rejected', `${said}.`)
}
