import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { assertAddress, guardedLookup } from './addresses.ts'
import { Fault } from './fault.ts'

export interface Sending {
  url: URL
  method: string
  headers: Record<string, string>
  body: Buffer | null
  signal: AbortSignal
}

export interface Received {
  status: number
  headers: Headers
  body: Buffer
}

export interface Wire {
  /** One request, its whole answer. Rejects with a Fault, or with the signal's reason. Follows no redirection. */
  exchange(sending: Sending): Promise<Received>
  close(): void
}

export interface WireOptions {
  allowLoopback: boolean
  /** Milliseconds from sending to the last byte. */
  timeout?: number
  maximumBytes?: number
}

/** The only place that opens sockets to the outside. */
export function openWire({ allowLoopback, timeout = 60_000, maximumBytes = 8 * 1024 * 1024 }: WireOptions): Wire {
  const http = new HttpAgent({ keepAlive: true })
  const https = new HttpsAgent({ keepAlive: true })
  const lookup = guardedLookup(allowLoopback)
  return {
    exchange: ({ url, method, headers, body, signal }) =>
      new Promise((resolve, reject) => {
        const secure = url.protocol === 'https:'
        const hostname = url.hostname.replace(/^\[|\]$/g, '')
        if (isIP(hostname)) assertAddress(hostname, allowLoopback)
        signal.throwIfAborted()
        const length = body ? { 'content-length': String(body.byteLength) } : {}
        const options = { method, headers: { ...headers, ...length }, lookup, agent: secure ? https : http }
        const request = secure ? httpsRequest(url, options) : httpRequest(url, options)
        const end = (settle: () => void) => {
          clearTimeout(timer)
          signal.removeEventListener('abort', abort)
          settle()
        }
        const fail = (error: Error) => end(() => reject(error))
        const abort = () => request.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
        const timer = setTimeout(() => request.destroy(new Fault('timeout', `${url.host} did not answer within ${timeout / 1000} s.`)), timeout)
        signal.addEventListener('abort', abort, { once: true })
        request.on('error', (error) => fail(signal.aborted || error instanceof Fault ? error : connectionFault(url.host, error)))
        request.on('response', (response) => {
          collect(response, maximumBytes, url.host).then((bytes) => end(() => resolve({ status: response.statusCode ?? 0, headers: headersOf(response), body: bytes })), (thrown: unknown) => {
            request.destroy()
            fail(thrown instanceof Error ? thrown : new Error(String(thrown)))
          })
        })
        request.end(body ?? undefined)
      }),
    close: () => {
      http.destroy()
      https.destroy()
    },
  }
}

const connectionFault = (host: string, cause: Error) => {
  const code = 'code' in cause ? String(cause.code) : cause.message
  return new Fault('connection', `The connection to ${host} failed (${code}).`, { cause })
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, values] of Object.entries(headersDistinct)) for (const value of values ?? []) headers.append(name, value)
  return headers
}

async function collect(response: IncomingMessage, maximumBytes: number, host: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength
      if (bytes > maximumBytes) throw new Fault('too_large', `${host} answered with more than ${maximumBytes} bytes.`)
      chunks.push(chunk)
    }
  } catch (thrown) {
    throw thrown instanceof Fault ? thrown : connectionFault(host, thrown instanceof Error ? thrown : new Error(String(thrown)))
  }
  return Buffer.concat(chunks)
}
