import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { WebSocket } from 'ws'
import { startWebHost, type WebHost } from '../web.ts'

export interface Running {
  host: WebHost
  dataDirectory: string
  link: string
  stop: () => Promise<void>
}

/** A real host with a tiny window and a data directory of its own. */
export async function runHost(): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-web-'))
  const rendererDirectory = join(folder, 'renderer')
  await mkdir(join(rendererDirectory, 'assets'), { recursive: true })
  await writeFile(join(rendererDirectory, 'index.html'), '<!doctype html><title>Window</title>')
  await writeFile(join(rendererDirectory, 'assets', 'main-1a2b.js'), 'export {}')
  await writeFile(join(folder, 'secret.txt'), 'not for the page')
  const dataDirectory = join(folder, 'data')
  const download = join(dataDirectory, 'downloads', 'abc')
  await mkdir(download, { recursive: true })
  await writeFile(join(download, 'été 1.csv'), 'name\nAcme\n')
  let link = ''
  const host = await startWebHost({ dataDirectory, open: false, rendererDirectory, onReady: (ready) => (link = ready.link) })
  const stop = async () => {
    await host.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { host, dataDirectory, link, stop }
}

export const launchToken = (link: string): string => new URL(link).hash.replace('#launch=', '')

interface Asked {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
}

/** One request with exactly these headers (fetch would not let Host or Origin be chosen). */
export async function ask({ host }: Running, { method = 'GET', path, headers = {}, body }: Asked): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  const request = httpRequest({ host: '127.0.0.1', port: host.port, method, path, headers: { Host: `127.0.0.1:${host.port}`, ...headers }, agent: false })
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) }
}

/** The status of an attempt to open the engine's socket: 101 when it opened. */
export async function knock({ host }: Running, { protocols, headers = {}, path = '/engine' }: { protocols: string[]; headers?: Record<string, string>; path?: string }): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, protocols, { headers: { Host: `127.0.0.1:${host.port}`, ...headers } })
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    socket.once('error', reject)
  })
}

/** Exchanges a launch or resume token the way the page does. */
export async function signIn(running: Running, proof: { launch: string } | { resume: string }): Promise<{ status: number; bearer: string; resume: string }> {
  const { status, body } = await ask(running, {
    method: 'POST',
    path: '/session',
    headers: { Origin: running.host.origin, 'Content-Type': 'application/json' },
    body: JSON.stringify(proof),
  })
  return { status, bearer: '', resume: '', ...(JSON.parse(body) as object) }
}
