import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { jobPlan, jobRecord } from '../../../shared/contract-jobs.ts'
import { calls } from '../../../shared/contract.ts'
import { rows } from '../../engine/db/query.ts'
import { openWorkspace } from '../../engine/db/workspace.ts'
import { isKnown } from '../../engine/enrich/fake-answers.test-support.ts'
import { type FakeProvider, startFake } from '../../engine/enrich/fake-process.test-support.ts'
import { describedFake } from '../../engine/jobs/jobs.test-support.ts'
import { type Ended, testTerminal } from './terminal.test-support.ts'

const logins = Array.from({ length: 40 }, (_, index) => `cliperson${index}`)
const found = logins.filter(isKnown)
const environment = { BANDSTAND_ALLOW_LOOPBACK: '1', FAKE_KEY: 'key-of-the-fake', BANDSTAND_LLM_KEY: 'key-of-the-model' }

let fake: FakeProvider
let folder: string
let cli: (...words: string[]) => Promise<Ended>
beforeAll(async () => {
  fake = await startFake()
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-jobs-'))
  cli = testTerminal(folder, undefined, environment)
  await writeFile(join(folder, 'events.csv'), `occurred_at,source,login\n${logins.map((login) => `2026-06-01T10:00:00Z,docs_view,${login}\n`).join('')}`)
  await writeFile(join(folder, 'fake.json'), describedFake(fake.origin))
  for (const words of [['new', 'acme', '--own-repo', 'acme/sdk'], ['import', 'acme', 'events.csv']]) expect(await cli(...words)).toMatchObject({ code: 0 })
})
afterAll(async () => {
  await fake.stop()
  await rm(folder, { recursive: true, force: true })
})

const enrich = (...words: string[]) => cli('enrich', 'acme', '--described', 'fake.json', '--provider', 'fake', ...words)
const model = (...words: string[]) => cli('verify', 'acme', '--verifier', 'llm', '--model', 'fake', '--llm-endpoint', `${fake.origin}/v1`, '--price-in', '1', '--price-out', '2', ...words)
const received = async () => (await fake.statistics()).received

function parsed<T>(schema: z.ZodType<T>, { code, out, err }: Ended, expected = 0): T {
  expect(code, err).toBe(expected)
  return schema.parse(JSON.parse(out))
}
const planned = z.object({ plan: jobPlan })
const ran = z.object({ job: jobRecord })
const listed = z.object({ jobs: z.array(jobRecord) })
const latest = async () => {
  const { jobs } = parsed(listed, await cli('jobs', 'acme', '--json'))
  const [job] = jobs
  if (!job) throw new Error('There is no job.')
  return job
}

test('there are no jobs at first, and nothing to resume', async () => {
  expect(await cli('jobs', 'acme')).toMatchObject({ code: 0, out: 'There are no jobs.\n' })
  expect(await cli('resume', 'acme')).toMatchObject({ code: 2, out: '', err: 'error: There is no job with anything left to do.\n' })
})

test('without a confirmation enrich says what it would send and cost, sends nothing and leaves no job', async () => {
  await fake.reset({})
  const { plan } = parsed(planned, await enrich('--json'))
  expect(plan).toMatchObject({ items: 40, requests: { low: 40, high: 40 }, reused: 0, hosts: [fake.host], fields: ['login'], problems: [] })
  expect(plan.cost).toEqual({ low: 0, high: expect.closeTo(4, 6) as number })
  const words = await enrich()
  expect(words).toMatchObject({ code: 0, err: '' })
  expect(words.out).toBe(`40 items, 40 requests, 0 answered before; $0.00–$4.00\nWould send login to ${fake.host}. Nothing was sent.\nTo start it add: --confirm ${fake.host}\n`)
  expect(await received()).toBe(0)
  expect(parsed(listed, await cli('jobs', 'acme', '--json')).jobs).toEqual([])
})

test('another host than the plan names is no confirmation', async () => {
  await fake.reset({})
  expect(await enrich('--confirm', 'api.example.com')).toMatchObject({ code: 2, out: '', err: `error: This job sends data to ${fake.host}. Confirm ${fake.host} first.\n` })
  expect(await received()).toBe(0)
})

