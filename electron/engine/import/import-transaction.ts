import type { Connection } from '../db/connection.ts'
import { run } from '../db/query.ts'
import { removeUnrecorded } from '../db/unrecorded.ts'
import { tablesOfImports } from './tables.ts'

/** The one transaction of an import, begun by its first row; the files of an archive share it. */
export interface ImportTransaction {
  begun(): boolean
  /** Begins the transaction where that has not happened. */
  begin(): Promise<void>
  /** Takes back what a file appended before it turned out to be malformed; the files before it stay. */
  takeBack(importId: number | undefined): Promise<void>
  /** The file just appended stays, come what may of the next one but a roll-back. */
  keep(): void
  commit(): Promise<void>
  rollBack(): Promise<void>
}

/** `dry`: what would be committed is taken back. */
export function importTransaction(writer: Connection, dry = false): ImportTransaction {
  let begun = false
  let kept = false
  const rollBack = async (): Promise<void> => {
    begun = false
    await run(writer, 'ROLLBACK').catch(() => {
      // No transaction had begun.
    })
    await removeUnrecorded(writer)
  }
  return {
    begun: () => begun,
    begin: async () => {
      if (!begun) await run(writer, 'BEGIN')
      begun = true
    },
    takeBack: async (importId) => {
      if (!kept) return rollBack()
      if (importId === undefined) return
      for (const table of tablesOfImports) await run(writer, `DELETE FROM ${table} WHERE import_id = $importId`, { importId })
    },
    keep: () => {
      kept = true
    },
    commit: async () => {
      if (begun && dry) return rollBack()
      if (begun) await run(writer, 'COMMIT')
      begun = false
    },
    rollBack,
  }
}
