import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { calls } from '../../../shared/contract.ts'
import { importRecord } from '../../../shared/contract-import.ts'
import { quality } from '../../../shared/contract-quality.ts'
import { analysis, explanation, scoreSummary } from '../../../shared/model.ts'
import { testTerminal, type Ended } from './terminal.test-support.ts'

let folder: string
let cli: (...words: string[]) => Promise<Ended>

const accounts = 'record_id,name,domain,stage\n1,Alpha,alpha.com,lead\n2,Beta GmbH,beta.de,customer\n3,Gamma,gamma.io,opportunity\n'
const events = 'occurred_at,source,login,email,quantity\n2026-06-01T10:00:00Z,product_usage,ann,ann@alpha.com,3\n2026-06-02T10:00:00Z,docs_view,bob,bob@beta.de,1\n2026-06-03T10:00:00Z,docs_view,cid,cid@delta.org,1\n2026-06-03T10:00:00Z,,cid,cid@delta.org,1\n'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-'))
  cli = testTerminal(folder)
  await writeFile(join(folder, 'accounts.csv'), accounts)
  await writeFile(join(folder, 'events.csv'), events)
  await writeFile(join(folder, 'stars.json'), JSON.stringify([{ starred_at: '2026-06-04T00:00:00Z', user: { login: 'dan', id: 7, type: 'User' } }]))
  await writeFile(join(folder, 'noise.bin'), Buffer.from([0, 1, 2, 3, 255, 254]))
})
afterAll(() => rm(folder, { recursive: true }))

/** One JSON document of this shape on standard output, and success. */
async function json<T>(schema: z.ZodType<T>, ...words: string[]): Promise<T> {
  const { code, out, err } = await cli(...words, '--json')
  expect(code, err).toBe(0)
  return schema.parse(JSON.parse(out))
}