test('a missing key is named before anything is sent', async () => {
  await fake.reset({})
  const keyless = testTerminal(folder, undefined, { BANDSTAND_ALLOW_LOOPBACK: '1' })
  const words = ['enrich', 'acme', '--described', 'fake.json', '--provider', 'fake']
  expect((await keyless(...words)).out).toContain('fake needs a key: set FAKE_KEY.\n')
  expect(await keyless(...words, '--confirm', fake.host)).toMatchObject({ code: 2, err: 'error: fake needs a key: set FAKE_KEY.\n' })
  expect(await received()).toBe(0)
})

test('a budget stops the job with exit code 1, a larger one lets it go on to the end', async () => {
  await fake.reset({})
  const stopped = await enrich('--confirm', fake.host, '--budget', '1', '--json', '--concurrency', '4')
  const { job } = parsed(ran, stopped, 1)
  expect(job).toMatchObject({ state: 'paused', moneyLimit: 1 })
  expect(stopped.err).toContain(`error: The job is paused: The budget of $1 is used up. Go on with: bandstand resume <workspace> ${job.jobId}\n`)
  const again = parsed(ran, await cli('resume', 'acme', '--budget', '100', '--json'))
  expect(again.job).toMatchObject({ jobId: job.jobId, state: 'done', moneyLimit: 100, items: { total: 40, done: 40, failed: 0 }, requests: { sent: 40 } })
  expect(again.job.cost).toBeCloseTo(found.length * 0.1, 6)
  expect(await fake.statistics()).toMatchObject({ received: 40, mostAboutOne: 1 })
  expect((await cli('jobs', 'acme')).out).toMatch(/Enrich with fake\s+done\s+40\s+40\s+0\s+40/)
})

test('what was answered costs nothing again', async () => {
  await fake.reset({})
  expect(parsed(planned, await enrich('--json')).plan).toMatchObject({ reused: 40, requests: { low: 0, high: 0 }, hosts: [] })
  expect((await enrich()).out).toContain('Nothing needs to be sent.\nTo start it add: --confirm none\n')
  const words = await enrich('--confirm', 'none')
  expect(words).toMatchObject({ code: 0 })
  expect(words.out).toContain('40 of 40 done, 0 failed; 0 requests, 40 answered before; $0.00')
  expect(await received()).toBe(0)
})

test('Ctrl-C pauses, resume goes on, and nothing is asked twice', async () => {
  await fake.reset({ latency: 40 })
  const controller = new AbortController()
  const interrupted = testTerminal(folder, controller, environment)
  const running = interrupted('enrich', 'acme', '--provider', 'github', '--endpoint', `github=${fake.origin}`, '--confirm', fake.host, '--concurrency', '2')
  // GitHub needs a key: it is told so, and the job is not made.
  expect(await running).toMatchObject({ code: 2, err: 'error: GitHub profile needs a key: set BANDSTAND_GITHUB_KEY.\n' })
  const keyed = testTerminal(folder, controller, { ...environment, BANDSTAND_GITHUB_KEY: 'key-of-github' })
  const stopped = keyed('enrich', 'acme', '--provider', 'github', '--endpoint', `github=${fake.origin}`, '--confirm', fake.host, '--concurrency', '2')
  await expect.poll(received, { timeout: 30_000 }).toBeGreaterThan(3)
  controller.abort()
  expect(await stopped).toMatchObject({ code: 1, out: '', err: 'cancelled\n' })
  expect(await latest()).toMatchObject({ state: 'paused', stopReason: 'The workspace was closed.' })
  const resumed = testTerminal(folder, undefined, { ...environment, BANDSTAND_GITHUB_KEY: 'key-of-github' })
  expect(parsed(ran, await resumed('resume', 'acme', '--json')).job).toMatchObject({ state: 'done', items: { done: 40 } })
  expect(await fake.statistics()).toMatchObject({ received: 40, mostAboutOne: 1 })
})

