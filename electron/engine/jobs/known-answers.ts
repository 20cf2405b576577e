import type { Connection } from '../db/connection.ts'
import type { Answer } from './kind.ts'
import { knownKeys, readAnswers } from './store.ts'

/** Every answer that was ever paid for: committed ones by their keys, the latest ones whole until they are committed. */
export interface KnownAnswers {
  /** Reads committed answers ahead, in one statement. */
  prefetch(keys: readonly string[]): Promise<void>
  find(key: string): Promise<Answer | undefined>
  /** One that is not committed yet. */
  add(answer: Answer): void
  committed(keys: readonly string[]): void
}

export async function openKnownAnswers(connection: Connection): Promise<KnownAnswers> {
  const stored = await knownKeys(connection)
  const recent = new Map<string, Answer>()
  let ahead = new Map<string, Answer>()
  return {
    prefetch: async (keys) => {
      ahead = await readAnswers(connection, keys.filter((key) => stored.has(key)))
    },
    find: async (key) => {
      const answer = recent.get(key) ?? ahead.get(key)
      if (answer || !stored.has(key)) return answer
      return (await readAnswers(connection, [key])).get(key)
    },
    add: (answer) => {
      recent.set(answer.key, answer)
    },
    committed: (keys) => {
      for (const key of keys) {
        stored.add(key)
        recent.delete(key)
      }
    },
  }
}
