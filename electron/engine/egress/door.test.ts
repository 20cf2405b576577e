import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeProvider, startFake } from '../enrich/fake-process.test-support.ts'
import { assertAddress } from './addresses.ts'
import { type LedgerLine, type LedgerOutcome, openDoor } from './door.ts'
import { faultOf } from './fault.ts'
import { readRateState, readRetryAfter } from './rate-headers.ts'
import { openWire } from './wire.ts'

let fake: FakeProvider
beforeAll(async () => {
  fake = await startFake()
})
afterAll(() => fake.stop())

function opened({ allowLoopback = true, hosts = [fake.host], permitted = ['login'], timeout = 60_000 } = {}) {
  const lines: [LedgerLine, LedgerOutcome | null][] = []
  const wire = openWire({ allowLoopback, timeout, maximumBytes: 100_000 })
  const door = openDoor({
    wire, allowLoopback, permit: { jobId: 'job', hosts, fields: permitted }, errand: { purpose: 'test', fields: ['login'], answers: [404] }, requestId: () => 'id', signal: new AbortController().signal, onRate: () => undefined,
    ledger: { sent: (line) => lines.push([line, null]), over: (line, outcome) => lines.push([line, outcome]) },
  })
  return { door, lines, kind: (address: string) => door(address).then(() => 'answered', (thrown: unknown) => faultOf(thrown)?.kind) }
}

test('a request is in the ledger before and after it is sent, without headers and bodies', async () => {
  const { door, lines } = opened()
  const response = await door(`${fake.origin}/described/octo`, { headers: { authorization: 'Bearer secret' } })
  expect(response.status).toBe(200)
  expect(lines.map(([line, outcome]) => [line.host, line.purpose, line.fields, outcome?.outcome, outcome?.status])).toEqual([
    [fake.host, 'test', ['login'], undefined, undefined],
    [fake.host, 'test', ['login'], 'answered', 200],
  ])
  expect(JSON.stringify(lines)).not.toMatch(/secret|octo/)
})

test('hosts and fields that were not confirmed stay closed, and nothing is sent', async () => {
  const before = (await fake.statistics()).received
  const elsewhere = opened({ hosts: ['api.example.com'] })
  expect(await elsewhere.kind(`${fake.origin}/described/octo`)).toBe('not_allowed')
  const undeclared = opened({ permitted: ['name'] })
  expect(await undeclared.kind(`${fake.origin}/described/octo`)).toBe('not_allowed')
  expect([...elsewhere.lines, ...undeclared.lines]).toEqual([])
  expect((await fake.statistics()).received).toBe(before)
})

test('this machine is out of bounds unless it is allowed, by number or by name', async () => {
  expect(await opened({ allowLoopback: false }).kind(`${fake.origin}/described/octo`)).toBe('not_allowed')
  const port = new URL(fake.origin).port
  const named = opened({ allowLoopback: false, hosts: [`localhost:${port}`] })
  expect(await named.kind(`https://localhost:${port}/described/octo`)).toBe('not_allowed')
})

test.each(['10.0.0.1', '192.168.1.1', '169.254.169.254', '172.16.0.1', '100.64.0.1', 'fe80::1', 'fd00::1', '0.0.0.0', '::ffff:127.0.0.1'])('%s is never reached', (address) => {
  expect(() => assertAddress(address, false)).toThrow()
})

test('an answer that never ends is a timeout, and a failed connection is named', async () => {
  await fake.reset({ latency: 60_000 })
  expect(await opened({ timeout: 50 }).kind(`${fake.origin}/described/octo`)).toBe('timeout')
  await fake.reset({})
  expect(await opened({ hosts: ['127.0.0.1:1'] }).kind('http://127.0.0.1:1/')).toBe('connection')
})

test('what responses say about waiting is read in every usual form', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  const wait = (headers: Record<string, string>) => readRetryAfter(new Headers(headers), now)
  expect(wait({ 'retry-after': '3' })).toBe(3000)
  expect(wait({ 'retry-after': 'Thu, 01 Jan 2026 00:00:10 GMT' })).toBe(10_000)
  expect(wait({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 60) })).toBe(60_000)
  expect(wait({ 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': '60' })).toBeNull()
  expect(wait({})).toBeNull()
  expect(readRateState(new Headers({ 'ratelimit-remaining': '7', 'ratelimit-reset': '2' }), now)).toEqual({ remaining: 7, reset: 2000 })
})
