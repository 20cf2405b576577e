import type { Retention, RetentionRules } from '../../../shared/contract-retention.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { rewriteFile } from '../db/fresh-copy.ts'
import type { Connection } from '../db/connection.ts'
import { readSetting, writeSetting } from '../db/settings.ts'
import type { Alone } from '../erasure/handlers.ts'
import { audit } from '../import/import-record.ts'
import type { Session } from '../session.ts'
import { dueRows } from './due.ts'
import { takeOut } from './take-out.ts'

const now = (): string => new Date().toISOString()

export function retentionHandlers(session: Session, { alone, closed }: Alone): Pick<Handlers, 'retention.read' | 'retention.set' | 'retention.apply'> {
  const state = async (at = now()): Promise<Retention> => {
    const { reader } = session.workspace()
    const rules = await readRules(reader)
    return { rules, due: await dueRows(reader, rules, at), lastApplied: (await readSetting<string>(reader, 'retention_applied')) ?? null }
  }
  return {
    'retention.read': ({ at }) => state(at),
    'retention.set': async ({ at, rules }) => {
      const workspace = session.workspace()
      await workspace.exclusive(() => writeSetting(workspace.writer, 'retention', rules))
      return state(at)
    },
    'retention.apply': ({ at }, signal) =>
      alone(async () => {
        const appliedAt = at ?? now()
        const gone = (await state(appliedAt)).due.filter(({ count }) => count > 0)
        const change = async (connection: Connection) => {
          await takeOut(connection, gone, appliedAt)
          await writeSetting(connection, 'retention_applied', appliedAt)
          await audit(connection, 'retention', { gone })
          signal.throwIfAborted()
        }
        signal.throwIfAborted()
        await closed((path) => rewriteFile(path, change))
        await session.changed()
        return { gone, appliedAt }
      }),
  }
}

const readRules = async (connection: Connection): Promise<RetentionRules> => (await readSetting<RetentionRules>(connection, 'retention')) ?? {}
