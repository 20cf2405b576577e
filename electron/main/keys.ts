import { safeStorage } from 'electron'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { KeysState } from '../../shared/window-bridge.ts'

/** The keys of providers, encrypted by the system's key store. The page learns which there are, never what they are. */
export interface KeyStore {
  state(): Promise<KeysState>
  /** Keeps a key, or forgets it where `key` is null. Rejects with a sentence for the person. */
  set(name: unknown, key: unknown): Promise<KeysState>
}

interface KeyStoreOptions {
  /** Name → encrypted key, as base64. */
  path: string
  /** Given every key whenever one changes; for the engine alone. */
  onChange: (keys: ReadonlyMap<string, string>) => void
}

const namePattern = /^[A-Z][A-Z0-9_]{2,60}$/
// A key goes into a header: printable ASCII without spaces.
const keyPattern = /^[\x21-\x7e]{1,4096}$/

export function openKeyStore({ path, onChange }: KeyStoreOptions): KeyStore {
  const keys = new Map<string, string>()
  const encrypted = new Map<string, string>()

  const load = async () => {
    for (const [name, text] of await readKeys(path)) {
      encrypted.set(name, text)
      // One that another account's key store encrypted is as good as missing.
      const key = await safeStorage.decryptStringAsync(Buffer.from(text, 'base64')).then(({ result }) => result, () => null)
      if (key !== null) keys.set(name, key)
    }
    if (keys.size > 0) onChange(keys)
  }
  let tail = load()
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const next = tail.then(work)
    tail = next.then(() => undefined, () => undefined)
    return next
  }
  const state = async (): Promise<KeysState> => ({ stored: [...keys.keys()].sort(), available: await isSafe() })

  return {
    state: () => inOrder(state),
    set: (name, key) =>
      inOrder(async () => {
        if (typeof name !== 'string' || !namePattern.test(name)) throw new Error('This is no name of a key.')
        if (key !== null && (typeof key !== 'string' || !keyPattern.test(key))) throw new Error('A key is one line of letters, digits and signs without spaces.')
        if (key === null) {
          encrypted.delete(name)
          keys.delete(name)
        } else {
          if (!(await isSafe())) throw new Error(`This system has no key store. Set ${name} in the environment instead.`)
          encrypted.set(name, (await safeStorage.encryptStringAsync(key)).toString('base64'))
          keys.set(name, key)
        }
        await writeKeys(path, encrypted)
        onChange(keys)
        return state()
      }),
  }
}

/** Without a key store Chromium encrypts with a password that everybody knows. */
async function isSafe(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

async function readKeys(path: string): Promise<[string, string][]> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null) return []
    return Object.entries(found).filter((entry): entry is [string, string] => namePattern.test(entry[0]) && typeof entry[1] === 'string')
  } catch {
    return []
  }
}

async function writeKeys(path: string, encrypted: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const next = `${path}.next`
  await writeFile(next, JSON.stringify(Object.fromEntries(encrypted), null, 2), { mode: 0o600 })
  await rename(next, path)
}
