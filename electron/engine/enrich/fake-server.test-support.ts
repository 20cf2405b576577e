import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerOf, share } from './fake-answers.test-support.ts'
import { type BatchBehaviour, createFakeBatches } from './fake-batches.test-support.ts'
import { modelAnswer } from './fake-model.test-support.ts'

/** How the provider misbehaves. */
export const faults = ['429', '429-later', '500', 'reset', 'slow', 'malformed', 'torn'] as const
/** `hang`: the head of an answer and the beginning of its body, then nothing more. */
export type FakeFault = (typeof faults)[number] | 'hang'

export interface FakeOptions extends BatchBehaviour {
  latency?: number
  /** Share of requests that get one of `faults`. */
  faultShare?: number
  faults?: readonly FakeFault[]
  seed?: number
  /** Every one of `faults` after the other, then an answer, and so on. */
  inTurn?: boolean
  /** Answers everything with this status. */
  always?: number
  /** Requests a second; more get 429. */
  perSecond?: number
  /** Advertises the rate in headers. */
  advertise?: boolean
  /** Repeats the request’s headers in every answer. */
  echo?: boolean
}

export interface FakeStatistics {
  received: number
  /** Requests that were answered with an answer (200 or 404). */
  answered: number
  /** Different people among those. */
  people: number
  /** The most answers given about one person. */
  mostAboutOne: number
  refused: number
  batches: number
  /** What arrived, at most the first thousand: method, path and body. */
  requests: string[]
}

/** A provider as a process of its own with real sockets. Sends its port, and its statistics for every message; a message with options starts anew. */
let options = JSON.parse(process.argv[2] ?? '{}') as FakeOptions
let counts = { received: 0, answered: 0, refused: 0 }
let about = new Map<string, number>()
let requests: string[] = []
let batches = createFakeBatches()
let windowStart = Date.now()
let inWindow = 0

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const send = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): ServerResponse => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  return response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

function faultFor(number: number): FakeFault | undefined {
  if (options.inTurn) return (options.faults ?? faults)[(number - 1) % ((options.faults ?? faults).length + 1)]
  const draw = share(`${options.seed ?? 1} ${number}`)
  const kinds = options.faults ?? faults
  if (draw >= (options.faultShare ?? 0)) return undefined
  return kinds[Math.floor((draw / (options.faultShare ?? 1)) * kinds.length)]
}

/** True where the limit is exceeded. */
function limited(headers: Record<string, string>): boolean {
  if (options.perSecond === undefined) return false
  const now = Date.now()
  if (now - windowStart >= 1000) {
    windowStart = now
    inWindow = 0
  }
  inWindow += 1
  const reset = Math.max(0.001, (windowStart + 1000 - now) / 1000)
  if (options.advertise) Object.assign(headers, { 'ratelimit-remaining': String(Math.max(0, options.perSecond - inWindow)), 'ratelimit-reset': reset.toFixed(3) })
  return inWindow > options.perSecond
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  counts.received += 1
  const number = counts.received
  const text = await bodyOf(request)
  const url = new URL(request.url ?? '/', 'http://fake')
  if (requests.length < 1000) requests.push(`${request.method ?? ''} ${request.url ?? ''} ${text}`)
  if (options.latency) await wait(options.latency)
  if (options.always !== undefined) return send(response, options.always, { message: 'no' })
  const headers: Record<string, string> = {}
  if (limited(headers)) {
    counts.refused += 1
    return send(response, 429, { message: 'slow down' }, headers)
  }
  const fault = faultFor(number)
  if (fault === '429') return send(response, 429, { message: 'slow down' })
  if (fault === '429-later') return send(response, 429, { message: 'slow down' }, { 'retry-after': '0.2' })
  if (fault === '500') return send(response, 500, { message: 'oops' })
  if (fault === 'reset') return request.socket.resetAndDestroy()
  if (fault === 'malformed') return send(response, 200, '<html>maintenance</html>')
  const given = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {}
  const batched = batches.answer(request.method ?? '', url, { text, how: options })
  for (const person of batched?.worked ?? []) about.set(person, (about.get(person) ?? 0) + 1)
  const { who, status, body } = batched ? { who: '', ...batched } : url.pathname === '/v1/chat/completions' ? modelAnswer(given, options.model ?? 'honest') : answerOf(url, given)
  const whole = typeof body === 'string' ? body : JSON.stringify(options.echo ? { ...(body as object), echoed: request.headers } : body)
  if (fault === 'torn') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(whole.length + 10) })
    response.write(whole.slice(0, 10))
    return setTimeout(() => request.socket.destroy(), 5)
  }
  if (fault === 'hang') {
    response.writeHead(status, { 'content-type': 'application/json' })
    return response.write(whole.slice(0, 10))
  }
  counts.answered += 1
  if (!batched) about.set(who, (about.get(who) ?? 0) + 1)
  if (fault !== 'slow') return send(response, status, whole, headers)
  response.writeHead(status, { 'content-type': 'application/json' })
  for (const part of whole.match(/.{1,20}/gs) ?? []) {
    response.write(part)
    await wait(5)
  }
  return response.end()
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy())
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('message', (message: 'statistics' | FakeOptions) => {
  if (message !== 'statistics') {
    options = message
    counts = { received: 0, answered: 0, refused: 0 }
    about = new Map()
    requests = []
    batches = createFakeBatches()
  }
  const statistics: FakeStatistics = { ...counts, batches: batches.count(), people: about.size, mostAboutOne: Math.max(0, ...about.values()), requests }
  process.send?.(statistics)
})
process.on('disconnect', () => process.exit(0))
