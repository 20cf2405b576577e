import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testTerminal, type Ended } from './terminal.test-support.ts'

let folder: string
let cli: (...words: string[]) => Promise<Ended>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-cli-databases-'))
  cli = testTerminal(folder)
  await writeFile(join(folder, 'contacts.csv'), 'record_id,full name,email,job title,company\n1,Dora,dora@x.com,Software Engineer,X\n2,Vera,vera@x.com,CEO,X\n')
  await cli('new', 'acme', '--organisation', 'ACME')
  await cli('import', 'acme', 'contacts.csv')
})
afterAll(() => rm(folder, { recursive: true }))

test('personas, rules of one’s own, both databases, suppression and the log', async () => {
  const { out } = await cli('personas', 'acme')
  expect(out).toMatch(/2 people by the rules of version 0 \(Method default\)[\s\S]*developer +1[\s\S]*user +1[\s\S]*Executive +buyer +1/)
  await writeFile(join(folder, 'rules.json'), (await cli('personas', 'acme', '--export')).out.replace('"accountWithoutTitle": "developer"', '"accountWithoutTitle": "other"'))
  expect((await cli('personas', 'acme', '--rules', 'rules.json')).out).toContain('nothing was stored')
  expect((await cli('personas', 'acme', '--rules', 'rules.json', '--save')).code).toBe(2)
  expect((await cli('personas', 'acme', '--rules', 'rules.json', '--save', '--name', 'Ours')).out).toContain('version 1 (Ours)')
  await writeFile(join(folder, 'broken.json'), '{"words":{}}')
  expect(await cli('personas', 'acme', '--rules', 'broken.json')).toMatchObject({ code: 2 })

  expect((await cli('databases', 'acme', 'buyer', '--out', 'buyers.csv', '--check')).out).toBe('It would hold 1 row. Personal data: 1 name, 1 e-mail address, 1 title.\n')
  await expect(readFile(join(folder, 'buyers.csv'))).rejects.toThrow('ENOENT')
  expect(JSON.parse((await cli('databases', 'acme', 'buyer', '--out', 'buyers.csv', '--json')).out)).toMatchObject({ rows: 1, withheld: 0 })
  expect(await readFile(join(folder, 'buyers.csv'), 'utf8')).toContain('"Vera","vera@x.com"')
  expect((await cli('databases', 'acme', 'user', '--out', 'users.pdf')).code).toBe(2)
  expect((await cli('suppression', 'acme', '--for', 'sales', '--out', 'suppression.csv')).out).toContain('1 row.')
  expect((await cli('exports', 'acme')).out).toMatch(/suppression-sales +sales[\s\S]*buyer-database +sales/)
})