test('a job that was stopped can be given up, and an unknown one is named', async () => {
  await fake.reset({ always: 402 })
  const stopped = await enrich('--people', 'all', '--confirm', fake.host, '--endpoint', `fake=${fake.origin}`, '--limit', '5')
  // Everybody was answered about before: nothing can fail.
  expect(stopped.code).toBe(0)
  const other = await cli('enrich', 'acme', '--provider', 'pdl', '--endpoint', `pdl=${fake.origin}`, '--confirm', fake.host)
  expect(other).toMatchObject({ code: 2, err: expect.stringContaining('BANDSTAND_PDL_KEY') as string })
  const keyed = testTerminal(folder, undefined, { ...environment, BANDSTAND_PDL_KEY: 'key-of-pdl' })
  const unpaid = await keyed('enrich', 'acme', '--provider', 'pdl', '--endpoint', `pdl=${fake.origin}`, '--confirm', fake.host)
  expect(unpaid).toMatchObject({ code: 1, err: expect.stringContaining('no credit is left') as string })
  const { jobId } = await latest()
  const cancelled = await cli('cancel', 'acme', jobId, '--json')
  expect(parsed(ran, cancelled).job).toMatchObject({ jobId, state: 'cancelled' })
  expect((await cli('cancel', 'acme', jobId)).out).toContain(': cancelled\n')
  for (const command of ['cancel', 'resume']) expect(await cli(command, 'acme', 'nothing')).toMatchObject({ code: 1, out: '', err: 'error: There is no job nothing. List them with: bandstand jobs <workspace>\n' })
})

