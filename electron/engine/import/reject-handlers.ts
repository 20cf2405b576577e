import { extname, isAbsolute } from 'node:path'
import type { Handlers } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { downloadName, downloadPath } from '../grid/export.ts'
import type { Session } from '../session.ts'
import { exportRejects, fixRejects } from './fix-rejects.ts'
import { readRejectRows } from './reject-rows.ts'

/** The calls about rejects: their cells, corrections, export. */
export function rejectHandlers(session: Session): Pick<Handlers, 'reject.rows' | 'reject.fix' | 'reject.export'> {
  return {
    'reject.rows': (input, signal) => readRejectRows(session.workspace(), input, signal),
    'reject.fix': (input, signal) => fixRejects(session, input, signal),
    'reject.export': async ({ importId, path }, signal) => {
      if (path !== undefined && (!isAbsolute(path) || extname(path).toLowerCase() !== '.csv')) throw new AppError('bad_usage', `Rejects are written to a .csv file with an absolute path, not to ${path}.`)
      const target = path ?? (await downloadPath(session.dataDirectory, `rejects-of-import-${importId}.csv`))
      const rows = await exportRejects(session, { importId, path: target }, signal)
      return { path: target, rows, download: path === undefined ? downloadName(target) : null }
    },
  }
}
