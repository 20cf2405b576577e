import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importStoryFiles } from '../../engine/stories/story-world.test-support.ts'
import { testTerminal, type Ended } from './terminal.test-support.ts'

let folder: string
let cli: (...words: string[]) => Promise<Ended>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-story-'))
  cli = testTerminal(folder)
  await cli('new', 'acme', '--organisation', 'Acme')
  await importStoryFiles(folder, ({ path, format }) => cli('import', 'acme', path, '--as', format))
}, 120_000)
afterAll(() => rm(folder, { recursive: true }))

test('the story of an account as text and as JSON tell the same', async () => {
  const { code, out, err } = await cli('story', 'acme', 'account', 'A1')
  expect(code, err).toBe(0)
  for (const title of ['Score by signal', 'Lifecycle', 'People', 'CRM record (accounts.csv, record 1)', 'Stages', 'Deals', 'Contacts', 'Claims', 'Matches', 'Conflicts']) expect(out).toContain(`\n${title}`)
  const json = JSON.parse((await cli('story', 'acme', 'account', 'A1', '--json')).out) as { headline: string; timeline: { at: string }[]; deals: { history: unknown[] }[] }
  expect(out.startsWith(json.headline)).toBe(true)
  expect(json.timeline.length).toBeGreaterThan(10)
  expect(json.deals.map(({ history }) => history.length)).toEqual([1, 2])
})

test('the story of a person; nobody of that name is an error with its remedy', async () => {
  const { code, out } = await cli('story', 'acme', 'person', 'vera')
  expect(code).toBe(0)
  expect(out).toMatch(/^Vera Voss \(vera\) is a buyer by the rule/)
  expect(out).toMatch(/globex .*2016-01-01 {2}2021-04-30/)
  const none = await cli('story', 'acme', 'person', 'nobody')
  expect(none).toMatchObject({ code: 1 })
  expect(none.err).toContain('Give a login, an e-mail address, a name or a key')
  expect((await cli('story', 'acme', 'planet', 'x')).code).toBe(2)
})
