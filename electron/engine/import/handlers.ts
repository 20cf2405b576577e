import type { Handlers } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Session } from '../session.ts'
import { openArchive } from './archive/open-archive.ts'
import { readChanges } from './changes-page.ts'
import { formatInfos } from './formats.ts'
import { listImports, readImport } from './import-record.ts'
import { opened } from './opened-file.ts'
import { previewImport } from './preview.ts'
import { choose } from './recognise.ts'
import { dryRun, runImport } from './run-import.ts'
import { surveyStages } from './stage-survey.ts'
import { undoImport } from './undo-import.ts'

type ImportHandlers = Pick<
  Handlers,
  'import.formats' | 'import.preview' | 'import.stages' | 'import.check' | 'import.run' | 'import.list' | 'import.undo' | 'import.changes' | 'import.mapping'
>

/** The calls about files: formats, preview, import, list, undo. */
export function importHandlers(session: Session): ImportHandlers {
  return {
    'import.formats': () => Promise.resolve(formatInfos()),
    'import.preview': (input, signal) => previewImport(session.workspace(), input, signal),
    'import.stages': async (input, signal) => {
      const workspace = session.workspace()
      // The words of a ZIP are those of each file in it, asked for one by one.
      if (input.member === undefined && (await openArchive(input.path))) return { records: 0, stages: [] }
      return opened(workspace, input, async ({ sniffed: beginning, sample, whole }) => {
        const choice = await choose(workspace.reader, { sniffed: beginning, sample }, input)
        return whole((sniffed) => surveyStages(choice, { workspace, sniffed, importer: choice.importer, names: sample.names, signal }))
      }, signal)
    },
    'import.check': (input, signal) => dryRun(session, input, signal),
    'import.run': (input, signal) => runImport(session, input, signal),
    'import.list': async () => (await listImports(session.workspace().reader)).map(({ record }) => record),
    'import.undo': async ({ importId, jobId }, signal) => ({ import: await undoImport(session, importId, signal, jobId) }),
    'import.changes': (input) => readChanges(session.workspace().reader, input),
    'import.mapping': async ({ importId }) => {
      const { record, mapping } = await readImport(session.workspace().reader, importId)
      if (!mapping) throw new AppError('not_found', `Import ${importId} of ${record.fileName} was made before mappings were kept. Import the file again to get one.`)
      return mapping
    },
  }
}
