import dgram from 'node:dgram'
import dns from 'node:dns'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { calls, type Input, type Method, type Output } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { createEngine, type Engine } from '../engine.ts'
import { productRules } from '../personas/rules.ts'
import { productModel } from '../score/model.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** Calls that send once a person confirmed it. */
type Sending = 'enrich.start' | 'verify.start' | 'jobs.resume'

let folder: string
let engine: Engine
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-no-socket-'))
  engine = createEngine({ dataDirectory: folder, network: { allowLoopback: true, secret: () => 'key' } })
  await writeFile(join(folder, 'events.csv'), 'occurred_at,source,login,email\n2026-06-01T10:00:00Z,docs_view,ann,ann@example.com\n2026-06-01T10:00:00Z,,bob,bob@example.com\n')
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

/** Every way out of a Node process that the engine could take. */
const attempts: string[] = []
function trap() {
  const note = (what: string) => (): never => {
    attempts.push(what)
    throw new Error(`${what} is closed`)
  }
  vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(note('net'))
  vi.spyOn(dgram.Socket.prototype, 'send').mockImplementation(note('dgram'))
  vi.spyOn(dgram.Socket.prototype, 'connect').mockImplementation(note('dgram'))
  vi.spyOn(dns, 'lookup').mockImplementation(note('dns'))
  vi.spyOn(globalThis, 'fetch').mockImplementation(note('fetch'))
  vi.stubGlobal('WebSocket', note('WebSocket'))
}

interface Found {
  importId: number
  gridId: string
}

