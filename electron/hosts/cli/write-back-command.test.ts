import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeBackCalls } from '../../../shared/contract-write-back.ts'
import { testTerminal, type Ended } from './terminal.test-support.ts'

let folder: string
let cli: (...words: string[]) => Promise<Ended>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-write-back-'))
  cli = testTerminal(folder)
  await writeFile(join(folder, 'companies.csv'), 'Record ID,Company name,Company Domain Name,Lifecycle Stage\n101,Alpha,alpha.com,Lead\n102,Beta,beta.com,Opportunity\n')
  await writeFile(join(folder, 'events.csv'), 'occurred_at,source,domain\n2026-06-03,product_usage,alpha.com\n2026-06-03,product_usage,hidden.com\n')
  await cli('new', 'acme', '--organisation', 'Acme')
  await cli('import', 'acme', 'companies.csv', 'events.csv')
})
afterAll(() => rm(folder, { recursive: true }))

test('looked at, written, written again with what changed, and taken in again', async () => {
  expect((await cli('write-back', 'acme', '--crm', 'hubspot', '--check')).out).toMatch(/The files would hold.*\n[^]*hubspot-companies-update\.csv +2 /)
  await expect(readdir(join(folder, 'crm'))).rejects.toThrow('ENOENT')
  const { out, code } = await cli('write-back', 'acme', '--crm', 'hubspot', '--out', 'crm', '--json')
  expect(code).toBe(0)
  const written = writeBackCalls['writeBack.write'].output.parse(JSON.parse(out))
  expect(written.files.map(({ path }) => path).filter((path) => path !== null).sort()).toEqual((await readdir(join(folder, 'crm'))).map((name) => join(folder, 'crm', name)).sort())
  expect((await cli('write-back', 'acme', '--crm', 'hubspot', '--out', 'crm', '--changed-only')).out).toMatch(/hubspot-companies-update\.csv \(not written: no rows\) +0 +0 +2/)
  const imported = await cli('import', 'acme', 'crm/hubspot-companies-update.csv', 'crm/hubspot-companies-new.csv')
  expect(imported.code).toBe(0)
  expect(imported.out).toMatch(/1 new company is a proposal of Bandstand/)
  expect((await cli('list', 'acme', 'missing')).out).toContain('hidden.com')
})

test('a CRM and a folder have to be named', async () => {
  expect((await cli('write-back', 'acme', '--out', 'x')).code).toBe(2)
  expect(await cli('write-back', 'acme', '--crm', 'salesforce')).toMatchObject({ code: 2, err: expect.stringContaining('--out FOLDER') as string })
})
