import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyAcross, moveInto } from './move-into.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-move-'))
  await writeFile(join(folder, 'draft'), 'new')
})
afterEach(() => rm(folder, { recursive: true }))

test.each([['by renaming', moveInto], ['by copying', copyAcross]])('an earlier file is replaced, nothing else is left: %s', async (_, move) => {
  await writeFile(join(folder, 'list.csv'), 'old')
  await move(join(folder, 'draft'), join(folder, 'list.csv'))
  expect(await readFile(join(folder, 'list.csv'), 'utf8')).toBe('new')
  expect((await readdir(folder)).filter((name) => name.includes('part'))).toEqual([])
})

test.each([['by renaming', moveInto], ['by copying', copyAcross]])('a target that cannot be replaced stays as it is: %s', async (_, move) => {
  await mkdir(join(folder, 'list.csv', 'inside'), { recursive: true })
  await expect(move(join(folder, 'draft'), join(folder, 'list.csv'))).rejects.toMatchObject({ code: 'not_writable' })
  expect((await readdir(folder)).sort()).toEqual(['draft', 'list.csv'])
})

test('a missing folder is named', async () => {
  await expect(moveInto(join(folder, 'draft'), join(folder, 'missing', 'list.csv'))).rejects.toThrow(`there is no folder ${join(folder, 'missing')}.`)
})
