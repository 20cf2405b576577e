import { once } from 'node:events'
import { stat, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { createEngine } from '../engine/engine.ts'
import { openInBrowser } from './browser.ts'
import { networkFromEnvironment } from './network.ts'
import { failure, send } from './web/answer.ts'
import { route, type Site } from './web/routes.ts'
import { createSessions } from './web/sessions.ts'
import { acceptSockets } from './web/sockets.ts'
import { cleanIdle } from './web/uploads.ts'

/**
 * The loopback host. What a page does, in order:
 *
 *  1. It is opened by the link `http://127.0.0.1:<port>/#launch=<token>`, and takes the token out of the address at once.
 *  2. `POST /session`, `Content-Type: application/json`, body `{ "launch": token }` → 200 `{ bearer, resume }`; 401 when used or unknown.
 *     `bearer` stays in memory. `resume` goes to sessionStorage; after a reload `POST /session` with `{ "resume": token }` buys the next pair,
 *     and the old resume token is spent once the new bearer is first used.
 *  3. `new WebSocket('ws://' + location.host + '/engine', ['bandstand.v1', 'bandstand.bearer.' + bearer])`, then `webSocketTransport`.
 *  4. `POST /upload?name=<file name>`, `Authorization: Bearer <bearer>`, body the bytes → 200 `{ path }`, to be given to `import.*`; 413 when the disk is too full.
 *  5. `GET /download/<download>`, `Authorization: Bearer <bearer>`, where `<download>` is what `grid.export` answered (`<id>/<name>`, each part encoded).
 *
 * Refusals: 403 for a foreign Host or Origin, 401 for a missing or unknown token, 405 for a method; the body is `{ error }`.
 */
export interface WebHostOptions {
  dataDirectory: string
  /** Opened at once. */
  workspace?: string | undefined
  /** 0 or absent: any free one. */
  port?: number | undefined
  /** Opens a browser window on the link; where none can be opened, `onReady` still hands out the link. */
  open: boolean
  onReady?: ((ready: { link: string; opened: boolean }) => void) | undefined
  /** The built window; default `out/renderer`. */
  rendererDirectory?: string | undefined
}

export interface WebHost {
  port: number
  origin: string
  /** A new one-time link. */
  newLink(): string
  close(): Promise<void>
}

export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { dataDirectory, workspace } = options
  const rendererDirectory = options.rendererDirectory ?? join(import.meta.dirname, '../../out/renderer')
  await stat(join(rendererDirectory, 'index.html')).catch((cause: unknown) => {
    throw new AppError('not_found', 'The window is not built yet: run `npm run build`.', { cause })
  })
  for (const area of ['uploads', 'downloads']) await cleanIdle(join(dataDirectory, area))

  const engine = createEngine({ dataDirectory, network: networkFromEnvironment() })
  const server = createServer()
  try {
    if (workspace !== undefined) await engine.call('workspace.open', { path: workspace }, new AbortController().signal)
    const port = await listen(server, options.port ?? 0)
    const uploads: string[] = []
    const site: Site = { port, sessions: createSessions(), rendererDirectory, dataDirectory, uploaded: (path) => uploads.push(path) }
    answerRequests(server, site)
    const closeSockets = acceptSockets(server, site, engine)
    const origin = `http://127.0.0.1:${port}`
    const newLink = () => `${origin}/#launch=${site.sessions.newLaunch()}`

    const link = newLink()
    const browser = options.open ? await openInBrowser(link, dataDirectory) : null
    options.onReady?.({ link, opened: browser !== null })
    return {
      port,
      origin,
      newLink,
      close: async () => {
        await browser?.close()
        closeSockets()
        server.close()
        server.closeAllConnections()
        await engine.close()
        for (const path of uploads) await rm(dirname(path), { recursive: true, force: true })
      },
    }
  } catch (thrown) {
    server.close()
    await engine.close()
    throw thrown
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.headersTimeout = 10_000
  // An upload may take as long as it takes.
  server.requestTimeout = 0
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch (cause) {
    throw new AppError('bad_usage', `Port ${port} is not free. Choose another with --port, or leave it out.`, { cause })
  }
  // A listening TCP server has an address with a port.
  return (server.address() as AddressInfo).port
}

function answerRequests(server: Server, site: Site): void {
  server.on('request', (request, response) => {
    const answer = async () => send(response, await route(request, site), site.port)
    answer().catch(() => {
      if (response.headersSent) response.destroy()
      else void send(response, failure(500, 'The request failed.'), site.port)
    })
  })
}
