import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import defaults from '../../../resources/models/score.json' with { type: 'json' }
import { modelComparison, modelList, modelPreview } from '../../../shared/contract-models.ts'
import { scoreModel } from '../../../shared/score-model.ts'
import { testTerminal, type Ended } from './terminal.test-support.ts'

let folder: string
let cli: (...words: string[]) => Promise<Ended>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-models-'))
  cli = testTerminal(folder)
  await writeFile(join(folder, 'accounts.csv'), 'record_id,name,domain,stage\n1,Alpha,alpha.com,lead\n2,Beta,beta.de,customer\n')
  await writeFile(join(folder, 'events.csv'), 'occurred_at,source,login,email\n2026-06-01,product_usage,ann,ann@alpha.com\n2026-06-02,docs_view,bob,bob@beta.de\n')
  await writeFile(join(folder, 'own.json'), JSON.stringify({ ...defaults, sources: { ...defaults.sources, docs_view: { family: 'docs', weight: 40, halfLifeDays: 60 } } }))
  await writeFile(join(folder, 'wrong.json'), JSON.stringify({ ...defaults, family_bonus: -1 }))
  await cli('new', 'acme')
  await cli('import', 'acme', 'accounts.csv', 'events.csv')
})
afterAll(() => rm(folder, { recursive: true }))

test('a model is tried, saved, exported and put out of force again', async () => {
  const preview = modelPreview.parse(JSON.parse((await cli('models', 'acme', '--preview', 'own.json', '--json')).out))
  expect(preview.moves).toContainEqual({ from: 'Low', to: 'High', subjects: 1, inCrm: 1 })
  expect((await cli('models', 'acme', '--preview', 'own.json')).out).toContain('Low → High 1')
  const saved = modelList.parse(JSON.parse((await cli('models', 'acme', '--save', 'own.json', '--name', 'Docs first', '--author', 'ann', '--json')).out))
  expect(saved).toMatchObject({ inForce: 1, versions: [{ name: 'Docs first', author: 'ann' }, { version: 0 }] })
  await cli('models', 'acme', '--export', '1', '--out', 'exported.json')
  expect(scoreModel.parse(JSON.parse(await readFile(join(folder, 'exported.json'), 'utf8'))).sources['docs_view']?.weight).toBe(40)
  const listed = await cli('models', 'acme', '--use', '0', '--note', 'back to the method')
  expect(listed.out).toMatch(/→ +0 +Method default/)
})

test('two versions, two dates and one account are compared; too few wins say so', async () => {
  const both = modelComparison.parse(JSON.parse((await cli('compare', 'acme', '--from', '0', '--to', '1', '--json')).out))
  expect(both).toMatchObject({ from: { version: 0 }, to: { version: 1 }, changed: 1, found: 2, rows: [{ name: 'Beta', bandAfter: 'High' }, { name: 'Alpha', change: 0, bandBefore: 'High', bandAfter: 'Low' }] })
  const dates = modelComparison.parse(JSON.parse((await cli('compare', 'acme', '--from', '0@2026-06-02', '--to', '0@2026-07-01', '--json')).out))
  expect(dates.rows.find(({ name }) => name === 'Alpha')?.parts.decay).toBeLessThan(0)
  expect((await cli('compare', 'acme', '--from', '2026-06-01', '--subject', 'beta.de')).out).toMatch(/bob +docs_view/)
  expect(await cli('compare', 'acme', '--from', 'yesterday')).toMatchObject({ code: 2 })
  expect((await cli('back-test', 'acme')).out).toContain('Fewer than 20 say nothing')
  expect(await cli('back-test', 'acme', '--version', 'x')).toMatchObject({ code: 2 })
})

test('wrong use says what to write instead', async () => {
  expect(await cli('models', 'acme', '--save', 'wrong.json', '--name', 'x')).toMatchObject({ code: 2, err: expect.stringContaining('family_bonus: ') as string })
  expect((await cli('models', 'acme', '--save', 'wrong.json', '--name', 'x')).err).toContain('Write 0 or more: 0.15 adds 15 %')
  expect(await cli('models', 'acme', '--save', 'own.json')).toMatchObject({ code: 2, err: expect.stringContaining('--name') as string })
  expect(await cli('models', 'acme', '--export', '9')).toMatchObject({ code: 2 })
  expect(await cli('models', 'acme', '--export', '1', '--use', '1')).toMatchObject({ code: 2 })
})
