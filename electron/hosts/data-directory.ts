import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where Bandstand keeps what belongs to no workspace, unless BANDSTAND_DATA_DIRECTORY names another place. */
export function dataDirectoryFor(platform: NodeJS.Platform, environment: Record<string, string | undefined>, home: string): string {
  const chosen = environment['BANDSTAND_DATA_DIRECTORY']
  if (chosen) return chosen
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Bandstand')
  if (platform === 'win32') return join(environment['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Bandstand')
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'bandstand')
}

/** The private folder of this account, made where it is missing. */
export async function ensureDataDirectory(): Promise<string> {
  const path = dataDirectoryFor(process.platform, process.env, homedir())
  await mkdir(path, { recursive: true, mode: 0o700 })
  return path
}
