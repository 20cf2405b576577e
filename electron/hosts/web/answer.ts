import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { contentSecurityPolicy } from '../../../shared/content-security-policy.ts'
import { contentType } from '../../../shared/content-type.ts'

/** What a request is answered with: a small JSON object, or a file. */
export type Answer =
  | { status: number; body: Record<string, string>; headers?: Record<string, string> }
  | { file: string; headers: Record<string, string> }

export const failure = (status: number, error: string): Answer => ({ status, body: { error } })

/** Headers of every answer. */
const safetyHeaders = (port: number): Record<string, string> => ({
  'Content-Security-Policy': contentSecurityPolicy([`ws://127.0.0.1:${port}`, `ws://localhost:${port}`]),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), usb=()',
})

export async function send(response: ServerResponse, answer: Answer, port: number): Promise<void> {
  const safety = safetyHeaders(port)
  if ('file' in answer) {
    const { size } = await stat(answer.file)
    response.writeHead(200, { ...safety, 'Content-Type': contentType(answer.file), 'Content-Length': size, ...answer.headers })
    if (response.req.method === 'HEAD') response.end()
    else await pipeline(createReadStream(answer.file), response)
    return
  }
  response.writeHead(answer.status, {
    ...safety,
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    // What is left of a refused body would be read as the next request.
    ...(answer.status >= 400 ? { Connection: 'close' } : {}),
    ...answer.headers,
  })
  response.end(JSON.stringify(answer.body))
}
