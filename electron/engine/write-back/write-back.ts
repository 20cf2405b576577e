import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { isAbsolute, join } from 'node:path'
import type { WriteBack, WriteBackFile, WriteBackRequest, WrittenBack } from '../../../shared/contract-write-back.ts'
import { AppError } from '../../../shared/errors.ts'
import { one } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import { downloadName, downloadPath } from '../grid/export.ts'
import { moveInto } from '../grid/move-into.ts'
import type { Asked } from '../hand-over/held-rows.ts'
import { previewExport, writeExport } from '../hand-over/write-export.ts'
import { ensureLifecycle } from '../lifecycle/ensure-lifecycle.ts'
import { ensurePersonas } from '../personas/ensure-personas.ts'
import { withRun } from '../score/ensure-scored.ts'
import type { Run } from '../score/run-store.ts'
import { companyRows } from './company-rows.ts'
import { contactRows } from './contact-rows.ts'
import { type DefinitionFile, definitionFiles } from './definitions.ts'
import { type DataFile, dataFiles } from './files.ts'
import { lastTold, rememberTold } from './remembered.ts'
import { newsOf } from './told.ts'

interface Planned {
  run: Run
  files: (DataFile & { unchanged: number })[]
  definitions: DefinitionFile[]
  leftOut: WriteBack['leftOut']
}

async function planned(workspace: Workspace, { crm, changedOnly, ...request }: WriteBackRequest, signal: AbortSignal): Promise<Planned> {
  const { reader } = workspace
  return withRun(workspace, request, {
    signal,
    work: async (run) => {
      await ensureLifecycle(workspace, run, signal)
      await ensurePersonas(workspace, signal)
      const contacts = await contactRows(reader, run)
      const { all } = await one<{ all: number }>(reader, `SELECT count(*)::INTEGER AS "all" FROM crm.current_contacts WHERE kind = 'contact' AND (created_at IS NULL OR created_at <= $as_of::TIMESTAMP)`, { as_of: run.asOf })
      const { files, leftOut } = dataFiles(crm, await companyRows(reader, run), { rows: contacts, withoutAccount: all - contacts.length })
      const told = await Promise.all(files.map(async (file) => {
        const before = changedOnly ? await lastTold(reader, { crm, object: file.object }) : new Map<string, string>()
        const rows = file.rows.filter(({ record, told: now }) => before.get(record) !== newsOf(now))
        return { ...file, rows, unchanged: file.rows.length - rows.length }
      }))
      return { run, files: told, definitions: definitionFiles(crm, files), leftOut }
    },
  })
}

/** A file as the door for files takes it; whoever is in the user database stays behind. */
const asked = ({ columns, rows, object }: DataFile): Asked => ({
  audience: 'sales',
  columns,
  source: { given: rows.map(({ record, beside, told }) => ({ person_id: null, contact_record_id: object === 'contact' ? record : null, email: null, record, ...beside, ...told })) },
})

const definitionOf = ({ name, about }: DefinitionFile): WriteBackFile => ({ name, kind: 'definition', about, rows: 0, withheld: 0, unchanged: 0, personal: {} })

/** What the files would hold. */
export async function previewWriteBack(workspace: Workspace, request: WriteBackRequest, signal: AbortSignal): Promise<WriteBack> {
  const { run, files, definitions, leftOut } = await planned(workspace, request, signal)
  const shown: WriteBackFile[] = []
  for (const file of files) shown.push({ ...describe(file), ...(await previewExport(workspace, asked(file), signal)) })
  return { crm: request.crm, asOf: run.asOf, policy: run.policy, files: [...shown, ...definitions.map(definitionOf)], leftOut }
}

const describe = ({ name, kind, about, unchanged }: Planned['files'][number]) => ({ name, kind, about, unchanged })

/** Writes the files and remembers, file by file, what the CRM is told by it. A file without rows is not written. */
export async function writeWriteBack(workspace: Workspace, { folder, dataDirectory, ...request }: WriteBackRequest & { folder?: string | undefined; dataDirectory: string }, signal: AbortSignal): Promise<WrittenBack> {
  const { crm } = request
  if (folder !== undefined) await makeFolder(folder)
  const { run, files, definitions, leftOut } = await planned(workspace, request, signal)
  const written: WrittenBack['files'] = []
  for (const file of files) {
    const preview = await previewExport(workspace, asked(file), signal)
    if (preview.rows === 0) {
      written.push({ ...describe(file), ...preview, path: null, download: null })
      continue
    }
    const remember = {
      column: 'record',
      store: (records: ReadonlySet<string>) => rememberTold(workspace.writer, { crm, object: file.object, asOf: run.asOf, told: file.rows.filter(({ record }) => records.has(record)) }),
    }
    const path = folder === undefined ? undefined : join(folder, file.name)
    const name = file.name.slice(0, -'.csv'.length)
    written.push({ ...describe(file), ...(await writeExport(workspace, { ...asked(file), kind: name, format: 'csv', path, pseudonymised: false, dataDirectory, remember }, signal)) })
  }
  for (const definition of definitions) {
    signal.throwIfAborted()
    const path = folder === undefined ? await downloadPath(dataDirectory, definition.name) : join(folder, definition.name)
    await writeText(join(workspace.scratch, `${randomUUID()}.txt`), path, definition.text)
    written.push({ ...definitionOf(definition), path, download: folder === undefined ? downloadName(path) : null })
  }
  await workspace.settle()
  return { crm, asOf: run.asOf, policy: run.policy, files: written, leftOut }
}

async function makeFolder(folder: string): Promise<void> {
  if (!isAbsolute(folder)) throw new AppError('bad_usage', `${folder} is not an absolute path.`)
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new AppError('not_writable', `${folder} cannot be made: ${cause instanceof Error ? cause.message : String(cause)}. Choose another folder.`, { cause })
  })
}

async function writeText(draft: string, path: string, text: string): Promise<void> {
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' })
    await moveInto(draft, path)
    await chmod(path, 0o600)
  } finally {
    await rm(draft, { force: true })
  }
}
