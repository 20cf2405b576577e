import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { calls } from '../../../shared/contract.ts'
import { createWorkspace, openWorkspace, type Workspace } from '../db/workspace.ts'
import { viewHandlers } from './handlers.ts'

let folder: string
let workspace: Workspace
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-views-'))
  workspace = await createWorkspace(join(folder, 'test'))
})
afterEach(async () => {
  await workspace.close()
  await rm(folder, { recursive: true })
})

const handlers = () => viewHandlers({ workspace: () => workspace, dataDirectory: folder, report: () => undefined, changed: () => Promise.resolve() })
const signal = new AbortController().signal
const save = async (name: string, address: string) => calls['views.save'].output.parse(await handlers()['views.save'](calls['views.save'].input.parse({ name, address }), signal))

test('views are kept by page and name over a restart; the same name is replaced', async () => {
  await save('Fintech', '#/explore?where=industry:equals~:Fintech')
  await save('Fintech', '#/companies?search=bank')
  await save(' Fintech ', '#/explore?where=industry:in:Fintech,Banking')
  await workspace.close()
  workspace = await openWorkspace(workspace.path)
  const found = await handlers()['views.list']({}, signal)
  expect(found.map(({ name, page, address }) => [page, name, address])).toEqual([
    ['companies', 'Fintech', '#/companies?search=bank'], ['explore', 'Fintech', '#/explore?where=industry:in:Fintech,Banking'],
  ])
})

test('a view is taken away by page and name; one that is not there is said so', async () => {
  await save('A', '#/explore')
  await expect(handlers()['views.remove']({ name: 'A', page: 'companies' }, signal)).rejects.toThrow(/no view “A” of companies/)
  expect(await handlers()['views.remove']({ name: 'A', page: 'explore' }, signal)).toEqual([])
})

test('only an address of a page is a view', () => {
  for (const address of ['https://example.com', 'javascript:1', '#launch=x', '#/']) expect(calls['views.save'].input.safeParse({ name: 'x', address }).success, address).toBe(false)
})
