import { gzipSync } from 'node:zlib'
import type { Workspace } from '../../db/workspace.ts'
import { createPart, type PartFile } from '../part-writer.ts'
import type { ArchivePart } from './archive-part.ts'
import { entryBytes } from './entry-bytes.ts'
import type { ZipDirectory, ZipEntry } from './zip-directory.ts'

/** Writes what a part holds into the scratch folder. Files that continue each other stand one behind the other, each on lines of its own. */
export async function writePart(zip: ZipDirectory, part: Pick<ArchivePart, 'entries' | 'sniffed' | 'text'>, { workspace, signal }: { workspace: Workspace; signal: AbortSignal }): Promise<PartFile> {
  const file = await createPart(workspace.scratch)
  try {
    for await (const chunk of part.text ? part.text(signal) : joined(zip, part, signal)) await file.write(chunk)
    await file.close()
    return file
  } catch (thrown) {
    await file.discard()
    throw thrown
  }
}

async function* joined(zip: ZipDirectory, { entries, sniffed }: Pick<ArchivePart, 'entries' | 'sniffed'>, signal: AbortSignal): AsyncGenerator<Buffer> {
  // A gzip file may hold several streams, one behind the other.
  const newline = sniffed.compression === 'gzip' ? gzipSync('\n') : Buffer.from('\n')
  for (const [index, entry] of entries.entries()) {
    if (index > 0) yield newline
    yield* unmarked(zip, entry, signal)
  }
}

const mark = Buffer.from([0xef, 0xbb, 0xbf])

/** The bytes of an entry without the byte order mark of UTF-8, which must not stand in the middle of a text. */
async function* unmarked(zip: ZipDirectory, entry: ZipEntry, signal: AbortSignal): AsyncGenerator<Buffer> {
  let first = true
  for await (const chunk of entryBytes(zip, entry, signal)) {
    yield first && chunk.subarray(0, 3).equals(mark) ? chunk.subarray(3) : chunk
    first = false
  }
}
