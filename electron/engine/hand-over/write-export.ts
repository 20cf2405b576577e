import { randomUUID } from 'node:crypto'
import { chmod, rm } from 'node:fs/promises'
import { extname, isAbsolute, join } from 'node:path'
import { quotedIdentifier } from '@duckdb/node-api'
import type { HandOverFormat, HandOverPreview } from '../../../shared/contract-hand-over.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { plain, rows } from '../db/query.ts'
import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import { downloadName, downloadPath } from '../grid/export.ts'
import { moveInto } from '../grid/move-into.ts'
import { gridsOf } from '../grid/workspace-grids.ts'
import { arePersonasCurrent, ensurePersonas } from '../personas/ensure-personas.ts'
import type { HandOverColumn } from './columns.ts'
import { type Asked, holdRows, keptSql, previewHeld } from './held-rows.ts'
import { recordExport } from './record-export.ts'
import { pseudonymiser, pseudonymKey } from './pseudonyms.ts'
import { type HandOverCell, writeSheetFile } from './write-file.ts'

export interface HandOver extends Asked {
  /** What the file is, as the log names it. */
  kind: string
  format: HandOverFormat
  /** Absolute; left out, the file lands in the download folder below `dataDirectory`. */
  path?: string | undefined
  dataDirectory: string
  pseudonymised: boolean
  /** Told which values of a column the file holds, in the transaction that makes it known. */
  remember?: { column: string; store: (values: ReadonlySet<string>) => Promise<void> }
}

/** What a file would hold, before it is written. */
export const previewExport = (workspace: Workspace, asked: Asked, signal: AbortSignal): Promise<HandOverPreview> =>
  withHeldRows(workspace, asked, { signal, work: (connection) => previewHeld(connection, asked.columns) })

/**
 * The one door for files that leave for people outside. The statement carries person_id, contact_record_id and email (each may be NULL) beside what is shown; it reads tables of
 * the workspace. A file for sales loses every row of somebody in the user database, whatever the filter was. The file takes its place in one step, and ops.exports tells of it.
 */
export async function writeExport(workspace: Workspace, request: HandOver, signal: AbortSignal): Promise<HandOverPreview & { path: string; download: string | null }> {
  const { kind, audience, format, path, columns, pseudonymised, dataDirectory, remember } = request
  if (path !== undefined) assertPath(path, format)
  const key = pseudonymised ? await workspace.exclusive(() => pseudonymKey(workspace.writer)) : null
  const draft = join(workspace.scratch, `${randomUUID()}.${format}`)
  try {
    const { preview: made, kept } = await withHeldRows(workspace, request, {
      signal,
      work: async (connection) => {
        await writeSheetFile(draft, format, { headers: columns.map(({ header }) => header), rows: keptRows(connection, { columns, key, signal }) })
        const kept = remember ? await rows<{ value: string }>(connection, `SELECT ${quotedIdentifier(remember.column)} AS value FROM (${keptSql(columns)})`) : []
        return { preview: await previewHeld(connection, columns), kept: new Set(kept.map(({ value }) => value)) }
      },
    })
    await chmod(draft, 0o600)
    signal.throwIfAborted()
    const target = path ?? (await downloadPath(dataDirectory, `${kind}.${format}`))
    await workspace.exclusive(() =>
      transaction(workspace.writer, async () => {
        await recordExport(workspace.writer, { kind, audience, path: target, format, ...made, pseudonymised })
        await remember?.store(kept)
        await moveInto(draft, target)
      }),
    )
    return { ...made, path: target, download: path === undefined ? downloadName(target) : null }
  } finally {
    await rm(draft, { force: true })
  }
}

function assertPath(path: string, format: HandOverFormat): void {
  if (!isAbsolute(path)) throw new AppError('bad_usage', `${path} is not an absolute path.`)
  if (extname(path).toLowerCase() !== `.${format}`) throw new AppError('bad_usage', `The file should end in .${format}: ${path}`)
}

interface Options<T> {
  signal: AbortSignal
  work: (connection: Connection) => Promise<T>
}

/** Runs `work` beside the rows and the personas of one and the same moment. */
export async function withHeldRows<T>(workspace: Workspace, asked: Asked, { signal, work }: Options<T>): Promise<T> {
  const { exports } = await gridsOf(workspace)
  for (;;) {
    await ensurePersonas(workspace, signal)
    const done = await exports.run(() =>
      transaction(exports.connection, async () => {
        signal.throwIfAborted()
        if (!(await arePersonasCurrent(exports.connection))) return null
        await holdRows(exports.connection, asked)
        const result = await work(exports.connection)
        for (const table of ['hand_over', 'hand_over_withheld']) await exports.connection.run(`DROP TABLE temp.${table}`)
        return { result }
      }),
    )
    if (done) return done.result
  }
}

async function* keptRows(connection: Connection, { columns, key, signal }: { columns: readonly HandOverColumn[]; key: string | null; signal: AbortSignal }): AsyncGenerator<HandOverCell[]> {
  const stand = key === null ? undefined : pseudonymiser(key)
  const result = await connection.stream(keptSql(columns))
  for await (const chunk of result.yieldRows()) {
    signal.throwIfAborted()
    for (const row of chunk) {
      yield columns.map((column, index) => {
        const cell = cellOf(plain(row[index] ?? null))
        return stand !== undefined && typeof cell === 'string' ? stand(column, cell) : cell
      })
    }
  }
}

const cellOf = (value: unknown): HandOverCell => {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return Array.isArray(value) ? value.map(String).join('; ') : JSON.stringify(value)
}