test('verify by rules judges what came back', async () => {
  const judged = parsed(calls['verify.rules'].output.extend(calls['verify.results'].output.shape), await cli('verify', 'acme', '--verifier', 'rules', '--json', '--out', 'verdicts.csv'))
  expect(judged.judged).toBe(2 * found.length)
  expect(judged.providers.map(({ provider }) => provider)).toEqual(['fake', 'github'])
  const lines = (await readFile(join(folder, 'verdicts.csv'), 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength(1 + 2 * found.length)
  expect((await stat(join(folder, 'verdicts.csv'))).mode & 0o777).toBe(0o600)
  expect((await cli('verify', 'acme', '--verifier', 'rules')).out).toMatch(/^Provider\s+Correct\s+Incorrect\s+Unsure\s+Not judged\n/)
})

test('verify by a model says its cost first, asks once confirmed, and never twice', async () => {
  await fake.reset({})
  const { plan } = parsed(planned, await model('--json', '--claims', 'all'))
  expect(plan).toMatchObject({ hosts: [fake.host], problems: [] })
  expect(plan.fields).toEqual(expect.arrayContaining(['claims', 'login']))
  expect(plan.cost.low).toBeGreaterThan(0)
  expect(plan.cost.high).toBeGreaterThan(plan.cost.low)
  expect((await model('--claims', 'all')).out).toContain(`to ${fake.host}. Nothing was sent.`)
  expect(await received()).toBe(0)
  expect(await model('--claims', 'all', '--confirm', 'api.openai.com')).toMatchObject({ code: 2, err: expect.stringContaining(`Confirm ${fake.host} first.`) as string })
  expect(await received()).toBe(0)
  const { job } = parsed(ran, await model('--claims', 'all', '--confirm', fake.host, '--json'))
  expect(job).toMatchObject({ state: 'done', items: { total: plan.items, failed: 0 }, requests: { sent: plan.requests.high } })
  expect(job.cost).toBeCloseTo((plan.requests.high * (400 * 1 + 60 * 2)) / 1e6, 9)
  expect(parsed(planned, await model('--json', '--claims', 'all')).plan).toMatchObject({ items: 0, hosts: [] })
  expect(await received()).toBe(plan.requests.high)
})

test('a batch costs half, says so first, and ends like single requests', async () => {
  await fake.reset({})
  const fresh = (...words: string[]) => model('--model', 'batched', '--claims', 'all', '--json', ...words)
  const { plan: single } = parsed(planned, await fresh())
  const { plan } = parsed(planned, await fresh('--batch'))
  expect(plan).toMatchObject({ items: single.items, hosts: [fake.host], fields: single.fields })
  expect([plan.cost.low, plan.cost.high]).toEqual([expect.closeTo(single.cost.low / 2, 12), expect.closeTo(single.cost.high / 2, 12)])
  expect(await received()).toBe(0)
  const { job } = parsed(ran, await fresh('--batch', '--confirm', fake.host))
  expect(job).toMatchObject({ label: 'Verify with batched, in batches', state: 'done', items: { total: plan.items, done: plan.items } })
  expect(job.cost).toBeCloseTo((plan.items * (400 * 1 + 60 * 2)) / 1e6 / 2, 9)
  expect(await fake.statistics()).toMatchObject({ batches: 1, mostAboutOne: 1 })
})

test('rows go to the webhook of a Clay table: host and fields first, each row once, another table anew', async () => {
  await fake.reset({ faultShare: 0.2, seed: 11, faults: ['429', '500', 'reset'] })
  const webhook = `${fake.origin}/v3/sources/webhook/canary-table-1`
  const keyed = testTerminal(folder, undefined, { ...environment, BANDSTAND_CLAY_WEBHOOK: `${webhook}#canary-token` })
  const words = ['enrich', 'acme', '--provider', 'clay', '--people', 'all', '--endpoint', `clay=${fake.origin}`]
  const { plan } = parsed(planned, await keyed(...words, '--json'))
  expect(plan).toMatchObject({ items: 40, requests: { low: 40, high: 40 }, cost: { low: 0, high: 0 }, hosts: [fake.host], fields: ['bandstand_id', 'github_url', 'login'] })
  expect((await cli(...words)).out).toContain('Clay table needs a key: set BANDSTAND_CLAY_WEBHOOK.')
  expect(await keyed(...words, '--confirm', 'api.clay.com')).toMatchObject({ code: 2 })
  expect(await received()).toBe(0)
  const { job } = parsed(ran, await keyed(...words, '--confirm', fake.host, '--json'))
  expect(job).toMatchObject({ label: 'Enrich with Clay table', state: 'done', items: { total: 40, done: 40 }, cost: 0 })
  const { requests, people, mostAboutOne } = await fake.statistics()
  expect({ people, mostAboutOne }).toEqual({ people: 40, mostAboutOne: 1 })
  expect(requests[0]).toMatch(/^POST \/v3\/sources\/webhook\/canary-table-1 \{"bandstand_id":"login:cliperson\d+","login":"cliperson\d+","github_url":"https:\/\/github\.com\/cliperson\d+"\}$/)
  expect(parsed(planned, await keyed(...words, '--json')).plan).toMatchObject({ reused: 40, hosts: [] })
  expect(parsed(planned, await keyed(...words, '--clay-table', 'second', '--json')).plan).toMatchObject({ reused: 0, requests: { high: 40 } })
  // The address is a key: it is nowhere.
  expect(await everythingKept()).not.toMatch(/canary-t/)
})

test('a webhook at another host than the confirmed one gets nothing', async () => {
  await fake.reset({})
  const keyed = testTerminal(folder, undefined, { ...environment, BANDSTAND_CLAY_WEBHOOK: `${fake.origin}/v3/sources/webhook/table` })
  const words = ['enrich', 'acme', '--provider', 'clay', '--people', 'all', '--clay-table', 'third', '--limit', '2', '--json']
  expect(parsed(planned, await keyed(...words)).plan.hosts).toEqual(['api.clay.com'])
  const { job } = parsed(ran, await keyed(...words, '--confirm', 'api.clay.com'))
  expect(job).toMatchObject({ items: { done: 0, failed: 2 }, errors: [{ cause: 'not_allowed' }] })
  expect(await received()).toBe(0)
  const wrong = testTerminal(folder, undefined, { ...environment, BANDSTAND_CLAY_WEBHOOK: 'no-address' })
  expect(await wrong('resume', 'acme', job.jobId)).toMatchObject({ code: 1, err: expect.stringContaining('is not the address of a webhook') as string })
})

test('export-clay writes everyone with the column that brings the answers back', async () => {
  const made = parsed(calls['enrich.exportClay'].output, await cli('export-clay', 'acme', '--out', 'clay.csv', '--people', 'all', '--json'))
  expect(made).toEqual({ path: join(folder, 'clay.csv'), rows: 40, download: null })
  const [head, ...lines] = (await readFile(made.path, 'utf8')).trim().split('\r\n')
  expect(head?.replaceAll('"', '')).toBe('bandstand_id,login,github_id,github_url,full_name,company,email,location,website')
  expect(lines).toHaveLength(40)
  expect(lines[0]).toMatch(/^"[^"]+","cliperson\d+","","https:\/\/github\.com\/cliperson\d+",/)
  expect(await cli('export-clay', 'acme', '--out', 'clay.csv')).toMatchObject({ code: 0, out: expect.stringMatching(/^Wrote \d+ people to .*clay\.csv\.\n$/) as string })
  expect(await cli('export-clay', 'acme', '--out', 'missing/clay.csv')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('cannot be written') as string })
})

/** Everything written so far: each file’s bytes, and every table as text, for columns are compressed. */
async function everythingKept(): Promise<string> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const bytes = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')))
  const workspace = await openWorkspace(join(folder, 'acme'))
  try {
    const tables = await rows<{ name: string }>(workspace.reader, `SELECT schema_name || '.' || table_name AS name FROM duckdb_tables() WHERE database_name = current_database() AND NOT temporary`)
    const texts = []
    for (const { name } of tables) texts.push(...(await rows<{ row: string }>(workspace.reader, `SELECT t::VARCHAR AS row FROM ${name} t`)).map(({ row }) => row))
    return [...bytes, ...texts].join('\n')
  } finally {
    await workspace.close()
  }
}

