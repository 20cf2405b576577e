import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { extname, isAbsolute, join } from 'node:path'
import { personalKinds, type PersonalCounts } from '../../../shared/contract-hand-over.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { readSetting } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import { downloadName, downloadPath } from '../grid/export.ts'
import { moveInto } from '../grid/move-into.ts'
import { recordExport } from '../hand-over/record-export.ts'
import { goneRows } from './found-rows.ts'
import { knownOf } from './subject.ts'
import type { Survey } from './survey.ts'

const ofPerson = `person_id::VARCHAR IN ${knownOf('person')}`
const ofHuman = `human_id IN (SELECT human_id FROM result.human_identifiers WHERE kind = 'person' AND value IN ${knownOf('person')} OR kind = 'contact' AND value IN ${knownOf('contact')})`

/** What is concluded about people from the rest. */
const concluded: readonly (readonly [table: string, where: string])[] = [
  ['dev.people', ofPerson], ['dev.emails', ofPerson], ['dev.identities', ofPerson], ['evidence.attributions', ofPerson], ['evidence.person_claims', ofPerson], ['result.signals', ofPerson],
  ['result.humans', ofHuman], ['result.human_titles', ofHuman],
]

/** Tables that are read with what others hold of the same kind. */
const whole: Readonly<Record<string, string>> = { 'crm.stage_history': 'crm.stage_entries' }

type Row = Record<string, unknown>

interface HeldTable {
  table: string
  /** Held as it came, or concluded from what came. */
  kind: 'stored' | 'concluded'
  rows: { source: { importId: number; fileName: string | null; row: number | null } | null; values: Row }[]
}

async function readTable(connection: Connection, table: string, { where, kind }: { where: string; kind: HeldTable['kind'] }): Promise<HeldTable> {
  const found = await rows<{ line: string; fileName: string | null }>(
    connection,
    `SELECT line, i.file_name AS "fileName" FROM (SELECT to_json(t)::VARCHAR AS line, (to_json(t)->>'import_id')::INTEGER AS import_id, (to_json(t)->>'source_row')::BIGINT AS source_row FROM ${table} t WHERE ${where})
     LEFT JOIN ops.imports i USING (import_id) ORDER BY import_id, source_row, line`,
  )
  return {
    table, kind,
    rows: found.map(({ line, fileName }) => {
      const { import_id: importId, source_row: row, ...values } = JSON.parse(line) as Row
      return { source: typeof importId === 'number' ? { importId, fileName, row: typeof row === 'number' ? row : null } : null, values }
    }),
  }
}

/** Rows with each kind of personal data. */
function personalIn(tables: readonly HeldTable[]): PersonalCounts {
  const all = tables.flatMap((table) => table.rows)
  return Object.fromEntries(personalKinds.map((kind) => [kind, all.filter(({ values }) => values[kind] !== undefined && values[kind] !== null).length] as const).filter(([, count]) => count > 0))
}

/** Where a subject-access file goes. */
export interface AccessRequest {
  path: string | undefined
  dataDirectory: string
}

/** Writes everything held about the surveyed person as one JSON file, each row with the file and row it came from. The caller holds the workspace exclusively. */
export async function writeSubjectAccess(workspace: Workspace, { held, patterns, keys }: Survey, { path, dataDirectory }: AccessRequest): Promise<{ path: string; download: string | null; rows: number; tables: number }> {
  if (path !== undefined && (!isAbsolute(path) || extname(path).toLowerCase() !== '.json')) throw new AppError('bad_usage', `Give an absolute path that ends in .json: ${path}`)
  const { writer, scratch } = workspace
  const asked: [table: string, what: { where: string; kind: HeldTable['kind'] }][] = [
    ...[...goneRows(patterns, keys)].map(([table, where]): (typeof asked)[number] => [whole[table] ?? table, { where, kind: 'stored' }]),
    ...concluded.map(([table, where]): (typeof asked)[number] => [table, { where, kind: 'concluded' }]),
  ]
  const tables: HeldTable[] = []
  for (const [table, what] of asked) {
    const found = await readTable(writer, table, what)
    if (found.rows.length > 0) tables.push(found)
  }
  const { identifiers, mentions, files, exports } = held
  const content = { madeAt: new Date().toISOString(), organisation: await readSetting<string>(writer, 'organisation'), identifiers, tables, mentionsInRowsAboutOthers: mentions, copiesOfFiles: files, filesHandedOver: exports }
  const draft = join(scratch, `${randomUUID()}.json`)
  try {
    await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    const target = path ?? (await downloadPath(dataDirectory, 'subject-access.json'))
    const count = tables.reduce((sum, table) => sum + table.rows.length, 0)
    await transaction(writer, async () => {
      await recordExport(writer, { kind: 'subject-access', audience: 'analysis', path: target, format: 'json', rows: count, withheld: 0, personal: personalIn(tables), pseudonymised: false })
      await moveInto(draft, target)
    })
    return { path: target, download: path === undefined ? downloadName(target) : null, rows: count, tables: tables.length }
  } finally {
    await rm(draft, { force: true })
  }
}
