import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createClient } from '../transports/client.ts'
import { webSocketTransport } from '../transports/web-socket.ts'
import { startWebHost } from './web.ts'
import { ask, knock, launchToken, runHost, signIn, type Running } from './web/host.test-support.ts'
import { cleanIdle } from './web/uploads.ts'

const started: Running[] = []
const start = async () => {
  const running = await runHost()
  started.push(running)
  return running
}
afterEach(async () => {
  for (const running of started.splice(0)) await running.stop()
})

describe('sessions', () => {
  test('a launch token opens one session, once', async () => {
    const running = await start()
    const launch = launchToken(running.link)
    expect((await signIn(running, { launch })).status).toBe(200)
    expect((await signIn(running, { launch })).status).toBe(401)
    expect((await signIn(running, { launch: launchToken(running.host.newLink()) })).status).toBe(200)
  })

  test('a reload resumes; the old token is spent once the new bearer is used, and not before', async () => {
    const running = await start()
    const first = await signIn(running, { launch: launchToken(running.link) })
    const lost = await signIn(running, { resume: first.resume })
    expect(lost.status).toBe(200)
    const second = await signIn(running, { resume: first.resume })
    expect(second.status).toBe(200)
    expect((await ask(running, { path: '/download/x/y', headers: { Authorization: `Bearer ${second.bearer}` } })).status).toBe(404)
    expect((await signIn(running, { resume: first.resume })).status).toBe(401)
    expect((await signIn(running, { resume: second.resume })).status).toBe(200)
  })

  test('tokens of another run mean nothing', async () => {
    const [one, other] = [await start(), await start()]
    const { bearer, resume } = await signIn(one, { launch: launchToken(one.link) })
    expect((await signIn(other, { resume })).status).toBe(401)
    expect((await ask(other, { path: '/download/abc/x', headers: { Authorization: `Bearer ${bearer}` } })).status).toBe(401)
  })

  test.each([
    ['no JSON', 'launch', 'application/json', 400],
    ['a JSON string', '"x"', 'application/json', 400],
    ['a form', '{"launch":"x"}', 'text/plain', 400],
    ['nothing', '', 'application/json', 400],
    ['a long body', JSON.stringify({ launch: 'x'.repeat(5000) }), 'application/json', 400],
    ['no token', '{}', 'application/json', 401],
    ['a token that is no text', '{"launch":{"toString":"x"}}', 'application/json', 401],
  ])('%s opens no session', async (_name, body, type, status) => {
    const running = await start()
    const headers = { Origin: running.host.origin, 'Content-Type': type }
    expect((await ask(running, { method: 'POST', path: '/session', headers, body })).status).toBe(status)
  })
})

describe('the page', () => {
  let running: Running
  beforeAll(async () => {
    running = await runHost()
  })
  afterAll(() => running.stop())

  test('comes with the headers that keep it closed', async () => {
    const { status, headers, body } = await ask(running, { path: '/' })
    expect(status).toBe(200)
    expect(body).toContain('<title>Window</title>')
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    const policy = headers['content-security-policy'] ?? ''
    for (const directive of [`default-src 'none'`, `script-src 'self'`, `frame-ancestors 'none'`, `base-uri 'none'`]) expect(policy).toContain(directive)
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/)
  })

  test('scripts have their type and may be kept', async () => {
    const { headers } = await ask(running, { path: '/assets/main-1a2b.js' })
    expect(headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' })
  })

  test.each([
    '/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/../../secret.txt', '/..%5csecret.txt', '/assets%2f..%2f..%2fsecret.txt', '/%00', '/%', '//secret.txt',
    '/assets', '/assets/', '/nothing.js', '/C:/secret.txt',
  ])('%s is not found', async (path) => {
    const { status, body } = await ask(running, { path })
    expect([400, 404]).toContain(status)
    expect(body).not.toContain('not for the page')
  })

  test('a link that leads out is not followed', async () => {
    const outside = join(running.dataDirectory, '..', 'secret.txt')
    await symlink(outside, join(running.dataDirectory, '..', 'renderer', 'link.txt'))
    expect((await ask(running, { path: '/link.txt' })).status).toBe(404)
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is not allowed', async (method) => {
    expect((await ask(running, { method, path: '/' })).status).toBe(405)
  })

  test.each(['/session', '/upload?name=a.csv', '/upload'])('GET %s changes nothing', async (path) => {
    const { bearer } = await signIn(running, { launch: launchToken(running.host.newLink()) })
    expect((await ask(running, { path, headers: { Authorization: `Bearer ${bearer}` } })).status).toBe(405)
    expect(await readdir(join(running.dataDirectory, 'uploads')).catch(() => [])).toEqual([])
  })

  test('an absolute target, as sent to a proxy, is refused', async () => {
    const { status } = await ask(running, { path: `http://evil.example/` })
    expect(status).toBe(400)
  })

  test('garbage does not stop it', async () => {
    const socket = connect(running.host.port, '127.0.0.1')
    socket.end('\u0000\u0001 not http\r\n\r\n')
    await text(socket)
    expect((await ask(running, { path: '/' })).status).toBe(200)
  })
})

