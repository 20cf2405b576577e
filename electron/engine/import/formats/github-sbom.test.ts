import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../db/query.ts'
import { type TestSession, testSession } from '../session.test-support.ts'
import { undoImport } from '../undo-import.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const events = () => rows(session.opened.reader, 'SELECT source_row, source_event_id, source, target, occurred_at, login, quantity FROM dev.events ORDER BY source_row')
const used = (purl: string) => ({ name: 'x', SPDXID: 'SPDXRef-x', versionInfo: '1.2.3', externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl }] })
const bill = (name: string, ...purls: string[]) => ({
  SPDXID: 'SPDXRef-DOCUMENT', spdxVersion: 'SPDX-2.3', creationInfo: { created: '2024-03-01T12:00:00Z' }, name, packages: [{ name, SPDXID: 'SPDXRef-self' }, ...purls.map(used)],
})
const octo = bill('com.github.Octo/App', 'pkg:npm/left-pad@1.3.0', 'pkg:npm/%40acme/sdk@2.0.1')
const expected = (target: string) => [{ source_row: 1, source_event_id: `octo/app ${target}`, source: 'dependent_repo', target, occurred_at: null, login: 'Octo', quantity: 1 }]

test.each(['pkg:npm/%40acme/sdk@2.0.1', 'pkg:npm/@acme/sdk', '@acme/sdk', '@Acme/SDK'])('an SBOM that lists %s makes its repository’s owner depend on it', async (wanted) => {
  const settings = { package: wanted, collected: '2024-06-01' }
  for (const [name, text] of [['api.json', JSON.stringify({ sbom: octo })], ['page.json', JSON.stringify(octo, null, 2)]] as const) {
    const { import: record } = await session.imported(name, text, { settings })
    expect(record).toMatchObject({ format: 'github-sbom', rows: { total: 1, taken: 1, rejected: 0, duplicates: 0, ignored: 0 } })
    expect(await events()).toEqual(expected(wanted))
    await undoImport(session, record.importId, new AbortController().signal)
    expect(await events()).toEqual([])
  }
})

test('other packages are no match, however similar; such SBOMs are ignored', async () => {
  const others = [bill('com.github.globex/a', 'pkg:npm/%40acme/sdk-tools@1.0.0'), bill('com.github.globex/b', 'pkg:pypi/sdk@1.0.0'), bill('com.github.globex/c')]
  const text = [octo, ...others, octo].map((sbom) => `${JSON.stringify({ sbom })}\n`).join('')
  await expect(session.imported('sboms.ndjson', text)).rejects.toMatchObject({ code: 'needs_setting', detail: { key: 'package' } })
  const settings = { package: 'pkg:npm/@acme/sdk' }
  expect((await session.imported('sboms.ndjson', text, { settings })).import.rows).toEqual({ total: 5, taken: 1, rejected: 0, duplicates: 1, ignored: 3 })
  expect((await session.imported('again.ndjson', text, { settings })).alreadyImported).toBe(true)
  expect(await events()).toEqual(expected('pkg:npm/@acme/sdk'))
})

test('a document of no repository or without packages is rejected with its line', async () => {
  const empty = { ...octo, packages: undefined }
  const text = [octo, bill('my laptop', 'pkg:npm/%40acme/sdk@2.0.1'), empty].map((sbom) => `${JSON.stringify({ sbom })}\n`).join('')
  const { import: record } = await session.imported('sboms.ndjson', text, { settings: { package: '@acme/sdk' } })
  expect(record.rows).toEqual({ total: 3, taken: 1, rejected: 2, duplicates: 0, ignored: 0 })
  expect(await rows(session.opened.reader, 'SELECT line_number, column_name FROM ops.rejects ORDER BY line_number')).toEqual([{ line_number: 2, column_name: 'name' }, { line_number: 3, column_name: 'packages' }])
})
