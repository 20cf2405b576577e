import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportRecord } from '../../../shared/contract-import.ts'
import { interruptible } from '../db/interrupt.ts'
import { recordTables } from '../db/record-tables.ts'
import { bumpDataVersion } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import type { Session } from '../session.ts'
import { recountLater } from './changes.ts'
import { audit, readImport } from './import-record.ts'
import { startMeter } from './meter.ts'
import { tablesOfImports } from './tables.ts'

/** Takes an import back: its rows, its record and its copy in the inbox. Throws `not_found`. */
export async function undoImport(session: Session, importId: number, signal: AbortSignal, jobId: string = randomUUID()): Promise<ImportRecord> {
  const workspace = session.workspace()
  return workspace.exclusive(async () => {
    signal.throwIfAborted()
    const { writer, inbox } = workspace
    const { record, inboxName } = await readImport(writer, importId)
    const meter = startMeter((progress) => session.report(progress), { jobId, kind: 'undo', label: `Undoing ${record.fileName}`, total: record.bytes })
    try {
      await transaction(writer, async () => {
        for (const [index, table] of tablesOfImports.entries()) {
          await interruptible(writer, signal, () => writer.run(`DELETE FROM ${table} WHERE import_id = $import`, { import: importId }))
          meter.update((index + 1) / tablesOfImports.length, record.rows.total)
        }
        for (const table of Object.values(recordTables)) await recountLater(writer, table, importId)
        await audit(writer, 'import.undo', { importId, format: record.format, fileName: record.fileName, sha256: record.sha256, rows: record.rows })
        await bumpDataVersion(writer)
        signal.throwIfAborted()
      })
    } catch (thrown) {
      meter.end(signal.aborted ? 'cancelled' : 'failed')
      throw signal.aborted ? signal.reason : thrown
    }
    await rm(join(inbox, inboxName), { force: true })
    await session.changed()
    meter.end('done')
    return record
  })
}