test('every request of the ledger can be listed, of all jobs or of one', async () => {
  const all = parsed(calls['jobs.requests'].output, await cli('jobs', 'acme', '--requests', '--limit', '5', '--json'))
  expect(all.requests).toHaveLength(5)
  expect(all.total).toBeGreaterThan(100)
  expect(all.hosts).toMatchObject([{ host: fake.host, requests: all.total }])
  const { jobId } = await latest()
  const own = parsed(calls['jobs.requests'].output, await cli('jobs', 'acme', '--job', jobId, '--json'))
  expect(new Set(own.requests.map((request) => request.jobId))).toEqual(own.total === 0 ? new Set() : new Set([jobId]))
  const words = await cli('jobs', 'acme', '--requests', '--limit', '3')
  expect(words.out).toMatch(/^When\s+Host\s+For\s+Fields\s+Sent\s+Received\s+Outcome\s+Cost \$\n/)
  expect(words.out).toContain('earlier requests are not shown')
})

test('no key is in any file, table, export or word of the command line, even where a provider repeats it', async () => {
  await fake.reset({ echo: true })
  const keys = ['canary-one-8f31', 'canary-two-"5c', 'canary-three-77']
  const [first = '', second = '', third = ''] = keys
  const keyed = testTerminal(folder, undefined, { ...environment, FAKE_KEY: first, BANDSTAND_PDL_KEY: second, BANDSTAND_LLM_KEY: third })
  await writeFile(join(folder, 'other.json'), describedFake(fake.origin).replace('"name":"fake"', '"name":"other","version":"2"'))
  const said = [
    await keyed('enrich', 'acme', '--described', 'other.json', '--provider', 'other', '--provider', 'pdl', '--endpoint', `pdl=${fake.origin}`, '--all', '--confirm', fake.host, '--json'),
    await keyed('verify', 'acme', '--verifier', 'llm', '--model', 'echoing', '--llm-endpoint', `${fake.origin}/v1`, '--claims', 'all', '--confirm', fake.host, '--json', '--out', 'verdicts.csv'),
    await keyed('export', 'acme', 'claims', '--out', 'claims.csv'), await keyed('jobs', 'acme', '--json'),
  ]
  for (const { code, err } of said) expect(code, err).toBe(0)
  const { requests } = await fake.statistics()
  expect(requests.length).toBeGreaterThan(100)
  const kept = `${await everythingKept()}\n${said.map(({ out, err }) => out + err).join('\n')}`
  // What was sent is there; the answers that repeat headers too.
  expect(kept).toContain('cliperson7')
  expect(kept).toMatch(/"authorization":\s*"Bearer •••"/)
  for (const key of [...keys, JSON.stringify(second).slice(1, -1), ...keys.map((each) => Buffer.from(each).toString('base64').slice(0, 14)), 'key-of-']) expect(kept.includes(key), key).toBe(false)
})

test.each([
  ['enrich', 'acme'], ['enrich', 'acme', '--provider', 'nobody'], ['enrich', 'acme', '--provider', 'fake', '--described', 'missing.json'], ['enrich', 'acme', '--provider', 'github', '--budget', 'much'],
  ['enrich', 'acme', '--provider', 'github', '--stop-at', 'high'], ['enrich', 'acme', '--provider', 'github', '--concurrency', '0'], ['enrich', 'acme', '--provider', 'github', '--price', 'github=much'],
  ['enrich', 'acme', '--provider', 'github', '--limit', '0'], ['verify', 'acme'], ['verify', 'acme', '--verifier', 'llm'], ['verify', 'acme', '--verifier', 'dice'],
  ['verify', 'acme', '--verifier', 'llm', '--model', 'm', '--llm-endpoint', 'nowhere'], ['export-clay', 'acme'], ['cancel', 'acme'], ['jobs'],
].map((words) => ({ words, line: words.join(' ') })))('$line: wrong use is one line and exit code 2', async ({ words }) => {
  const { code, out, err } = await cli(...words)
  expect([code, out], err).toEqual([2, ''])
  expect(err).toMatch(/^error: [^\n]+\n$/)
})