describe('files', () => {
  const upload = async (running: Running, name: string, body: string | Buffer) => {
    const { bearer } = await signIn(running, { launch: launchToken(running.host.newLink()) })
    const headers = { Origin: running.host.origin, Authorization: `Bearer ${bearer}` }
    const answer = await ask(running, { method: 'POST', path: `/upload?name=${encodeURIComponent(name)}`, headers, body })
    return (JSON.parse(answer.body) as { path: string }).path
  }

  test('an upload lands whole and private, under its own name', async () => {
    const running = await start()
    const body = Buffer.alloc(3_000_000, 'row\n')
    const path = await upload(running, 'stars für acme.json', body)
    expect(path.startsWith(join(running.dataDirectory, 'uploads'))).toBe(true)
    expect(path.endsWith('stars für acme.json')).toBe(true)
    expect(Buffer.compare(await readFile(path), body)).toBe(0)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700)
  })

  test.each([
    ['../../etc/passwd', 'passwd'], ['..\\..\\boot.ini', 'boot.ini'], ['..', 'file'], ['', 'file'], ['.hidden', 'hidden'], ['a\u0000b\n.csv', 'a_b_.csv'], ['CON: <1>?.csv', 'CON_ _1__.csv'],
    [`${'x'.repeat(300)}.csv`, `${'x'.repeat(116)}.csv`],
  ])('the name %j is kept as %j', async (name, kept) => {
    const running = await start()
    const path = await upload(running, name, 'x')
    expect(path.split('/').at(-1)).toBe(kept)
    expect(dirname(dirname(path))).toBe(join(running.dataDirectory, 'uploads'))
  })

  test('an upload the disk has no room for is refused before a byte is written', async () => {
    const running = await start()
    const { bearer } = await signIn(running, { launch: launchToken(running.link) })
    const socket = connect(running.host.port, '127.0.0.1')
    const host = `127.0.0.1:${running.host.port}`
    socket.write(`POST /upload?name=big HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nAuthorization: Bearer ${bearer}\r\nContent-Length: ${Number.MAX_SAFE_INTEGER}\r\n\r\n`)
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /)
    expect(await readdir(join(running.dataDirectory, 'uploads'))).toEqual([])
  })

  test('an upload broken off leaves nothing behind', async () => {
    const running = await start()
    const { bearer } = await signIn(running, { launch: launchToken(running.link) })
    const host = `127.0.0.1:${running.host.port}`
    const socket = connect(running.host.port, '127.0.0.1')
    socket.write(`POST /upload?name=half HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nAuthorization: Bearer ${bearer}\r\nContent-Length: 1000\r\n\r\nhalf`)
    const uploads = join(running.dataDirectory, 'uploads')
    while ((await readdir(uploads).catch(() => [])).length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    socket.destroy()
    while ((await readdir(uploads)).length > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await readdir(uploads)).toEqual([])
  })

  test('closing removes what was uploaded', async () => {
    const running = await start()
    const path = await upload(running, 'a.csv', 'x')
    await running.host.close()
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('a download comes as an attachment under its own name; nothing else of the folder does', async () => {
    const running = await start()
    const { bearer } = await signIn(running, { launch: launchToken(running.link) })
    const get = (path: string) => ask(running, { path, headers: { Authorization: `Bearer ${bearer}` } })
    const { status, headers, body } = await get(`/download/abc/${encodeURIComponent('été 1.csv')}`)
    expect(status).toBe(200)
    expect(body).toBe('name\nAcme\n')
    expect(headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('été 1.csv')}`)
    for (const path of ['/download/abc', '/download/', '/download/abc/..%2f..%2f..%2fsecret.txt', '/download/..%2f..%2fsecret.txt']) {
      expect((await get(path)).status).toBe(404)
    }
  })

  test('cleaning removes idle entries and keeps fresh ones', async () => {
    const running = await start()
    const folder = join(running.dataDirectory, 'uploads')
    for (const name of ['idle', 'fresh']) {
      await mkdir(join(folder, name), { recursive: true })
      await writeFile(join(folder, name, 'a.csv'), 'x')
    }
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600
    await utimes(join(folder, 'idle'), twoDaysAgo, twoDaysAgo)
    await cleanIdle(folder)
    expect(await readdir(folder)).toEqual(['fresh'])
  })
})

describe('the engine', () => {
  test('answers over the socket', async () => {
    const running = await start()
    const { bearer } = await signIn(running, { launch: launchToken(running.link) })
    const socket = new WebSocket(`ws://127.0.0.1:${running.host.port}/engine`, ['bandstand.v1', `bandstand.bearer.${bearer}`], { headers: { Origin: running.host.origin } })
    const client = createClient(webSocketTransport(socket))
    const path = join(running.dataDirectory, 'acme')
    const changed = new Promise((resolve) => client.on('workspace.changed', resolve))
    expect(await client.call('workspace.create', { path, organisation: 'Acme' })).toMatchObject({ organisation: 'Acme', path: `${path}.bandstand` })
    expect(await changed).toMatchObject({ organisation: 'Acme' })
    expect(socket.protocol).toBe('bandstand.v1')
    client.close()
  })

  test('is not reached by another path, another protocol, or two bearers', async () => {
    const running = await start()
    const { bearer } = await signIn(running, { launch: launchToken(running.link) })
    const headers = { Origin: running.host.origin }
    const good = `bandstand.bearer.${bearer}`
    expect(await knock(running, { headers, protocols: ['bandstand.v1', good] })).toBe(101)
    expect(await knock(running, { headers, protocols: ['bandstand.v1', good], path: '/' })).toBe(403)
    expect(await knock(running, { headers, protocols: ['bandstand.v1', good], path: `/engine?bearer=${bearer}` })).toBe(403)
    expect(await knock(running, { headers, protocols: [good] })).toBe(401)
    expect(await knock(running, { headers, protocols: ['bandstand.v1', good, 'bandstand.bearer.x'] })).toBe(401)
    expect(await knock(running, { headers: { ...headers, Authorization: `Bearer ${bearer}` }, protocols: ['bandstand.v1'] })).toBe(401)
  })

  test('closing the host ends the connection', async () => {
    const running = await start()
    const { bearer } = await signIn(running, { launch: launchToken(running.link) })
    const socket = new WebSocket(`ws://127.0.0.1:${running.host.port}/engine`, ['bandstand.v1', `bandstand.bearer.${bearer}`], { headers: { Origin: running.host.origin } })
    const client = createClient(webSocketTransport(socket))
    await client.call('workspace.status', {})
    const gone = new Promise<void>((resolve) => client.onClose(resolve))
    await running.host.close()
    await gone
    await expect(client.call('workspace.status', {})).rejects.toMatchObject({ code: 'disconnected' })
  })
})

test('a window that is not built, or a port in use, is said plainly', async () => {
  const running = await start()
  const options = { dataDirectory: running.dataDirectory, open: false }
  await expect(startWebHost({ ...options, rendererDirectory: running.dataDirectory })).rejects.toThrow(/not built yet/)
  const rendererDirectory = join(running.dataDirectory, '..', 'renderer')
  await expect(startWebHost({ ...options, rendererDirectory, port: running.host.port })).rejects.toThrow(`Port ${running.host.port} is not free`)
})
