import { realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** The real path of a regular file below `root` that a URL path names, or null: no escape by `..`, encoding, links or drive letters. */
export async function fileBelow(root: string, urlPath: string): Promise<string | null> {
  const segments = decoded(urlPath)?.split('/').filter((segment) => segment !== '')
  if (!segments?.every((segment) => /^[^\\/:\0]+$/.test(segment) && segment !== '.' && segment !== '..')) return null
  try {
    const base = await realpath(root)
    const path = await realpath(join(base, ...segments))
    if (!path.startsWith(base + sep)) return null
    return (await stat(path)).isFile() ? path : null
  } catch {
    return null
  }
}

function decoded(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath)
  } catch {
    return null
  }
}
