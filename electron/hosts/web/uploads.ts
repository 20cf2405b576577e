import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Left free on the disk, for the workspace that is about to take the file in. */
const RESERVE_BYTES = 512 * 1024 * 1024
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000

export class TooLarge extends Error {}

/** A name without folders, control characters or anything a file system treats specially. */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = Array.from(last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '_')).slice(-120).join('').replace(/^\.+|[. ]+$/g, '')
  return clean === '' ? 'file' : clean
}

/** Streams a request's body to `folder/<random>/<name>` and returns the path; a failed upload leaves nothing behind. */
export async function receiveUpload(request: IncomingMessage, folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await statfs(folder)
  const most = bavail * bsize - RESERVE_BYTES
  if (Number(request.headers['content-length'] ?? 0) > most) throw new TooLarge()
  const own = join(folder, randomUUID())
  await mkdir(own, { mode: 0o700 })
  const path = join(own, safeFileName(name))
  try {
    await pipeline(request, limited(most), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return path
  } catch (thrown) {
    await rm(own, { recursive: true, force: true })
    throw thrown
  }
}

function limited(most: number): Transform {
  let received = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.byteLength
      if (received > most) done(new TooLarge())
      else done(null, chunk)
    },
  })
}

/** Removes what earlier runs left: entries nobody touched for a day, since another window may still be using younger ones. */
export async function cleanIdle(folder: string): Promise<void> {
  for (const entry of await readdir(folder).catch(() => [])) {
    const path = join(folder, entry)
    const idle = await stat(path).then(({ mtimeMs }) => Date.now() - mtimeMs > DAY_MILLISECONDS).catch(() => false)
    if (idle) await rm(path, { recursive: true, force: true })
  }
}
