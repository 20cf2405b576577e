import { protocol, type Session } from 'electron'
import { readFile, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { contentSecurityPolicy } from '../../shared/content-security-policy.ts'
import { contentType } from '../../shared/content-type.ts'

const scheme = 'bandstand'
export const appOrigin = `${scheme}://app`

/** Has to run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/** Serves the built window at `bandstand://app/`, and nothing but it. */
export function serveWindow(session: Session, rendererDirectory: string): void {
  session.protocol.handle(scheme, async (request) => {
    const path = request.method === 'GET' ? await windowFile(rendererDirectory, request.url) : null
    const body = path === null ? null : await readFile(path).catch(() => null)
    if (path === null || body === null) return new Response('Not found', { status: 404, headers: safetyHeaders })
    return new Response(body, { headers: { ...safetyHeaders, 'Content-Type': contentType(path) } })
  })
}

const safetyHeaders = {
  'Content-Security-Policy': contentSecurityPolicy(),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** The file a URL of the window names, links resolved; null for another host or anything outside the folder. */
async function windowFile(rendererDirectory: string, url: string): Promise<string | null> {
  const { host, pathname } = new URL(url)
  if (host !== 'app') return null
  try {
    const root = await realpath(rendererDirectory)
    const path = await realpath(join(root, pathname === '/' ? 'index.html' : decodeURIComponent(pathname)))
    return path.startsWith(root + sep) ? path : null
  } catch {
    return null
  }
}
