import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type FakeProvider, startFake } from '../enrich/fake-process.test-support.ts'
import { type ErasureWorld, erasureWorld, everyRow, filesNaming, importFile, others, subjects, trace } from './erasure.test-support.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let fake: FakeProvider
let folder: string
let world: ErasureWorld
let before: Map<string, string[]>
beforeAll(async () => {
  fake = await startFake()
  folder = await mkdtemp(join(tmpdir(), 'bandstand-erasure-'))
  world = await erasureWorld(folder, fake.origin)
})
afterAll(async () => {
  await world.engine.close()
  await fake.stop()
  await rm(folder, { recursive: true, force: true })
})

const places = () => [world.path, `${world.path}.wal`, `${world.path}.files`]
/** Other words for the same thing than the rows themselves. */
const bookkeeping = new Set(['ops.imports', 'ops.settings', 'ops.audit', 'ops.import_erasures', 'ops.tombstones'])

test('everybody is there before, in all that the preview names', async () => {
  await world.call('workspace.close', {})
  before = await everyRow(world.path)
  const named = [...before].filter(([, lines]) => lines.some((line) => trace.test(line))).map(([table]) => table)
  expect(named).toEqual(expect.arrayContaining([
    'crm.contacts', 'crm.deals', 'crm.engagements', 'crm.stage_history', 'dev.events', 'dev.profiles', 'dev.mailmap', 'dev.people', 'dev.identities', 'evidence.claims', 'evidence.decisions', 'evidence.person_claims',
    'ops.rejects', 'ops.changes', 'ops.job_items', 'ops.answers', 'ops.saved_views', 'ops.list_entries', 'ops.mappings', 'ops.exports', 'result.human_identifiers',
  ]))
  expect(await filesNaming(places(), trace)).toContain(world.path)
  await world.call('workspace.open', { path: world.path })
  const held = await world.call('erasure.preview', { people: [`${subjects[0] ?? ''}@firm0.example`] })
  expect(held.identifiers).toEqual(expect.arrayContaining([{ kind: 'email', value: 'zq00x@firm0.example' }, { kind: 'login', value: 'zq00x' }, { kind: 'github_id', value: '770000' }, { kind: 'linkedin', value: 'zq00x-li' }, { kind: 'contact', value: 'zq00x-c' }, { kind: 'name', value: 'zq00x personne' }]))
  expect(held.files).toHaveLength(world.files.length - 2)
  await world.call('workspace.close', {})
  expect(await everyRow(world.path)).toEqual(before)
  await world.call('workspace.open', { path: world.path })
})

