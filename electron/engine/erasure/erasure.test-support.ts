import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import writeExcelFile from 'write-excel-file/node'
import type { Input, Method, Output } from '../../../shared/contract.ts'
import { rows } from '../db/query.ts'
import { openWorkspace } from '../db/workspace.ts'
import { entryBytes } from '../import/archive/entry-bytes.ts'
import { readZipDirectory } from '../import/archive/zip-directory.ts'
import { createEngine, type Engine } from '../engine.ts'
import { describedFake, testNetwork } from '../jobs/jobs.test-support.ts'

/** Thirty who are erased and eight who stay. Whatever names one of the thirty holds zq and their number. */
export const subjects = Array.from({ length: 30 }, (_, index) => `zq${String(index).padStart(2, '0')}x`)
export const others = Array.from({ length: 8 }, (_, index) => `other${index}`)
const everybody = [...subjects, ...others]
export const trace = /zq\d\dx/i

const number = (who: string): number => (subjects.includes(who) ? 770_000 + subjects.indexOf(who) : 880_000 + others.indexOf(who))
const mail = (who: string): string => `${who}@firm${number(who) % 5}.example`
const day = (who: string): string => `2026-05-${String((number(who) % 27) + 1).padStart(2, '0')}T10:00:00Z`
const lines = (list: readonly unknown[]): string => list.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n') + '\n'

export const signal = new AbortController().signal

export interface ErasureWorld {
  engine: Engine
  path: string
  folder: string
  call: <M extends Method>(method: M, input: Input<M>) => Promise<Output<M>>
  /** The files that were imported, by their order. */
  files: string[]
}

export function erasureEngine(folder: string): Pick<ErasureWorld, 'engine' | 'call'> {
  const engine = createEngine({ dataDirectory: join(folder, 'data'), network: testNetwork })
  return { engine, call: async (method, input) => (await engine.call(method, input, signal)) as Output<typeof method> }
}

/** An organisation in which everybody is in every kind of table: imports of many formats, claims, verdicts, decisions, notes, jobs, views, lists, files handed over. */
export async function erasureWorld(folder: string, origin: string): Promise<ErasureWorld> {
  const { engine, call } = erasureEngine(folder)
  const { path } = await call('workspace.create', { path: join(folder, 'acme') })
  const files = await importedFiles(folder)
  for (const file of files) await importFile(call, file)
  await call('score.run', {})
  const consent = { confirmHosts: [new URL(origin).host], moneyLimit: null, requestLimit: null, concurrency: 8 }
  const { jobId } = await call('enrich.start', { settings: { providers: ['fake'], described: [describedFake(origin)], people: 'all' }, consent })
  await call('jobs.wait', { jobId })
  await call('verify.rules', {})
  await call('quality.draw', { size: 40 })
  await call('review.decide', {
    reviewer: 'me',
    decisions: everybody.map((who) => ({ kind: 'attribution' as const, subject: `github:${number(who)}`, object: `firm${number(who) % 5}.example`, verdict: 'accept' as const, queue: 'uncertain' as const, note: `Asked ${who} at ${mail(who)}` })),
  })
  await call('review.decide', { reviewer: 'me', decisions: [{ kind: 'attribution', subject: `github:${number('other0')}`, object: 'firm1.example', verdict: 'reject', queue: 'uncertain', note: `Says Zq03x Personne of ${mail('zq03x')}, github.com/zq03x, met them` }] })
  await call('views.save', { name: 'Zq04x Personne', address: '#/people' })
  await call('views.save', { name: 'Addresses', address: `#/people?filter=${encodeURIComponent(JSON.stringify([{ column: 'email', operator: 'equals', values: [mail('zq05x')] }]))}` })
  await call('views.save', { name: 'Stays', address: '#/companies?q=firm1' })
  await call('targetLists.freeze', { list: 'champions', name: 'May' })
  await call('mapping.remember', { signature: 'a'.repeat(64), mapping: { format: 'events' }, fileName: `events of ${mail('zq06x')}.csv` })
  await call('databases.export', { database: 'user', format: 'csv', path: join(folder, 'for-zq07x.csv').replace('for-zq07x', `for ${mail('zq07x')}`) })
  return { engine, path, folder, call, files }
}

const formats: Readonly<Record<string, string>> = { 'accounts.csv': 'accounts', 'contacts.csv': 'contacts', 'people.xlsx': 'contacts', 'deals.csv': 'deals', 'events.csv': 'events' }

export const importFile = (call: ErasureWorld['call'], path: string): Promise<Output<'import.run'>> =>
  call('import.run', { path, format: formats[basename(path)], settings: basename(path) === 'log.csv' ? { repo: 'acme/sdk' } : {} })

