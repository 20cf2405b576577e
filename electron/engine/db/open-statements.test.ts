import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { one } from './query.ts'
import { createWorkspace } from './workspace.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-statements-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const slow = 'SELECT sum(sin(a.range) * cos(b.range)) IS NOT NULL AS done FROM range(30000) a, range(3000) b'

test('closing waits for the statements under way on every connection, and refuses those that come after', async () => {
  const workspace = await createWorkspace(join(folder, 'acme'))
  const further = await workspace.connect()
  const answers = [one<{ done: boolean }>(workspace.reader, slow), one<{ done: boolean }>(further, slow)]
  const order: string[] = []
  for (const answer of answers) void answer.then(() => order.push('answered'))
  await workspace.close().then(() => order.push('closed'))
  expect(await Promise.all(answers)).toEqual([{ done: true }, { done: true }])
  expect(order).toEqual(['answered', 'answered', 'closed'])
  await expect(one(workspace.reader, 'SELECT 1')).rejects.toMatchObject({ code: 'no_workspace' })
  await expect(one(further, 'SELECT 1')).rejects.toMatchObject({ code: 'no_workspace' })
})
