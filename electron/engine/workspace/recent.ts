import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { instant } from '../../../shared/model.ts'

const recent = z.array(z.object({ path: z.string(), organisation: z.string(), openedAt: instant }))
export type Recent = z.infer<typeof recent>

const listPath = (dataDirectory: string) => join(dataDirectory, 'recent.json')

/** Workspaces opened lately that still exist, newest first. An unreadable list counts as empty. */
export async function readRecent(dataDirectory: string): Promise<Recent> {
  const text = await readFile(listPath(dataDirectory), 'utf8').catch(() => '[]')
  let found: unknown = []
  try {
    found = JSON.parse(text)
  } catch {
    return []
  }
  const parsed = recent.safeParse(found)
  return parsed.success ? parsed.data.filter((entry) => existsSync(entry.path)) : []
}

export async function rememberRecent(dataDirectory: string, path: string, organisation: string): Promise<void> {
  const others = (await readRecent(dataDirectory)).filter((entry) => entry.path !== path)
  const list: Recent = [{ path, organisation, openedAt: new Date().toISOString() }, ...others].slice(0, 20)
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 })
  const target = listPath(dataDirectory)
  // Two processes may remember at the same moment.
  const made = `${target}.${randomUUID()}.new`
  await writeFile(made, JSON.stringify(list, null, 2), { mode: 0o600 })
  await rename(made, target)
}
