import { randomUUID } from 'node:crypto'
import { access, constants, rm, writeFile } from 'node:fs/promises'
import { dirname, extname, isAbsolute, join } from 'node:path'
import type { HandOverPreview } from '../../../shared/contract-hand-over.ts'
import type { ReportFormat, ReportRequest } from '../../../shared/contract-report.ts'
import { AppError } from '../../../shared/errors.ts'
import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import { downloadName, downloadPath } from '../grid/export.ts'
import { moveInto } from '../grid/move-into.ts'
import { recordExport } from '../hand-over/record-export.ts'
import type { ReportModel } from './model.ts'
import { renderers } from './render.ts'

export interface AskedFile {
  format: ReportFormat
  /** Absolute; left out, the file lands in the download folder. */
  path?: string | undefined
}

export interface WrittenFile {
  format: ReportFormat
  path: string
  download: string | null
}

interface Writing {
  model: ReportModel
  files: readonly AskedFile[]
  request: Pick<ReportRequest, 'audience' | 'variant'>
  personal: HandOverPreview
  dataDirectory: string
  signal: AbortSignal
  onFile: (format: ReportFormat) => void
}

/** Makes every file before the first takes its place, and logs each. */
export async function writeReport(workspace: Workspace, { model, files, request, personal, dataDirectory, signal, onFile }: Writing): Promise<WrittenFile[]> {
  const drafts: (WrittenFile & { draft: string })[] = []
  try {
    for (const { format, path } of files) {
      signal.throwIfAborted()
      onFile(format)
      const draft = join(workspace.scratch, `${randomUUID()}.${format}`)
      drafts.push({ draft, format, path: path ?? (await downloadPath(dataDirectory, `report.${format}`)), download: null })
      await writeFile(draft, await renderers[format](model), { mode: 0o600, flag: 'wx', signal })
    }
    signal.throwIfAborted()
    await workspace.exclusive(() =>
      transaction(workspace.writer, async () => {
        for (const { format, path } of drafts) {
          await recordExport(workspace.writer, { kind: 'report', audience: request.audience, path, format, ...personal, pseudonymised: request.variant !== 'full' })
        }
        for (const { draft, path } of drafts) await moveInto(draft, path)
      }),
    )
    return drafts.map(({ format, path }, index) => ({ format, path, download: files[index]?.path === undefined ? downloadName(path) : null }))
  } finally {
    for (const { draft } of drafts) await rm(draft, { force: true })
  }
}

/** Before any work: where the files go, and that each is named after its format and once. */
export async function assertFiles(files: readonly AskedFile[]): Promise<void> {
  const paths = files.flatMap(({ path }) => path ?? [])
  for (const { format, path } of files) {
    if (path === undefined) continue
    if (!isAbsolute(path)) throw new AppError('bad_usage', `${path} is not an absolute path.`)
    if (extname(path).toLowerCase() !== `.${format}`) throw new AppError('bad_usage', `The file should end in .${format}: ${path}`)
    if (paths.filter((other) => other === path).length > 1) throw new AppError('bad_usage', `${path} is named twice. Name each file once.`)
    await access(dirname(path), constants.W_OK).catch((cause: unknown) => {
      throw new AppError('not_writable', `${path} cannot be written: there is no folder ${dirname(path)}, or nobody may write there.`, { cause })
    })
  }
}
