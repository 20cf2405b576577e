import { Fault, faultOf, faultOfStatus } from './fault.ts'
import { readRateState, readRetryAfter, type RateState } from './rate-headers.ts'
import type { Received, Wire } from './wire.ts'

/** What a person confirmed for one job. */
export interface Permit {
  jobId: string
  hosts: readonly string[]
  fields: readonly string[]
}

/** What one request is for, as the ledger tells it. */
export interface Errand {
  purpose: string
  fields: readonly string[]
  /** Statuses that are answers, not faults (404: nobody found). */
  answers: readonly number[]
}

export interface LedgerLine {
  requestId: string
  at: string
  host: string
  purpose: string
  fields: readonly string[]
  bytesSent: number
}

export interface LedgerOutcome {
  bytesReceived: number | null
  status: number | null
  outcome: string
}

/** Told of every request before it is sent and when it is over; never given headers or bodies. */
export interface EgressLedger {
  sent(line: LedgerLine): void
  over(line: LedgerLine, outcome: LedgerOutcome): void
}

export interface DoorOptions {
  wire: Wire
  permit: Permit
  ledger: EgressLedger
  errand: Errand
  requestId: () => string
  signal: AbortSignal
  allowLoopback: boolean
  /** Told what responses say about rate limits. */
  onRate: (state: RateState) => void
}

/** A `fetch` that goes only where the job was allowed to go; client libraries take it as their own. */
export type Door = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

export function openDoor(options: DoorOptions): Door {
  const { wire, permit, ledger, errand, signal } = options
  return async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    assertAllowed(url, options)
    const body = request.body === null ? null : Buffer.from(await request.arrayBuffer())
    const line: LedgerLine = {
      requestId: options.requestId(), at: new Date().toISOString(), host: url.host, purpose: errand.purpose, fields: errand.fields, bytesSent: body?.byteLength ?? 0,
    }
    const undeclared = errand.fields.filter((field) => !permit.fields.includes(field))
    if (undeclared.length > 0) throw new Fault('not_allowed', `The job was not allowed to send ${undeclared.join(', ')}.`)
    ledger.sent(line)
    try {
      const received = await wire.exchange({ url, method: request.method, headers: { 'user-agent': 'bandstand', ...Object.fromEntries(request.headers) }, body, signal })
      return respond(received, line, options)
    } catch (thrown) {
      const fault = faultOf(thrown)
      // What `respond` refused is in the ledger already.
      if (!answered.has(thrown)) ledger.over(line, { bytesReceived: null, status: null, outcome: fault?.kind ?? (signal.aborted ? 'cancelled' : 'failed') })
      throw thrown
    }
  }
}

const answered = new WeakSet<object>() as { has(value: unknown): boolean; add(value: object): unknown }

function respond({ status, headers, body }: Received, line: LedgerLine, { ledger, errand, onRate }: DoorOptions): Response {
  const now = Date.now()
  const state = readRateState(headers, now)
  if (state) onRate(state)
  const fault = errand.answers.includes(status) ? undefined : faultOfStatus(status, line.host, readRetryAfter(headers, now))
  ledger.over(line, { bytesReceived: body.byteLength, status, outcome: fault?.kind ?? 'answered' })
  if (fault) {
    answered.add(fault)
    throw fault
  }
  // These two may not carry a body.
  return new Response(status === 204 || status === 205 ? null : new Uint8Array(body), { status, headers })
}

function assertAllowed(url: URL, { permit, allowLoopback }: DoorOptions): void {
  if (!permit.hosts.includes(url.host)) throw new Fault('not_allowed', `The job was not allowed to reach ${url.host}; it named ${permit.hosts.join(', ') || 'no host'}.`)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowLoopback)) throw new Fault('not_allowed', `${url.origin} is not encrypted; use https.`)
}

/** The answer as JSON; what is no JSON is worth another try. A key that the answer repeats is taken out: answers are kept. */
export async function readJson(response: Response, host: string, key?: string): Promise<unknown> {
  const text = withoutKey(await response.text(), key)
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new Fault('malformed', `${host} answered with something that is not JSON.`, { cause })
  }
}

/** A text without the key that was sent for it. */
export function withoutKey(text: string, key: string | undefined): string {
  if (key === undefined || key === '') return text
  return text.replaceAll(key, '•••').replaceAll(JSON.stringify(key).slice(1, -1), '•••')
}
