import { userInfo } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from '../../../shared/contract.ts'
import type { Workspace } from '../db/workspace.ts'
import { makeWorld } from '../resolve/world.test-support.ts'
import { reviewerOf } from './decision-store.ts'
import { reviewerHandlers } from './reviewer-handlers.ts'

let workspace: Workspace
let remove: () => Promise<void>
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
})
afterAll(() => remove())

test('the name of the reviewer is the system user’s until one is chosen, and again when it is given up', async () => {
  const handlers = reviewerHandlers({ workspace: () => workspace, dataDirectory: '', report: () => undefined, changed: () => Promise.resolve() })
  const { signal } = new AbortController()
  const set = async (reviewer: string | null) => calls['reviewer.set'].output.parse(await handlers['reviewer.set']({ reviewer }, signal))
  expect(await handlers['reviewer.read']({}, signal)).toEqual({ reviewer: userInfo().username, chosen: null })
  expect(await set('Ana')).toEqual({ reviewer: 'Ana', chosen: 'Ana' })
  expect(await reviewerOf(workspace.reader, undefined)).toBe('Ana')
  expect(await set(null)).toEqual({ reviewer: userInfo().username, chosen: null })
  expect(await reviewerOf(workspace.reader, undefined)).toBe(userInfo().username)
})