test('thirty people are gone from every file, and the others’ rows are as they were', async () => {
  const { gridId } = await world.call('grid.open', { dataset: 'people' })
  // Whoever asks meanwhile waits and sees the file that is there then.
  const [erased, status, counted] = await Promise.all([
    // Nothing ties what they are called on Discord to the rest of them.
    world.call('erasure.erase', { people: subjects.flatMap((who, index) => [[`${who}@firm${index % 5}.example`, `@${who}`, `contact:${who}-c`][index % 3] ?? who, `handle:discord:${770_000 + index}`]) }),
    world.call('workspace.status', {}),
    world.call('grid.open', { dataset: 'contacts' }),
  ])
  expect(erased.tables.find(({ table }) => table === 'crm.contacts')?.rows).toBe(61)
  expect(status?.counts.imports).toBe(world.files.length)
  expect(counted.totalRows).toBeGreaterThanOrEqual(2 * others.length)
  const people = await world.call('grid.open', { dataset: 'people' })
  expect(people.totalRows).toBe(2 * others.length)
  await expect(world.call('grid.window', { gridId, offset: 0, limit: 10 })).rejects.toMatchObject({ code: 'not_found' })
  await world.call('workspace.close', {})
  expect((await readdir(folder)).filter((name) => name.startsWith('acme'))).toEqual(['acme.bandstand', 'acme.bandstand.files'])
  const after = await everyRow(world.path)
  for (const [table, lines] of after) expect(lines.filter((line) => trace.test(line)), table).toEqual([])
  expect(await filesNaming(places(), trace)).toEqual([])
  const derived = new Set(['evidence.verdicts', 'ops.answers', ...[...before.keys()].filter((name) => /^(dev\.(people|emails|identities|refused_merges)|evidence\.(comp|match|attr|person|actor|claim_|claimed|account)|result\.)/.test(name))])
  for (const [table, lines] of before) {
    if (bookkeeping.has(table) || derived.has(table)) continue
    const own = lines.filter((line) => !trace.test(line) && !/77\d{4}/.test(line))
    expect(after.get(table)?.filter((line) => !line.includes('[erased]')), table).toEqual(expect.arrayContaining(own))
  }
  // The questions about others are known by their keys alone; each of them found somebody.
  expect(after.get('ops.answers')).toEqual(before.get('ops.answers')?.filter((line) => others.some((who) => line.includes(`"${who}"`))))
  const resolved = after.get('dev.people')?.filter((line) => others.some((who) => line.includes(who))).map((line) => line.replace(/'person_id': \d+/, ''))
  expect(resolved).toEqual(before.get('dev.people')?.filter((line) => others.some((who) => line.includes(who))).map((line) => line.replace(/'person_id': \d+/, '').replace('works with @zq10x and zq11x@firm1.example', `'works with @[erased] and [erased]'`)))
  await world.call('workspace.open', { path: world.path })
})

test('the same files bring nobody of them back, and say so; an import can be undone as ever', async () => {
  const records = await world.call('import.list', {})
  for (const { fileName, rows } of records) {
    expect(rows.taken + rows.rejected + rows.duplicates + rows.ignored + (rows.erased ?? 0), fileName).toBe(rows.total)
  }
  expect(records.find(({ fileName }) => fileName === 'contacts.csv')).toMatchObject({ rows: { total: 41, taken: 8, rejected: 1, erased: 32 } })
  for (const { importId } of records) await world.call('import.undo', { importId })
  await world.call('import.list', {}).then((list) => expect(list).toEqual([]))
  for (const file of world.files) {
    const { import: again, alreadyImported } = await importFile(world.call, file)
    expect(alreadyImported).toBe(false)
    const { rows } = again
    expect(rows.taken + rows.rejected + rows.duplicates + rows.ignored + (rows.erased ?? 0), again.fileName).toBe(rows.total)
    const earlier = records.find(({ fileName }) => fileName === again.fileName)
    expect(rows, again.fileName).toEqual(earlier?.rows)
  }
  // The same mailbox under a label of its owner's.
  const labelled = join(folder, 'labelled.csv')
  await writeFile(labelled, 'record_id,name,email,stage\nn1,Somebody,ZQ00x+news@firm0.example,Lead\n,Somebody,,\n,zq05x+a@firm0.example,,\nn2,Else,else+zq00x@firm0.example,Lead\n')
  const { import: brought } = await world.call('import.run', { path: labelled, format: 'contacts' })
  expect(brought.rows).toMatchObject({ total: 4, taken: 1, rejected: 1, erased: 2 })
  await world.call('import.undo', { importId: brought.importId })
  await world.call('resolve.run', {})
  expect((await world.call('grid.open', { dataset: 'people' })).totalRows).toBe(2 * others.length)
  await world.call('workspace.close', {})
  const all = await everyRow(world.path)
  for (const table of ['crm.contacts', 'crm.engagements', 'dev.profiles', 'dev.events', 'dev.mailmap', 'evidence.claims', 'dev.people', 'ops.rejects']) {
    // Texts of others may name them again: a manager’s column, a biography.
    expect(all.get(table)?.filter((line) => trace.test(line) && !others.some((who) => line.includes(who))), table).toEqual([])
  }
  await world.call('workspace.open', { path: world.path })
})
