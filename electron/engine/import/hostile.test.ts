import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import type { HostileResult } from './hostile-child.test-support.ts'
import { hostileFiles } from './hostile-files.test-support.ts'

/** Making the files, some of them 96 MB unpacked, needs most of this. */
const mostMegabytes = 800
const mostWritten = 100 << 20

let results: readonly HostileResult[] = []
beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'hostile-child.test-support.ts')], { maxBuffer: 64 << 20 })
  // Printed by the child in exactly this shape.
  results = stdout.trim().split('\n').map((line) => JSON.parse(line) as HostileResult)
}, 900_000)

test('there are at least sixty hostile files, and each was tried', () => {
  expect(hostileFiles.length).toBeGreaterThanOrEqual(60)
  expect(results.map(({ name }) => name)).toEqual(hostileFiles.map(({ name }) => name))
})

test.each(hostileFiles)('$name: worded, whole and without a trace', ({ name, refused, taken, rejected }) => {
  const result = results.find((each) => each.name === name)
  if (refused) {
    expect(result?.rows).toBeNull()
    expect(result?.message).toMatch(refused)
    expect(result?.message).toContain(name)
  } else expect(result).toMatchObject({ message: null, rows: { taken, rejected } })
  expect(result).toMatchObject({ unchanged: true, scratch: 0 })
  expect(result?.written ?? 0).toBeLessThan(mostWritten)
})

test('memory stays bounded over all of them', () => {
  expect(Math.max(...results.map(({ megabytes }) => megabytes))).toBeLessThan(mostMegabytes)
})
