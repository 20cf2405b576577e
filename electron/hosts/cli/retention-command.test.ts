import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testTerminal, type Ended } from './terminal.test-support.ts'

let folder: string
let cli: (...words: string[]) => Promise<Ended>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-retention-'))
  cli = testTerminal(folder)
  await cli('new', 'acme', '--organisation', 'Acme')
  await writeFile(join(folder, 'events.csv'), 'occurred_at,source,login,domain\n2001-02-01T00:00:00Z,docs_view,ann,firm.example\n')
  await cli('import', 'acme', 'events.csv', '--as', 'events')
}, 120_000)
afterAll(() => rm(folder, { recursive: true }))

test('rules are told with what has had its time, applied only when asked, and taken back by always', async () => {
  expect((await cli('retention', 'acme')).out).toMatch(/events\s+always/)
  const set = await cli('retention', 'acme', '--keep', 'events=36', '--keep', 'answers=12')
  expect(set.out).toMatch(/events\s+36 months\s+\d{4}-\d\d-\d\d\s+1\n/)
  expect(set.out).toContain('repeat with --apply')
  expect((await cli('retention', 'acme', '--apply')).out).toMatch(/events\s+\d{4}-\d\d-\d\d\s+1\n/)
  expect((await cli('retention', 'acme', '--apply')).out).toContain('Nothing had had its time.')
  const state = JSON.parse((await cli('retention', 'acme', '--keep', 'events=always', '--json')).out) as { rules: object; lastApplied: string }
  expect(state.rules).toEqual({ answers: 12 })
  expect(state.lastApplied).toMatch(/^\d{4}/)
})

test('a rule that cannot be is bad usage with what to write', async () => {
  for (const rule of ['events', 'events=0', 'events=soon', 'stars=3', 'events=700']) {
    const { code, err } = await cli('retention', 'acme', '--keep', rule)
    expect([code, err.includes('kind=months')]).toEqual([2, true])
  }
})
