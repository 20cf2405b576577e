import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { one } from './query.ts'
import { readSetting, writeSetting } from './settings.ts'
import { keepUntilWritten, steadyRows } from './steady.ts'
import { transaction } from './transaction.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

async function withWorkspace(work: (workspace: Workspace) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-steady-'))
  const workspace = await createWorkspace(join(folder, 'w'))
  try {
    await work(workspace)
  } finally {
    await workspace.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const sequence = 'SELECT nextval(\'next\')::INTEGER AS value'

test('what is asked again is not read again until something is written', () =>
  withWorkspace(async ({ writer, reader }) => {
    await writer.run('CREATE SEQUENCE next')
    const ask = async () => (await steadyRows<{ value: number }>(reader, sequence))[0]?.value
    expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
    expect(await ask()).toBe(1)
    await writeSetting(writer, 'any', 1)
    expect(await ask()).toBe(2)
    expect((await steadyRows<{ value: number }>(reader, `${sequence} WHERE $other = 1`, { other: 1 }))[0]?.value).toBe(3)
    expect(await ask()).toBe(2)
  }))

test('the reader sees what was committed, and what was not it does not', () =>
  withWorkspace(async ({ writer, reader }) => {
    await writeSetting(writer, 'as_of', 'before')
    expect(await readSetting(reader, 'as_of')).toBe('before')
    await transaction(writer, async () => {
      await writeSetting(writer, 'as_of', 'within')
      expect(await readSetting(reader, 'as_of')).toBe('before')
      expect(await readSetting(writer, 'as_of')).toBe('within')
    })
    expect(await readSetting(reader, 'as_of')).toBe('within')
    await expect(transaction(writer, async () => {
      await writeSetting(writer, 'as_of', 'given up')
      throw new Error('no')
    })).rejects.toThrow('no')
    expect(await readSetting(reader, 'as_of')).toBe('within')
  }))

test('what is read while something is written is not kept beyond it', () =>
  withWorkspace(async ({ writer, reader }) => {
    await writer.run('CREATE TABLE counted AS SELECT 0 AS n')
    for (let round = 1; round <= 50; round += 1) {
      const writing = writer.run('UPDATE counted SET n = n + 1')
      const early = steadyRows<{ n: number }>(reader, 'SELECT n FROM counted')
      await writing
      await early
      expect(await steadyRows(reader, 'SELECT n FROM counted')).toEqual([{ n: round }])
    }
  }))

test('while a statement that writes is under way nothing is kept: what it brings can be seen before it is known to have ended', () =>
  withWorkspace(async (workspace) => {
    const reader = await workspace.connect()
    await workspace.writer.run('CREATE SEQUENCE next')
    const writing = { isAny: false }
    keepUntilWritten(reader, { changes: () => 0, isAny: () => writing.isAny })
    const ask = async () => (await steadyRows<{ value: number }>(reader, sequence))[0]?.value
    expect([await ask(), await ask()]).toEqual([1, 1])
    writing.isAny = true
    expect([await ask(), await ask()]).toEqual([2, 3])
  }))

test('a statement that failed is asked again; a connection that belongs to no workspace keeps nothing', () =>
  withWorkspace(async (workspace) => {
    const { writer, reader } = workspace
    await expect(steadyRows(reader, 'SELECT n FROM later')).rejects.toThrow('later')
    await writer.run('CREATE TABLE later AS SELECT 1 AS n')
    expect(await steadyRows(reader, 'SELECT n FROM later')).toEqual([{ n: 1 }])
    await writer.run('CREATE SEQUENCE next')
    const other = await workspace.connect()
    expect(await steadyRows(other, sequence)).toEqual([{ value: 1 }])
    expect(await steadyRows(other, sequence)).toEqual([{ value: 2 }])
    expect((await one<{ n: number }>(other, 'SELECT n FROM later')).n).toBe(1)
  }))
