import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { importMapping, type ImportMapping } from '../../../shared/import-mapping.ts'
import { UsageError } from './terminal.ts'

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
