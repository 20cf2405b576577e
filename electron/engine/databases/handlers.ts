import type { Handlers } from '../../../shared/contract.ts'
import { rows } from '../db/query.ts'
import { transaction } from '../db/transaction.ts'
import { previewExport, writeExport } from '../hand-over/write-export.ts'
import { ensurePersonas } from '../personas/ensure-personas.ts'
import { previewRules } from '../personas/preview-rules.ts'
import { appendRules, listRules } from '../personas/rules-versions.ts'
import { personaSummary } from '../personas/summary.ts'
import { reviewerOf } from '../review/decision-store.ts'
import type { Session } from '../session.ts'
import { databaseFile } from './database-file.ts'
import { suppressionFile, suppressionSql } from './suppression.ts'

type DatabaseHandlers = Pick<Handlers, 'personas.summary' | 'personas.rules' | 'personas.preview' | 'personas.save' | 'databases.preview' | 'databases.export' | 'suppression.preview' | 'suppression.export'>

export function databaseHandlers(session: Session): DatabaseHandlers {
  const { dataDirectory } = session
  return {
    'personas.summary': async (_, signal) => {
      const workspace = session.workspace()
      await ensurePersonas(workspace, signal)
      return personaSummary(workspace.reader)
    },
    'personas.rules': async () => ({ versions: await listRules(session.workspace().reader) }),
    'personas.preview': ({ rules }, signal) => previewRules(session.workspace(), rules, signal),
    'personas.save': async ({ author, ...version }) => {
      const workspace = session.workspace()
      const { writer, reader } = workspace
      await workspace.exclusive(() => transaction(writer, async () => appendRules(writer, { ...version, author: await reviewerOf(writer, author) })))
      await session.changed()
      return { versions: await listRules(reader) }
    },
    'databases.preview': (asked, signal) => previewExport(session.workspace(), databaseFile(asked), signal),
    'databases.export': ({ path, format, pseudonymised, ...asked }, signal) =>
      writeExport(session.workspace(), { ...databaseFile(asked), kind: `${asked.database}-database`, path, format, pseudonymised, dataDirectory }, signal),
    'suppression.preview': async ({ tools }, signal) => {
      const workspace = session.workspace()
      const preview = await previewExport(workspace, suppressionFile(tools), signal)
      const reasons = await rows<{ reason: string; addresses: number }>(workspace.reader, `SELECT reason, count(*)::INTEGER AS addresses FROM (${suppressionSql(tools)}) GROUP BY ALL ORDER BY addresses DESC, reason`)
      return { ...preview, reasons }
    },
    'suppression.export': ({ tools, path, format }, signal) =>
      writeExport(session.workspace(), { ...suppressionFile(tools), kind: `suppression-${tools}`, path, format, pseudonymised: false, dataDirectory }, signal),
  }
}
