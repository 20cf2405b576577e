import type { Handlers } from '../../../shared/contract.ts'
import type { Session } from '../session.ts'
import { formatInfos } from './formats.ts'
import { listImports } from './import-record.ts'
import { previewImport } from './preview.ts'
import { runImport } from './run-import.ts'
import { undoImport } from './undo-import.ts'

/** The calls about files: formats, preview, import, list, undo. */
export function importHandlers(session: Session): Pick<Handlers, 'import.formats' | 'import.preview' | 'import.run' | 'import.list' | 'import.undo'> {
  return {
    'import.formats': () => Promise.resolve(formatInfos()),
    'import.preview': (input, signal) => previewImport(session.workspace(), input, signal),
    'import.run': (input, signal) => runImport(session, input, signal),
    'import.list': async () => (await listImports(session.workspace().reader)).map(({ record }) => record),
    'import.undo': async ({ importId, jobId }, signal) => ({ import: await undoImport(session, importId, signal, jobId) }),
  }
}
