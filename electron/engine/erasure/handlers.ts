import type { Handlers } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { rewriteFile } from '../db/fresh-copy.ts'
import type { Connection } from '../db/connection.ts'
import { audit } from '../import/import-record.ts'
import type { KindOf } from '../jobs/service.ts'
import { ensurePersonas } from '../personas/ensure-personas.ts'
import type { Session } from '../session.ts'
import { removePeople } from './remove.ts'
import { fillKnown } from './subject.ts'
import { writeSubjectAccess } from './subject-access.ts'
import { survey } from './survey.ts'
import { writeTombstones } from './tombstones.ts'

/** How a workspace is rewritten under everybody who uses it. */
export interface Alone {
  /** Runs `work` while no other call does and no job runs. */
  alone: <T>(work: () => Promise<T>) => Promise<T>
  /** From within `alone`: closes the workspace, runs `work` on its file, and opens it again. */
  closed: <T>(work: (path: string) => Promise<T>) => Promise<T>
}

export interface ErasureOptions extends Alone {
  session: Session
  kinds: Readonly<Record<string, KindOf>>
}

export function erasureHandlers({ session, kinds, alone, closed }: ErasureOptions): Pick<Handlers, 'erasure.preview' | 'erasure.subjectAccess' | 'erasure.erase'> {
  const look = async (people: readonly string[], signal: AbortSignal) => {
    const workspace = session.workspace()
    await ensurePersonas(workspace, signal)
    return workspace.exclusive(() => survey(workspace, people, { kinds, signal }))
  }
  return {
    'erasure.preview': async ({ people }, signal) => (await look(people, signal)).held,
    'erasure.subjectAccess': async ({ person, path }, signal) => {
      const workspace = session.workspace()
      await ensurePersonas(workspace, signal)
      return workspace.exclusive(async () => {
        const found = await survey(workspace, [person], { kinds, signal })
        if (!found.held.found) throw new AppError('not_found', `Nothing is held about ${person}.`)
        return writeSubjectAccess(workspace, found, { path, dataDirectory: session.dataDirectory })
      })
    },
    'erasure.erase': ({ people }, signal) =>
      alone(async () => {
        signal.throwIfAborted()
        const { held, known, patterns, keys, copies } = await look(people, signal)
        const at = new Date().toISOString()
        const change = async (connection: Connection) => {
          await fillKnown(connection, known)
          const tables = await removePeople(connection, { patterns, keys, copies: copies.map(({ inboxName }) => inboxName), at })
          await writeTombstones(connection, at)
          await audit(connection, 'erasure', { people: people.length, tables, mentions: held.mentions, copies: copies.length })
          signal.throwIfAborted()
        }
        await closed((path) => rewriteFile(path, change))
        // What follows from the rest is made again; they are gone already, so this is not to be cancelled.
        await ensurePersonas(session.workspace(), new AbortController().signal)
        await session.changed()
        return { ...held, erasedAt: at }
      }),
  }
}
