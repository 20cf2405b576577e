import { afterEach, beforeEach, expect, test } from 'vitest'
import { linkCalls, type CompanyLinkKind } from '../../../shared/contract-links.ts'
import { currentVersion } from '../db/migrate.ts'
import { readDataVersion, readSetting, writeSetting } from '../db/settings.ts'
import { type TestSession, testSession } from '../import/session.test-support.ts'
import { ensureResolved } from '../resolve/ensure-resolved.ts'
import { linkHandlers } from './handlers.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const signal = new AbortController().signal
const add = (child: string, parent: string, kind: CompanyLinkKind = 'acquired', note: string | null = null) => linkHandlers(session)['links.add']({ child, parent, kind, note }, signal)
const list = async (search = '') => linkCalls['links.list'].output.parse(await linkHandlers(session)['links.list']({ search, limit: 1000 }, signal))
const load = (text: string) => linkHandlers(session)['links.import']({ text, fileName: 'links.csv' }, signal)
const version = () => readDataVersion(session.opened.reader)
const said = async () => (await list()).links.map(({ child, kind, parent, note }) => [child, kind, parent, note])

test('links are added, found and removed; each change is a new version of the data', async () => {
  expect(currentVersion).toBeGreaterThanOrEqual(3)
  expect(await add(' Alpha Labs ', 'beta.io', 'renamed', ' 2024 ')).toEqual({ linkId: 1 })
  await add('gamma.dev', 'Delta')
  expect([await said(), await version(), session.changes()]).toEqual([[['gamma.dev', 'acquired', 'Delta', null], ['Alpha Labs', 'renamed', 'beta.io', '2024']], 2, 2])
  expect(await list('BETA')).toMatchObject({ found: 1, total: 2, links: [{ linkId: 1, effect: 'not_resolved' }] })
  expect(await linkHandlers(session)['links.remove']({ linkId: 2 }, signal)).toEqual({ child: 'gamma.dev', parent: 'Delta', kind: 'acquired' })
  expect(await add('epsilon.dev', 'Delta')).toEqual({ linkId: 3 })
  await expect(linkHandlers(session)['links.remove']({ linkId: 2 }, signal)).rejects.toMatchObject({ code: 'not_found', message: 'There is no link 2.' })
  expect(await version()).toBe(4)
})

test.each([
  ['', 'Beta', 'A link needs both companies'],
  ['gmail.com', 'Beta', '“gmail.com” is a domain of a mail provider'],
  ['Beta', 'octo.github.io', '“octo.github.io” is a domain of a platform'],
  ['!!!', 'Beta', '“!!!” names no company'],
  ['ACME, Inc.', '@acme', '“ACME, Inc.” and “@acme” are one company'],
  ['https://www.acme.com/about', 'acme.com', 'are one company'],
])('“%s” in “%s” is refused', async (child, parent, message) => {
  await expect(add(child, parent)).rejects.toThrow(message)
  expect([await said(), await version()]).toEqual([[], 0])
})

test('two companies are linked once', async () => {
  await add('Alpha GmbH', 'beta.io')
  await expect(add('alpha', 'https://beta.io')).rejects.toThrow('“alpha” and “https://beta.io” are linked so already.')
  await expect(add('alpha', 'beta.io', 'renamed')).rejects.toThrow('“Alpha GmbH” and “beta.io” are linked already, as acquired (link 1).')
  await add('beta.io', 'Alpha GmbH')
  expect((await list()).total).toBe(2)
})

test('a file of links is taken whole, in any usual dialect, and again without effect', async () => {
  const text = '\uFEFFParent;Child;Kind;Note\r\nbeta.io;Alpha;acquired;"2024; by ""press"""\r\nGamma;delta.dev;Renamed;\r\n\r\nGamma;delta.dev;renamed;twice\r\n'
  expect(await load(text)).toEqual({ added: 2, same: 1 })
  expect(await said()).toEqual([['delta.dev', 'renamed', 'Gamma', null], ['Alpha', 'acquired', 'beta.io', '2024; by "press"']])
  expect([await load(text), await said()]).toMatchObject([{ added: 0, same: 3 }, { length: 2 }])
})

test('a file with bad lines names each of them and changes nothing', async () => {
  await add('zeta.dev', 'beta.io')
  const before = await version()
  await expect(load(`sep=,\nchild,parent,kind\nAlpha,beta.io,acquired\nAlpha,,acquired\n"Ga\nmma",beta.io,bought\nzeta.dev,beta.io,renamed\nAlpha,beta.io,subsidiary\n${'x'.repeat(201)},beta.io,acquired\n`)).rejects.toThrow(
    'links.csv was not imported. line 4: A link needs both companies: write a domain or a name for each. line 5: “bought” is no kind of link. Write renamed, acquired, subsidiary. ' +
      'line 7: “zeta.dev” and “beta.io” are linked already, as acquired (link 1). Remove that link first. line 8: “Alpha” and “beta.io” are linked already, as acquired. Remove that link first. ' +
      'line 9: The child has more than 200 characters.',
  )
  await expect(load('company,parent\nAlpha,Beta\n')).rejects.toThrow('links.csv has no column “child” and “kind”.')
  await expect(load(`child,parent,kind\n${'a,,acquired\n'.repeat(8)}`)).rejects.toThrow('And 3 more lines.')
  expect([(await list()).total, await version()]).toEqual([1, before])
})

test('each link says what it does', async () => {
  await session.imported('accounts.csv', 'record_id,name,domain,stage\n1,Acme,acme.com,lead\n2,Beta,beta.io,lead\n')
  await session.imported('events.csv', 'occurred_at,source,login,email\n2026-01-01,docs_view,ana,ana@old.dev\n2026-01-01,docs_view,ben,ben@old.dev\n2026-01-01,docs_view,cleo,cleo@sub.dev\n2026-01-01,docs_view,dan,dan@acme.com\n')
  for (const [child, parent, kind] of [['old.dev', 'Acme', 'renamed'], ['sub.dev', 'Acme', 'subsidiary'], ['beta.io', 'Acme', 'acquired'], ['unseen.dev', 'Acme', 'acquired'], ['acme.com', 'Nowhere', 'acquired']] as const) await add(child, parent, kind)
  const effects = async () => {
    await ensureResolved(session.opened, signal)
    return Object.fromEntries((await list()).links.map(({ child, effect, accounts, people }) => [child, [effect, accounts.map(({ name }) => name), people]]))
  }
  expect(await effects()).toEqual({
    'old.dev': ['counts', ['Acme'], 2], 'sub.dev': ['off', [], 1], 'beta.io': ['own_account', [], 0], 'unseen.dev': ['nobody', [], 0], 'acme.com': ['own_account', [], 1],
  })
  await writeSetting(session.opened.writer, 'roll_up_subsidiaries', true)
  await add('sub.dev', 'Elsewhere', 'acquired')
  expect(await effects()).toMatchObject({ 'sub.dev': ['counts', ['Acme'], 1] })
  expect(await readSetting(session.opened.reader, 'roll_up_subsidiaries')).toBe(true)
})