/** One use of every call that may not send, in an order that gives each something to work on. */
const uses = (path: (name: string) => string, { importId, gridId }: Found): { [M in Exclude<Method, Sending>]: Input<M> } => ({
  'workspace.status': {}, 'workspace.recent': {}, 'import.formats': {},
  'import.preview': { path: path('events.csv') }, 'import.stages': { path: path('events.csv') }, 'import.check': { path: path('events.csv') }, 'import.run': { path: path('events.csv') },
  'import.list': {}, 'import.changes': { importId }, 'import.mapping': { importId }, 'mapping.list': {},
  'mapping.remember': { signature: 'a'.repeat(64), mapping: { format: 'events' }, fileName: 'events.csv' }, 'mapping.forget': { signature: 'a'.repeat(64) },
  'reject.rows': { importId }, 'reject.fix': { importId, rows: [{ row: 3, cells: ['2026-06-01T10:00:00Z', 'docs_view', 'bob', 'bob@example.com'] }], bring: true }, 'reject.export': { importId, path: path('rejects.csv') },
  'targetLists.read': { list: 'champions' }, 'targetLists.freeze': { list: 'champions', name: 'x' }, 'targetLists.snapshots': {}, 'targetLists.changes': { list: 'champions' }, 'targetLists.preview': { list: 'champions', audience: 'sales' },
  'writeBack.preview': { crm: 'hubspot' }, 'writeBack.write': { crm: 'salesforce', folder: path('crm') },
  'targetLists.export': { list: 'champions', audience: 'sales', format: 'csv', path: path('champions.csv') },
  'targets.list': {}, 'targets.mark': { kind: 'site', name: 'docs.example.com', role: 'own' }, 'targets.markAll': { targets: [{ kind: 'site', name: 'docs.example.org', role: 'own' }] }, 'targets.answer': { answer: 'leave' },
  'reportTemplates.list': {}, 'reportTemplates.save': { name: 'x', settings: {} }, 'reportTemplates.remove': { name: 'x' }, 'report.preview': {}, 'report.write': { files: [{ format: 'html', path: path('report.html') }] },
  'exports.list': {}, 'personas.summary': {}, 'personas.rules': {}, 'personas.preview': { rules: productRules() }, 'personas.save': { name: 'Socketless', rules: { ...productRules(), accountWithoutTitle: 'other' } },
  'databases.preview': { database: 'user' }, 'databases.export': { database: 'buyer', format: 'csv', path: path('buyers.csv') }, 'suppression.preview': { tools: 'sales' }, 'suppression.export': { tools: 'marketing', format: 'csv', path: path('suppression.csv') }, 'links.list': {}, 'links.add': { child: 'child.example', parent: 'parent.example', kind: 'acquired' }, 'links.remove': { linkId: 1 }, 'links.import': { text: 'child,parent,kind\nold.example,new.example,renamed\n', fileName: 'links.csv' },
  'views.list': {}, 'views.save': { name: 'x', address: '#/explore' }, 'views.remove': { name: 'x', page: 'explore' },
  'resolution.settings': {}, 'resolution.wordList': { list: 'free-mail' }, 'resolution.change': { education: true, lists: [{ list: 'free-mail', add: ['mail.example'] }] },
  'quality.draw': { size: 1 }, 'quality.open': {}, 'quality.read': {},
  'models.list': {}, 'models.save': { name: 'Own', model: { ...productModel(), family_bonus: 0.2 } }, 'models.use': { version: 0 }, 'models.preview': { model: productModel() },
  'models.compare': { from: {}, to: { version: 0 } }, 'models.compareSubject': { from: {}, to: {}, subject: 'example.com' }, 'models.backTest': { models: [{}] },
  'resolve.run': {}, 'score.run': {}, 'analyse.run': {}, 'analyse.corrected': {}, 'analyse.rehearse': {}, 'analyse.signals': {}, 'analyse.signalRows': { kind: 'source', name: 'repo_star', stage: 'lead' }, 'analyse.hidden': {}, 'analyse.overlap': {}, 'analyse.overlapRows': { of: 'people', place: 'both' }, 'analyse.trend': { periods: 2 }, 'analyse.beforeEntry': {}, 'completeness.run': {}, 'explain.subject': { subject: 'example.com' }, 'downloads.trends': {}, 'lifecycle.thisWeek': {}, 'lifecycle.timeline': { subject: 'example.com' }, 'portfolio.run': { paths: [path('sample')] },
  'stories.account': { subject: 'example.com' }, 'stories.person': { person: 'ann' },
  'people.identities': { personKey: 'login:ann' }, 'people.merge': { personKey: 'login:ann', withKey: 'login:bob', reviewer: 'me' }, 'people.split': { personKey: 'login:ann', key: 'email:ann@example.com', reviewer: 'me' },
  'people.undo': { decisionId: 1, reviewer: 'me' }, 'review.decide': { reviewer: 'me', decisions: [{ kind: 'attribution', subject: 'login:ann', object: 'example.com', verdict: 'accept', queue: 'uncertain' }] }, 'review.undo': { reviewer: 'me' }, 'review.previewBulk': { verdict: 'accept' },
  'review.decideBulk': { filter: [{ column: 'name', operator: 'equals', values: ['ann'] }], verdict: 'accept', expected: 1, queue: 'uncertain' },
  'review.export': { dataset: 'review_items', queue: 'uncertain', path: path('sheet.xlsx') }, 'review.check': { path: path('sheet.xlsx') }, 'review.apply': { path: path('sheet.xlsx') }, 'review.decisions': {}, 'review.since': { dataVersion: 0 },
  'review.item': { kind: 'attribution', subject: 'login:ann', object: 'example.com' }, 'review.items': { items: [{ kind: 'attribution', subject: 'login:ann', object: 'example.com' }] }, 'review.accounts': { search: 'a' }, 'review.matchModel': {}, 'reviewer.read': {}, 'reviewer.set': { reviewer: null },
  'grid.columns': { dataset: 'people' }, 'grid.open': { dataset: 'people' }, 'grid.window': { gridId, offset: 0, limit: 10 }, 'grid.values': { dataset: 'people', column: 'login' }, 'grid.export': { dataset: 'people' }, 'grid.close': { gridId },
  'enrich.providers': {}, 'enrich.plan': { providers: ['github', 'pdl', 'apollo', 'hunter'], mode: 'all', people: 'all' }, 'enrich.results': {}, 'enrich.exportClay': { path: path('clay.csv'), people: 'all' },
  'verify.rules': {}, 'verify.plan': { model: 'any', claims: 'all' }, 'verify.verdicts': {}, 'verify.results': {},
  'jobs.list': {}, 'jobs.requests': { jobId: 'none' }, 'jobs.wait': { jobId: 'none' }, 'jobs.pause': { jobId: 'none' }, 'jobs.cancel': { jobId: 'none' },
  'erasure.preview': { people: ['ann@example.com'] }, 'erasure.subjectAccess': { person: 'ann@example.com', path: path('access.json') }, 'erasure.erase': { people: ['nobody@example.com'] }, 'retention.read': {}, 'retention.set': { rules: { rejects: 600 } }, 'retention.apply': {},
  'import.undo': { importId }, 'workspace.close': {}, 'workspace.create': { path: path('other') }, 'workspace.open': { path: path('other.bandstand') }, 'workspace.createSample': {},
})

test('no call but those that start a confirmed job opens a socket', async () => {
  trap()
  const signal = new AbortController().signal
  await engine.call('workspace.createSample', {}, signal)
  const { import: { importId } } = (await engine.call('import.run', { path: join(folder, 'events.csv') }, signal)) as Output<'import.run'>
  const { gridId } = (await engine.call('grid.open', { dataset: 'people' }, signal)) as Output<'grid.open'>
  const refused: string[] = []
  const used = uses((name) => join(folder, name), { importId, gridId })
  for (const [method, input] of Object.entries(used)) {
    await engine.call(method, input, signal).catch((thrown: unknown) => {
      expect(thrown, method).toBeInstanceOf(AppError)
      refused.push(`${method}: ${(thrown as AppError).code}`)
    })
  }
  expect(Object.keys(calls).filter((method) => !Object.hasOwn(used, method)).sort()).toEqual(['enrich.start', 'jobs.resume', 'verify.start'])
  // There is no job here.
  expect(refused).toEqual(['jobs.wait: not_found', 'jobs.pause: not_found', 'jobs.cancel: not_found'])
  expect(attempts).toEqual([])
  // The traps do close.
  expect(() => http.get('http://127.0.0.1:9')).toThrow('closed')
  expect(() => fetch('http://127.0.0.1:9')).toThrow('closed')
  expect(attempts).toHaveLength(2)
})
