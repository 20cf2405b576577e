import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, knock, launchToken, runHost, signIn, type Running } from './host.test-support.ts'

let running: Running
let bearer: string
let resume: string
let usedLaunch: string

beforeAll(async () => {
  running = await runHost()
  usedLaunch = launchToken(running.link)
  ;({ bearer, resume } = await signIn(running, { launch: usedLaunch }))
})
afterAll(() => running.stop())

const port = () => running.host.port

const hosts: Record<string, { value: () => string; served: boolean }> = {
  '127.0.0.1': { value: () => `127.0.0.1:${port()}`, served: true },
  localhost: { value: () => `localhost:${port()}`, served: true },
  'no port': { value: () => '127.0.0.1', served: false },
  'another port': { value: () => `127.0.0.1:${port() + 1}`, served: false },
  'a rebound name': { value: () => `rebound.example:${port()}`, served: false },
  'a look-alike': { value: () => `127.0.0.1.example:${port()}`, served: false },
  'a subdomain of localhost': { value: () => `a.localhost:${port()}`, served: false },
  'all interfaces': { value: () => `0.0.0.0:${port()}`, served: false },
  'with a user name': { value: () => `user@127.0.0.1:${port()}`, served: false },
}

const origins: Record<string, { value: (host: string) => string | null; own: 'yes' | 'absent' | 'no' }> = {
  own: { value: (host) => `http://${host}`, own: 'yes' },
  absent: { value: () => null, own: 'absent' },
  null: { value: () => 'null', own: 'no' },
  foreign: { value: () => 'https://evil.example', own: 'no' },
  'the other name': { value: (host) => (host.startsWith('localhost') ? `http://127.0.0.1:${port()}` : `http://localhost:${port()}`), own: 'no' },
  'another port': { value: () => `http://127.0.0.1:${port() + 1}`, own: 'no' },
  'https of the same': { value: (host) => `https://${host}`, own: 'no' },
  'prefix look-alike': { value: (host) => `http://${host}.evil.example`, own: 'no' },
  'trailing slash': { value: (host) => `http://${host}/`, own: 'no' },
}

const tokens: Record<string, { value: () => string | null; good: boolean }> = {
  bearer: { value: () => bearer, good: true },
  missing: { value: () => null, good: false },
  wrong: { value: () => 'A'.repeat(43), good: false },
  'one letter off': { value: () => (bearer.startsWith('A') ? 'B' : 'A') + bearer.slice(1), good: false },
  'a part of it': { value: () => bearer.slice(0, -1), good: false },
  'resume token': { value: () => resume, good: false },
  'launch token': { value: () => usedLaunch, good: false },
}

/** How each door is tried, and what it needs. */
const doors: Record<string, { originNeeded: boolean; tokenNeeded: boolean; opened: number; attempt: (headers: Record<string, string>, token: string | null) => Promise<number> }> = {
  'GET the page': {
    originNeeded: false, tokenNeeded: false, opened: 200,
    attempt: async (headers, token) => (await ask(running, { path: '/', headers: { ...headers, ...authorization(token) } })).status,
  },
  'GET a download': {
    originNeeded: false, tokenNeeded: true, opened: 200,
    attempt: async (headers, token) =>
      (await ask(running, { path: `/download/abc/${encodeURIComponent('été 1.csv')}`, headers: { ...headers, ...authorization(token) } })).status,
  },
  'POST an upload': {
    originNeeded: true, tokenNeeded: true, opened: 200,
    attempt: async (headers, token) =>
      (await ask(running, { method: 'POST', path: '/upload?name=a.csv', headers: { ...headers, ...authorization(token) }, body: 'x' })).status,
  },
  'POST a session': {
    originNeeded: true, tokenNeeded: false, opened: 200,
    attempt: async (headers) =>
      (await ask(running, {
        method: 'POST', path: '/session', headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ launch: launchToken(running.host.newLink()) }),
      })).status,
  },
  'the WebSocket': {
    originNeeded: true, tokenNeeded: true, opened: 101,
    attempt: (headers, token) => knock(running, { headers, protocols: ['bandstand.v1', ...(token === null ? [] : [`bandstand.bearer.${token}`])] }),
  },
}

const authorization = (token: string | null): Record<string, string> => (token === null ? {} : { Authorization: `Bearer ${token}` })

describe.each(Object.entries(doors))('%s', (_door, door) => {
  describe.each(Object.entries(hosts))('host: %s', (_host, host) => {
    describe.each(Object.entries(origins))('origin: %s', (_origin, origin) => {
      test.each(Object.entries(tokens))('token: %s', async (_token, token) => {
        const sent = origin.value(host.value())
        const status = await door.attempt({ Host: host.value(), ...(sent === null ? {} : { Origin: sent }) }, token.value())
        const originHolds = origin.own === 'yes' || (origin.own === 'absent' && !door.originNeeded)
        const expected = !host.served || !originHolds ? 403 : door.tokenNeeded && !token.good ? 401 : door.opened
        expect(status).toBe(expected)
      })
    })
  })
})