async function importedFiles(folder: string): Promise<string[]> {
  const write = async (name: string, content: string | Buffer) => {
    await writeFile(join(folder, name), content)
    return join(folder, name)
  }
  const contact = (who: string, of: string) => `${who}-c,${of} Personne,${mail(who)},CTO,Firm,https://www.linkedin.com/in/${who}-li,Customer,2025-01-02,2025-03-04,${who === 'other1' ? mail('zq01x') : ''}`
  const named = (who: string) => who.charAt(0).toUpperCase() + who.slice(1)
  const workbook = join(folder, 'people.xlsx')
  const cells = [['record_id', 'name', 'email', 'title', 'customer_at'], ...everybody.map((who) => [`${who}-x`, `${named(who)} Personne`, mail(who), 'CTO', '2025-03-05'])]
  await writeExcelFile(cells.map((line) => line.map((value) => ({ value, type: String })))).toFile(workbook)
  return [
    await write('accounts.csv', lines(['record_id,name,domain,stage,Sponsor', ...Array.from({ length: 5 }, (_, index) => `a${index},Firm${index},firm${index}.example,Customer,${index === 0 ? 'Zq13x Personne' : 'nobody'}`)])),
    await write('contacts.csv', Buffer.from(`\ufeff${lines(['record_id,name,email,title,company,linkedin,stage,created_at,customer_at,Manager', ...everybody.map((who) => contact(who, named(who))), `zq02x-c,again,${mail('zq02x')},CEO,Firm,,Lead,,,`, `,,,,,,,,${mail('zq08x')},`, ',nobody,,,,,,,,'])}`, 'utf16le')),
    workbook,
    await write('deals.csv', lines(['record_id,name,contact_ids,contact_emails,stage,amount', `d1,Deal with Zq09x Personne,zq09x-c;other2-c,${mail('zq09x')};${mail('other2')},Negotiation,10`, 'd2,Nobody,other3-c,,Negotiation,20'])),
    await write('profiles.json.gz', gzipSync(lines(everybody.map((who) => ({ login: who, id: number(who), type: 'User', name: `${named(who)} Personne`, company: '@firm', email: mail(who), bio: who === 'other4' ? 'works with @zq10x and zq11x@firm1.example' : 'codes', blog: `https://${who}.example`, location: 'Bern', followers: 3 }))))),
    await write('events.csv', Buffer.from(`\ufeff${lines(['occurred_at,source,login,github_id,email,target', ...everybody.flatMap((who) => [`${day(who)},docs_view,${who},${number(who)},,/docs`, `${day(who)},docs_view,,,${mail(who)},/docs`]), 'never,docs_view,zq12x,,,/docs', 'never,docs_view,other5,,,/docs'])}`, 'utf16le')),
    await write('log.csv', lines(['hash,author_name,author_email,date,subject', ...everybody.map((who, index) => `${String(index).padStart(40, 'a')},${named(who)} Personne,${index % 2 ? mail(who) : `${number(who)}+${who}@users.noreply.github.com`},${day(who)},Fix it`)])),
    await write('mails.csv', lines(['timestamp,email,event,campaign', ...everybody.map((who) => `${day(who)},${mail(who)},sent,Launch`)])),
    await write('.mailmap', lines(everybody.map((who) => `${named(who)} Personne <${mail(who)}> <${who}@old.example>`))),
    await write('clay.csv', lines(['bandstand_id,Full Name,PDL Company,PDL Job Title,Work Email', ...everybody.map((who) => `github:${number(who)},${named(who)} Personne,Firm${number(who) % 5},Engineer,${mail(who)}`)])),
    await write('discord.json', JSON.stringify({
      guild: { id: '1', name: 'Acme' }, channel: { id: '2', name: 'help' },
      messages: everybody.map((who, index) => ({ id: String(index), type: 'Default', timestamp: day(who), content: 'hello', author: { id: String(number(who)), name: who, nickname: `${named(who)} Personne`, isBot: false } })),
    })),
  ]
}

/** Every row of every table as one text, the derived ones by what they say of whom. */
export async function everyRow(path: string): Promise<Map<string, string[]>> {
  const workspace = await openWorkspace(path)
  try {
    const tables = await rows<{ name: string }>(workspace.reader, `SELECT schema_name || '.' || table_name AS name FROM duckdb_tables() WHERE NOT temporary ORDER BY ALL`)
    const all = new Map<string, string[]>()
    for (const { name } of tables) all.set(name, (await rows<{ line: string }>(workspace.reader, `SELECT t::VARCHAR AS line FROM ${name} t ORDER BY ALL`)).map(({ line }) => line))
    return all
  } finally {
    await workspace.close()
  }
}

/** Files below these places in whose bytes, packed or not, the pattern is found. */
export async function filesNaming(places: readonly string[], pattern: RegExp): Promise<string[]> {
  const found: string[] = []
  for (const place of places) {
    for (const path of await allFiles(place)) {
      const bytes = await readFile(path)
      const texts = [bytes, ...(await unpacked(path, bytes))].flatMap((each) => [each.toString('latin1'), each.toString('latin1').replaceAll('\0', '')])
      if (texts.some((text) => pattern.test(text))) found.push(path)
    }
  }
  return found
}

async function unpacked(path: string, bytes: Buffer): Promise<Buffer[]> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return [gunzipSync(bytes)]
  if (!bytes.subarray(0, 2).equals(Buffer.from('PK'))) return []
  const zip = await readZipDirectory(path, path, bytes.length)
  return Promise.all(zip.entries.map(async (entry) => collected(entryBytes(zip, entry, signal))))
}

async function allFiles(place: string): Promise<string[]> {
  const entries = await readdir(place, { withFileTypes: true, recursive: true }).catch(() => null)
  if (entries === null) return existsSync(place) ? [place] : []
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function collected(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const chunk of chunks) all.push(Buffer.from(chunk))
  return Buffer.concat(all)
}

/** A workspace with the contacts and the events alone, closed. */
export async function smallWorld(folder: string): Promise<string> {
  const { engine, call } = erasureEngine(folder)
  const { path } = await call('workspace.create', { path: join(folder, 'acme') })
  for (const file of await importedFiles(folder)) if (/contacts\.csv$|events\.csv$/.test(file)) await importFile(call, file)
  await call('resolve.run', {})
  await engine.close()
  return path
}
