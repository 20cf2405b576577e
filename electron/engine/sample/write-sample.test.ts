import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOf, organisation } from './plan.ts'
import { writeSample, type SampleManifest } from './write-sample.ts'

let folder: string
let manifest: SampleManifest
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-sample-'))
  manifest = await writeSample(join(folder, 'first'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const digests = (written: SampleManifest): Promise<string[]> =>
  Promise.all(written.files.map(async ({ path }) => `${basename(path)} ${createHash('sha256').update(await readFile(path)).digest('hex')}`))

const textOf = async (name: string): Promise<string> => {
  const bytes = await readFile(join(folder, 'first', name))
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

const allText = async (): Promise<string> => (await Promise.all(manifest.files.map(({ path }) => textOf(basename(path))))).join('\n')

test('equal seeds write equal bytes, another seed writes others', async () => {
  const again = await digests(await writeSample(join(folder, 'again')))
  expect(again).toEqual(await digests(manifest))
  const other = await digests(await writeSample(join(folder, 'other'), { seed: 2 }))
  expect(other.filter((line) => again.includes(line))).toEqual([])
})

test('it says that it is synthetic', () => {
  expect(organisation).toContain('synthetic sample')
  expect(manifest.organisation).toBe(organisation)
})

test('nobody real is in it: domains, addresses, logins and ids cannot be taken', async () => {
  const text = await allText()
  const addresses = new Set(text.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g))
  expect(addresses.size).toBeGreaterThan(2000)
  for (const address of addresses) expect(address).toMatch(/\.example$|_.*@(gmail|googlemail)\.com$|@mailinator\.com$|noreply\.github\.com$|hollowmere-institute\.edu$|varnholt-synthetic\.ac\.uk$/)
  const logins = [...text.matchAll(/"login": ?"([^"]+)"/g)].map((match) => match[1])
  expect(logins.length).toBeGreaterThan(5000)
  for (const login of new Set(logins)) expect(login).toMatch(/--|\[bot\]$/)
  for (const [, id] of text.matchAll(/"login":"[^"]+","id":(\d+)/g)) expect(Number(id)).toBeGreaterThan(9_000_000_000)
})

test('nothing happens after the as-of instant, and the last day has an event', async () => {
  const text = await allText()
  const instants = [...text.matchAll(/"(?:starred_at|created_at|occurred_at)": ?"([^"]+)"|^(\d{4}-[^,]+),/gm)].map((match) => match[1] ?? match[2] ?? '')
  const times = instants.map((written) => Date.parse(/Z|\+/.test(written) ? written : `${written}Z`)).filter((time) => !Number.isNaN(time))
  const last = Math.max(...times)
  expect(last).toBeLessThan(Date.parse(asOf))
  expect(last).toBeGreaterThan(Date.parse(asOf) - 86_400_000)
})

test('the CRM export is as untidy as real ones', async () => {
  const text = await textOf('hubspot-crm-exports-all-companies-2026-07-01.csv')
  expect(text.startsWith('\uFEFF"Record ID","Company name"')).toBe(true)
  expect(text).toContain('\r\n')
  expect(text).toMatch(/"[^"\r]*\n[^"]*"/)
  expect(text).toMatch(/"\w+, Inc\.?"/)
  expect(text).toMatch(/"[^"]+","",""/)
  const ids = [...text.matchAll(/^"(\d{10})"/gm)].map((match) => match[1])
  expect(ids.length).toBeGreaterThan(new Set(ids).size)
})

test('both shapes of the archive are there', async () => {
  const [before, after] = await Promise.all(['gharchive-extract-2024-07-to-2025-10.json.gz', 'gharchive-extract-2025-10-to-2026-06.json.gz'].map(textOf))
  expect(before).toContain('"commits":[')
  expect(after).toContain('"type":"PushEvent"')
  expect(after).not.toContain('"commits"')
  expect(before).toContain('[bot]')
})
