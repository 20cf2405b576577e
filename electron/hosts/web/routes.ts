import type { IncomingMessage } from 'node:http'
import { basename, join } from 'node:path'
import { failure, type Answer } from './answer.ts'
import { refusalOf, type Door } from './gate.ts'
import type { Sessions } from './sessions.ts'
import { fileBelow } from './static-files.ts'
import { receiveUpload, TooLarge } from './uploads.ts'

export interface Site {
  port: number
  sessions: Sessions
  rendererDirectory: string
  dataDirectory: string
  /** Told of every finished upload. */
  uploaded(path: string): void
}

const MOST_SESSION_BYTES = 4096

/** Answers one HTTP request; see `web.ts` for the protocol. */
export async function route(request: IncomingMessage, site: Site): Promise<Answer> {
  const url = targetOf(request.url ?? '')
  if (!url) return failure(400, 'The request is malformed.')
  const door = doorOf(request.method, url.pathname)
  const refusal = refusalOf(request, door ?? 'page', site)
  if (refusal) return failure(refusal.status, refusal.reason)
  switch (door) {
    case 'page':
      return page(url.pathname, site)
    case 'session':
      return openSession(request, site)
    case 'upload':
      return takeUpload(request, site, url.searchParams.get('name') ?? '')
    case 'download':
      return download(url.pathname, site)
    case null:
      return { ...failure(405, 'This method is not allowed here.'), headers: { Allow: 'GET, HEAD, POST' } }
  }
}

/** Only targets of this server: an absolute one (as sent to a proxy) is malformed here. */
function targetOf(target: string): URL | null {
  const absolute = `http://localhost${target}`
  return target.startsWith('/') && URL.canParse(absolute) ? new URL(absolute) : null
}

function doorOf(method: string | undefined, pathname: string): Exclude<Door, 'socket'> | null {
  if (pathname === '/session') return method === 'POST' ? 'session' : null
  if (pathname === '/upload') return method === 'POST' ? 'upload' : null
  if (method !== 'GET' && method !== 'HEAD') return null
  return pathname.startsWith('/download/') ? 'download' : 'page'
}

async function page(pathname: string, { rendererDirectory }: Site): Promise<Answer> {
  const file = await fileBelow(rendererDirectory, pathname === '/' ? '/index.html' : pathname)
  if (!file) return failure(404, 'There is no such file.')
  // Vite names what stands in assets/ by its content.
  return { file, headers: { 'Cache-Control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store' } }
}

async function openSession(request: IncomingMessage, { sessions }: Site): Promise<Answer> {
  const body = await readJson(request)
  if (typeof body !== 'object' || body === null) return failure(400, 'A JSON object is expected.')
  const credentials =
    'launch' in body && typeof body.launch === 'string'
      ? sessions.launch(body.launch)
      : 'resume' in body && typeof body.resume === 'string'
        ? sessions.resume(body.resume)
        : null
  if (!credentials) return failure(401, 'This link was used already, or is of an earlier run. Open Bandstand again, or press Enter in its terminal for a new link.')
  return { status: 200, body: { ...credentials } }
}

async function takeUpload(request: IncomingMessage, site: Site, name: string): Promise<Answer> {
  try {
    const path = await receiveUpload(request, join(site.dataDirectory, 'uploads'), name)
    site.uploaded(path)
    return { status: 200, body: { path } }
  } catch (thrown) {
    if (thrown instanceof TooLarge) return failure(413, 'The disk has no room for this file.')
    throw thrown
  }
}

async function download(pathname: string, { dataDirectory }: Site): Promise<Answer> {
  const file = await fileBelow(join(dataDirectory, 'downloads'), pathname.slice('/download'.length))
  if (!file) return failure(404, 'There is no such download.')
  return {
    file,
    headers: { 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(basename(file))}` },
  }
}

/** The request's JSON, or null where it is none, too long, or not declared as JSON (a form of another page cannot declare that). */
async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return null
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.byteLength
    if (length > MOST_SESSION_BYTES) return null
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return null
  }
}
