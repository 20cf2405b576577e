import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { extname, isAbsolute, join } from 'node:path'
import { quotedString } from '@duckdb/node-api'
import type { GridQuery } from '../../../shared/contract-grid.ts'
import { AppError } from '../../../shared/errors.ts'
import { interruptible } from '../db/interrupt.ts'
import { run } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import { catalogue, shownColumns } from './catalogue.ts'
import { withContext } from './context.ts'
import { copyOptions, dressedFor, type FileType } from './export-format.ts'
import { moveInto } from './move-into.ts'
import { rowsStatement } from './select-sql.ts'
import { gridsOf } from './workspace-grids.ts'

interface Export {
  workspace: Workspace
  dataDirectory: string
  request: GridQuery & { path?: string | undefined; fileType: FileType }
  /** Told how many bytes were written. */
  report: (bytes: number) => void
}

export interface Exported {
  path: string
  rows: number
  /** `<id>/<name>` below the download folder; null where a path was given. */
  download: string | null
}

/** Downloads nobody fetched are dropped after a day. */
const downloadLifetime = 24 * 3600 * 1000

/**
 * Writes exactly what the query shows to a CSV, Parquet or JSON file and notes it in ops.audit. DuckDB writes into the workspace's scratch
 * folder; the file then takes its place in one step. Throws `bad_usage` for a path it cannot write.
 */
export async function exportDataset({ workspace, dataDirectory, request, report }: Export, signal: AbortSignal): Promise<Exported> {
  const { dataset, path } = request
  if (dataset === 'humans') throw new AppError('bad_usage', 'The two databases leave by their own exports, which keep the user database out of every file for sales.')
  const fileType = path === undefined ? request.fileType : typeOfPath(path)
  const shown = shownColumns(dataset, request.columns)
  const draft = join(workspace.scratch, `${randomUUID()}.${fileType}`)
  const { making, kept, exports } = await gridsOf(workspace)
  try {
    const made = await withContext(workspace, catalogue[dataset], request, {
      signal,
      work: async (context) => {
        const { table, selection } = await making.run(() => kept.hold(dataset, context, signal))
        try {
          const { sql, values } = rowsStatement(selection, { ...request, shown }, dressedFor(fileType))
          const copy = `COPY (${sql}) TO ${quotedString(draft)} (${copyOptions(fileType)})`
          const result = await exports.run(() => reported(draft, report, () => interruptible(exports.connection, signal, () => exports.connection.run(copy, values))))
          return { rows: result.rowsChanged, asOf: context.asOf }
        } finally {
          await making.run(() => kept.release(table))
        }
      },
    })
    const target = path ?? (await downloadPath(dataDirectory, `${[dataset, made.asOf?.slice(0, 10)].filter(Boolean).join('-')}.${fileType}`))
    signal.throwIfAborted()
    await moveInto(draft, target)
    await audit(workspace, { dataset, path: target, rows: made.rows, filter: request.filter, search: request.search })
    return { path: target, rows: made.rows, download: path === undefined ? downloadName(target) : null }
  } finally {
    await rm(draft, { force: true })
  }
}

const reportEvery = 200

/** Reports how far the draft has grown while `work` writes it. */
async function reported<T>(draft: string, report: (bytes: number) => void, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => void stat(draft).then(({ size }) => report(size), () => undefined), reportEvery)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

function typeOfPath(path: string): FileType {
  const extension = extname(path).toLowerCase()
  if (!isAbsolute(path)) throw new AppError('bad_usage', `${path} is not an absolute path.`)
  if (extension === '.csv' || extension === '.parquet' || extension === '.json') return extension.slice(1) as FileType
  throw new AppError('bad_usage', `An export ends in .csv, .parquet or .json, not in ${extension === '' ? 'nothing' : extension}: ${path}`)
}

/** A path in the download area, in a folder of its own. */
export async function downloadPath(dataDirectory: string, name: string): Promise<string> {
  const folder = join(dataDirectory, 'downloads')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const id of await readdir(folder)) {
    const { mtimeMs } = await stat(join(folder, id))
    if (Date.now() - mtimeMs > downloadLifetime) await rm(join(folder, id), { recursive: true, force: true })
  }
  const own = join(folder, randomUUID())
  await mkdir(own, { mode: 0o700 })
  return join(own, name)
}

/** What a host fetches a file of the download area by: `<id>/<name>`. */
export const downloadName = (path: string): string => path.split(/[\\/]/).slice(-2).join('/')

const audit = (workspace: Workspace, detail: Record<string, unknown>): Promise<void> =>
  workspace.exclusive(() =>
    run(workspace.writer, `INSERT INTO ops.audit VALUES (nextval('ops.audit_ids'), $at::TIMESTAMP, 'export', $detail::JSON)`, {
      at: new Date().toISOString(),
      detail: JSON.stringify(detail),
    }),
  )
