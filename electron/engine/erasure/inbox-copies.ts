import { quotedString } from '@duckdb/node-api'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { rows } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import { entryBytes } from '../import/archive/entry-bytes.ts'
import { readZipDirectory } from '../import/archive/zip-directory.ts'
import { parquetRelation } from '../import/parquet.ts'
import type { Identifier } from './subject.ts'

export interface InboxFile {
  importId: number
  fileName: string
  inboxName: string
}

/** Copies of imported files that name the people, or brought a row of theirs; one that cannot be looked into counts as one that does. */
export async function copiesNaming(workspace: Workspace, known: readonly Identifier[], signal: AbortSignal): Promise<InboxFile[]> {
  const files = await rows<InboxFile & { brought: boolean }>(
    workspace.writer,
    `SELECT import_id AS "importId", file_name AS "fileName", inbox_name AS "inboxName", import_id IN (SELECT import_id FROM temp.erased_rows) AS brought FROM ops.imports ORDER BY import_id`,
  )
  const words = known.filter(({ kind, value }) => ['email', 'login', 'linkedin', 'handle', 'name'].includes(kind) && value.length > 2).map(({ value }) => value)
  const found: InboxFile[] = []
  for (const { brought, ...file } of files) {
    const path = join(workspace.inbox, file.inboxName)
    if ((await stat(path).catch(() => null)) === null) continue
    if (brought || (await holds(workspace, { path, words, signal }).catch((thrown: unknown) => {
      signal.throwIfAborted()
      return thrown instanceof Error
    }))) found.push(file)
  }
  return found
}

interface Search {
  path: string
  words: readonly string[]
  signal: AbortSignal
}

async function holds(workspace: Workspace, { path, words, signal }: Search): Promise<boolean> {
  if (words.length === 0) return false
  const head = await firstBytes(path)
  if (head.startsWith('PAR1')) {
    const found = await rows(workspace.writer, `SELECT 1 FROM ${parquetRelation(path)} t WHERE regexp_matches(lower(t::VARCHAR), ${quotedString(words.map(escaped).join('|'))}) LIMIT 1`)
    return found.length > 0
  }
  const named = search(words)
  if (!head.startsWith('PK')) return named(head.startsWith('\u001f\u008b') ? createReadStream(path).pipe(createGunzip()) : createReadStream(path), signal)
  const zip = await readZipDirectory(path, path, (await stat(path)).size)
  for (const entry of zip.entries) if (await named(entryBytes(zip, entry, signal), signal)) return true
  return false
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
const overlap = 1024

/** Looks for words in bytes, as UTF-8, UTF-16 or Windows-1252, without regard to the case of Latin letters. */
function search(words: readonly string[]): (chunks: AsyncIterable<Buffer>, signal: AbortSignal) => Promise<boolean> {
  const spellings = words.flatMap((word) => [word, word.toUpperCase(), word.replaceAll(/(?<=^|\s)\S/g, (first) => first.toUpperCase())].flatMap((spelt) => [Buffer.from(spelt).toString('latin1'), Buffer.from(spelt, 'latin1').toString('latin1')]))
  const pattern = new RegExp(`(?<![a-z0-9])(?:${[...new Set(spellings)].map(escaped).join('|')})(?![a-z0-9])`, 'i')
  return async (chunks, signal) => {
    let before = ''
    for await (const chunk of chunks) {
      signal.throwIfAborted()
      const text = before + chunk.toString('latin1')
      if (pattern.test(text) || (text.includes('\0') && pattern.test(text.replaceAll('\0', '')))) return true
      before = text.slice(-overlap)
    }
    return false
  }
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(4)
    const { bytesRead } = await file.read(head, 0, 4, 0)
    return head.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}