describe('the main job, in order', () => {
  test('new makes a workspace once', async () => {
    const status = await json(calls['workspace.create'].output, 'new', 'acme', '--organisation', 'Acme', '--own-repo', 'acme/sdk', '--own-repo', 'acme/cli', '--competitor-repo', 'other/sdk')
    expect(status).toMatchObject({ path: join(folder, 'acme.bandstand'), organisation: 'Acme' })
    expect(status.targets.map(({ name, role }) => [name, role])).toEqual(
      expect.arrayContaining([['acme/cli', 'own'], ['acme/sdk', 'own'], ['other/sdk', 'competitor']]),
    )
    const again = await cli('new', 'acme')
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toMatch(/^error: .*exists already[^\n]*\n$/)
  })

  test('import takes several files and says which were known', async () => {
    const imported = z.object({ imports: z.array(importRecord.extend({ alreadyImported: z.boolean() })) })
    const { imports } = await json(imported, 'import', 'acme', 'accounts.csv', 'events.csv')
    expect(imports.map(({ fileName, rows }) => [fileName, rows.taken, rows.rejected])).toEqual([['accounts.csv', 3, 0], ['events.csv', 3, 1]])
    const again = await json(imported, 'import', 'acme', 'events.csv')
    expect(again.imports).toMatchObject([{ importId: 2, alreadyImported: true }])
    const stars = await json(imported, 'import', 'acme', '--set', 'repo=acme/sdk', '--set', 'collected=2026-06-05', 'stars.json')
    expect(stars.imports).toMatchObject([{ format: 'github-stargazers', settings: { repo: 'acme/sdk', collected: '2026-06-05' } }])
  })

  test('a failing file stops the import, keeps those before it and says so in words', async () => {
    await writeFile(join(folder, 'more.csv'), 'occurred_at,source,email\n2026-05-01,docs_view,eve@gamma.io\n')
    const failed = await cli('import', 'acme', 'more.csv', 'noise.bin', 'events.csv')
    expect(failed).toMatchObject({ code: 1, out: '' })
    expect(failed.err).toContain('Imported before the failure: more.csv (4).')
    const told = await cli('import', 'acme', 'more.csv', 'noise.bin', '--json')
    expect(told.code).toBe(1)
    expect(JSON.parse(told.out)).toMatchObject({ imports: [{ importId: 4, alreadyImported: true }], failed: { file: 'noise.bin', message: expect.stringContaining('noise.bin') as string } })
    const { imports } = await json(z.object({ imports: z.array(importRecord) }), 'imports', 'acme')
    expect(imports.map(({ fileName }) => fileName).sort()).toEqual(['accounts.csv', 'events.csv', 'more.csv', 'stars.json'])
    expect(await json(z.object({ import: importRecord }), 'undo-import', 'acme', '4')).toMatchObject({ import: { fileName: 'more.csv' } })
  })

  test('targets are listed by kind, marked and narrowed', async () => {
    const listed = calls['targets.list'].output
    expect((await json(listed, 'targets', 'acme')).counts).toEqual({ own: 2, competitor: 1, ecosystem: 0, unmarked: 0 })
    const marked = await cli('mark', 'acme', 'https://docs.rival.dev/', '--kind', 'site', '--role', 'competitor', '--json')
    expect(marked.code, marked.err).toBe(0)
    expect(await json(listed, 'targets', 'acme', '--role', 'competitor', '--search', 'docs')).toMatchObject({ found: 1, targets: [{ kind: 'site', name: 'docs.rival.dev', role: 'competitor', decided: true }] })
    expect((await cli('targets', 'acme')).out).toMatch(/acme\/sdk\s+repo\s+own\s+1\s+2026-06-04/)
    expect(await cli('mark', 'acme', 'nothing', '--role', 'own')).toMatchObject({ code: 2, err: expect.stringContaining('is not a repository') as string })
  })

  test('links are added, imported whole, shown with what they do, and removed', async () => {
    const listed = calls['links.list'].output
    const added = await cli('links', 'acme', '--add', 'delta.org', 'Gamma', '--kind', 'acquired', '--note', '2024', '--json')
    expect(added.code, added.err).toBe(0)
    await writeFile(join(folder, 'links.csv'), 'child,parent,kind,note\nEpsilon,beta.de,renamed,\ndelta.org,gamma,acquired,again\n')
    expect((await cli('links', 'acme', '--import', 'links.csv')).out).toMatch(/^1 link was added, 1 was there already\.\n/)
    expect((await json(listed, 'links', 'acme', '--search', 'delta')).links).toMatchObject([{ linkId: 1, child: 'delta.org', parent: 'Gamma', kind: 'acquired', note: '2024' }])
    expect(await json(calls['resolve.run'].output, 'resolve', 'acme')).toMatchObject({ matchedAccounts: 3 })
    expect((await cli('links', 'acme')).out).toMatch(/1\s+delta\.org\s+acquired by\s+Gamma\s+1\s+counts for Gamma\s+2024\n/)
    await writeFile(join(folder, 'bad-links.csv'), 'child,parent,kind\nZeta,beta.de,renamed\nZeta,,renamed\n')
    expect(await cli('links', 'acme', '--import', 'bad-links.csv')).toMatchObject({ code: 2, out: '', err: 'error: bad-links.csv was not imported. line 3: A link needs both companies: write a domain or a name for each.\n' })
    expect((await cli('links', 'acme', '--remove', '1')).out).toMatch(/^Link 1 was removed: delta\.org acquired by Gamma\.\n/)
    expect(await json(listed, 'links', 'acme', '--json')).toMatchObject({ total: 1, links: [{ child: 'Epsilon', effect: 'nobody' }] })
  })

  test('settings of resolution are shown and changed', async () => {
    const settings = calls['resolution.settings'].output
    expect(await json(settings, 'resolution-settings', 'acme')).toMatchObject({ education: false, rollUpSubsidiaries: false })
    expect(await json(settings, 'resolution-settings', 'acme', '--set', 'education=true', '--set', 'roll_up_subsidiaries=true')).toMatchObject({ education: true, rollUpSubsidiaries: true })
    const list = calls['resolution.wordList'].output
    expect(await json(list, 'resolution-settings', 'acme', '--list', 'free-mail', '--add', 'Delta.org', '--add', 'b.example', '--remove', 'gmx.de', '--search', 'e')).toMatchObject({
      entries: expect.arrayContaining([{ entry: 'delta.org', state: 'added' }]) as unknown[],
    })
    expect(await json(calls['resolve.run'].output, 'resolve', 'acme')).toMatchObject({ attributed: 2 })
    const shown = await cli('resolution-settings', 'acme')
    expect(shown.out).toMatch(/^education +true /)
    expect(shown.out).toMatch(/free-mail +1,\d+ +2 +1\n/)
    expect((await cli('resolution-settings', 'acme', '--list', 'free-mail', '--search', 'gmx.de')).out).toMatch(/gmx\.de +taken off\n/)
    await json(settings, 'resolution-settings', 'acme', '--set', 'education=false', '--set', 'roll_up_subsidiaries=false')
    await json(list, 'resolution-settings', 'acme', '--list', 'free-mail', '--remove', 'delta.org', '--remove', 'b.example', '--add', 'gmx.de')
    expect((await json(settings, 'resolution-settings', 'acme')).lists.every(({ added, removed }) => added.length + removed.length === 0)).toBe(true)
  })

  test('completeness says what was captured up to a day', async () => {
    const found = await json(calls['completeness.run'].output, 'completeness', 'acme', '--as-of', '2026-06-03')
    expect(found.sources.map(({ source, level, events: n }) => [source, level, n])).toEqual([['docs_view', 'total', 1], ['product_usage', 'total', 1]])
    const words = await cli('completeness', 'acme', '--as-of', '2026-07-01')
    expect(words.out).toMatch(/repo_star\s+acme\/sdk\s+own\s+2026-06-04/)
  })

  test('resolve, score, analyse and explain print the design’s names', async () => {
    expect(await json(calls['resolve.run'].output, 'resolve', 'acme')).toMatchObject({ attributed: 3, unresolved: 1, matchedAccounts: 2 })
    const scored = await json(scoreSummary, 'score', 'acme', '--as-of', '2026-07-01')
    expect(scored).toMatchObject({ asOf: '2026-07-01T00:00:00.000Z', policy: 'reliable' })
    const found = await json(analysis, 'analyse', 'acme', '--as-of', '2026-07-01')
    expect(found.runId).toBe(scored.runId)
    expect(found.stages.map(({ stage, accounts: n, active }) => [stage, n, active])).toEqual([['lead', 1, 1], ['opportunity', 1, 0], ['customer', 1, 1]])
    expect(found.hidden).toMatchObject({ hidden: 1, inCrm: 2 })
    const why = await json(explanation, 'explain', 'acme', 'alpha.com', '--as-of', '2026-07-01')
    expect(why.contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(why.score, 9)
    const words = await cli('analyse', 'acme', '--as-of', '2026-07-01')
    expect(words.out).toMatch(/Opportunity\s+1\s+0\s+0%/)
    expect(words.out).toContain('High at the bottom')
    expect((await cli('explain', 'acme', 'Beta GmbH', '--as-of', '2026-07-01')).out).toContain('docs_view')
  })

  test('quality draws a blind sample and says what is too little', async () => {
    expect((await cli('quality', 'acme')).out).toContain('Nothing has been drawn')
    const drawn = await json(quality, 'quality', 'acme', '--draw', '2', '--seed', 'x')
    expect(drawn).toMatchObject({ samples: [{ kind: 'attribution', drawn: 2, judged: 0, seed: 'x' }], agreement: [] })
    expect((await cli('quality', 'acme')).out).toMatch(/email_domain\s+3\s+2\s+0\s+0\s+0\s+insufficient labels \(0 of 30\)/)
    expect(await cli('quality', 'acme', '--draw', '2', '--kind', 'claim')).toMatchObject({ code: 2, err: expect.stringContaining('no claim left to draw') as string })
    expect(await cli('quality', 'acme', '--draw', 'many')).toMatchObject({ code: 2, err: expect.stringContaining('whole number') as string })
    expect((await cli('analyse', 'acme')).out).toContain('Without false positives not available yet')
  })

  test('export writes exactly the columns that are handed on', async () => {
    expect(await json(z.object({ path: z.string(), rows: z.int() }), 'export', 'acme', 'attributions', '--out', 'a.csv')).toEqual({ path: join(folder, 'a.csv'), rows: 3 })
    const [header, ...lines] = (await readFile(join(folder, 'a.csv'), 'utf8')).trim().split('\n')
    expect(header).toBe('login,github_id,company_name,company_domain,account_record_id,method,confidence,reliable')
    expect(lines.find((line) => line.startsWith('ann'))).toBe('ann,,Alpha,alpha.com,1,email_domain,0.95,true')
    for (const list of ['accounts', 'people', 'companies', 'events', 'scores']) {
      const made = await json(z.object({ rows: z.int() }), 'export', 'acme', list, '--out', `${list}.parquet`, '--as-of', '2026-07-01', '--policy', 'all')
      expect(made.rows).toBeGreaterThan(0)
    }
    expect((await readdir(folder)).filter((name) => name.endsWith('.parquet'))).toHaveLength(5)
  })

  test('mark changes whose repository it is', async () => {
    expect((await cli('mark', 'acme', 'acme/sdk', '--role', 'ecosystem')).out).toMatch(/acme\/sdk\s+repo\s+ecosystem\s+1\n/)
  })
})

describe('query', () => {
  test('prints rows, caps them and says so', async () => {
    const { out, err } = await cli('query', 'acme', 'SELECT record_id, name FROM crm.current_accounts ORDER BY record_id', '--limit', '2', '--json')
    expect(JSON.parse(out)).toEqual([{ record_id: '1', name: 'Alpha' }, { record_id: '2', name: 'Beta GmbH' }])
    expect(err).toBe('Only the first 2 rows are shown; --limit shows more.\n')
  })

  test('a statement that is refused is one line on standard error', async () => {
    expect(await cli('query', 'acme', 'DELETE FROM crm.accounts')).toEqual({ code: 2, out: '', err: 'error: Only SELECT runs here: the workspace is read-only.\n' })
  })
})

describe('wrong use exits with 2 and one line', () => {
  test.each([
    ['unknown command', ['nope']],
    ['missing argument', ['new']],
    ['unknown option', ['imports', 'acme', '--colour']],
    ['impossible date', ['analyse', 'acme', '--as-of', '2026-02-31']],
    ['unknown policy', ['score', 'acme', '--policy', 'some']],
    ['unknown role', ['mark', 'acme', 'a/b', '--role', 'friend']],
    ['setting without value', ['import', 'acme', 'events.csv', '--set', 'repo']],
    ['link without a kind', ['links', 'acme', '--add', 'a.com', 'b.com']],
    ['companies without --add', ['links', 'acme', 'a.com', 'b.com']],
    ['link to a mail host', ['links', 'acme', '--add', 'gmail.com', 'b.com', '--kind', 'acquired']],
    ['setting that is none', ['resolution-settings', 'acme', '--set', 'colour=true']],
    ['setting that is neither true nor false', ['resolution-settings', 'acme', '--set', 'education=maybe']],
    ['entry without a list', ['resolution-settings', 'acme', '--add', 'x.com']],
    ['entry that is no domain', ['resolution-settings', 'acme', '--list', 'free-mail', '--add', 'no domain']],
    ['entry that is not on the list', ['resolution-settings', 'acme', '--list', 'free-mail', '--remove', 'acme.com']],
    ['unknown list', ['export', 'acme', 'secrets', '--out', 'x.csv']],
    ['unknown ending', ['export', 'acme', 'people', '--out', 'x.xlsx']],
    ['no file to write', ['export', 'acme', 'people']],
    ['import that is no number', ['undo-import', 'acme', 'one']],
    ['repository without owner', ['new', 'other', '--own-repo', 'sdk']],
    ['missing model', ['score', 'acme', '--model', 'missing.json']],
    ['no repository named', ['import', 'acme', 'stars.json']],
    ['workspace without a name', ['new', '']],
  ])('%s', async (_, words) => {
    const { code, out, err } = await cli(...words)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(/^error: .+\n/)
    expect(err).not.toContain('    at ')
  })
})

describe('failures exit with 1 and one line', () => {
  test.each([
    ['no workspace there', ['imports', 'missing']],
    ['not a workspace', ['imports', 'noise.bin']],
    ['no such import', ['undo-import', 'acme', '77']],
    ['no such link', ['links', 'acme', '--remove', '77']],
    ['no such file', ['import', 'acme', 'missing.csv']],
    ['unknown subject', ['explain', 'acme', 'nobody at all']],
    ['query without a workspace', ['query', 'missing', 'SELECT 1']],
  ])('%s', async (_, words) => {
    const { code, out, err } = await cli(...words)
    expect(err).toMatch(/^error: [^\n]+\n$/)
    expect(out).toBe('')
    expect(code).toBe(1)
  })

  test('cancelled', async () => {
    const controller = new AbortController()
    const running = testTerminal(folder, controller)('analyse', 'acme', '--as-of', '2020-01-01')
    controller.abort()
    expect(await running).toEqual({ code: 1, out: '', err: 'cancelled\n' })
  })
})
