import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import * as z from 'zod'
import { importMapping, type ImportMapping } from '../../../shared/import-mapping.ts'
import { UsageError } from './terminal.ts'

/** As the calls about files take them. */
export interface GivenMappings {
  mapping?: ImportMapping
  members?: Record<string, { mapping: ImportMapping }>
}

/** What `--mapping` was given, once or several times: a document, or `name=document` for one file of a ZIP. Throws `UsageError`. */
export async function readMappings(given: readonly string[], folder: string): Promise<GivenMappings> {
  const found: GivenMappings = {}
  for (const text of given) {
    const { name, path } = await partsOf(text, folder)
    const mapping = await readMapping(resolve(folder, path))
    if (name !== null) found.members = { ...found.members, [name]: { mapping } }
    else if (found.mapping) throw new UsageError('Give --mapping once for all files, and any number of times as --mapping name=file for single files of a ZIP.')
    else found.mapping = mapping
  }
  return found
}

/** Names may hold equals signs too: the document is the longest end that is a file. */
async function partsOf(text: string, folder: string): Promise<{ name: string | null; path: string }> {
  const isFile = (path: string) => stat(resolve(folder, path)).then((found) => found.isFile(), () => false)
  const ends = [...text.matchAll(/=/g)].map(({ index }) => index)
  if (ends.length === 0 || (await isFile(text))) return { name: null, path: text }
  const parts = ends.map((at) => ({ name: text.slice(0, at), path: text.slice(at + 1) }))
  for (const part of parts) if (await isFile(part.path)) return part
  return parts.at(-1) ?? { name: null, path: text }
}

/** A mapping from a JSON file. Throws `UsageError` naming the file, the place and the remedy. */
export async function readMapping(path: string): Promise<ImportMapping> {
  const parsed = importMapping.safeParse(await readJson(path))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(`${path} is no mapping: ${issue ? `${z.core.toDotPath(issue.path) || 'the document'}: ${issue.message}` : 'unknown shape'}. See “Mappings” in the user guide, or export one with: bandstand mappings <workspace> --of <importId> --out f.json`)
}

export async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`${path} cannot be read. Check the path.`, { cause })
  })
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new UsageError(`${path} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
