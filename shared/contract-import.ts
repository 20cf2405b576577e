import * as z from 'zod'
import { call } from './call.ts'
import { dateOrder, importMapping, mappableField, overwriteRule } from './import-mapping.ts'
import { instant } from './model.ts'
import { timeForm, timesOfColumns } from './time-forms.ts'

/** Answers a file cannot give itself, e.g. `{ repo: 'acme/sdk', collected: '2026-06-01' }`. */
export const importSettings = z.record(z.string(), z.string())
export type ImportSettings = z.infer<typeof importSettings>

export const formatInfo = z.object({
  id: z.string(),
  label: z.string(),
  describes: z.string(),
  containers: z.array(z.string()),
  /** What columns can be mapped to; empty where the shape of the file is fixed. */
  fields: z.array(mappableField),
  settings: z.array(z.object({ key: z.string(), label: z.string(), required: z.boolean(), example: z.string() })),
})
export type FormatInfo = z.infer<typeof formatInfo>

export const archiveEntry = z.object({
  /** How it is called on screen: one file, or the first and the last of a series. */
  name: z.string(),
  /** Its file in the ZIP, of a series the first; null for what is made of many files and cannot be looked at alone. */
  member: z.string().nullable(),
  files: z.int(),
  bytes: z.int(),
  /** Null: it is left out, and `why` says for what reason. */
  format: z.string().nullable(),
  formatLabel: z.string().nullable(),
  why: z.string().nullable(),
  /** It got a format by hand and no column was mapped yet. */
  unassigned: z.boolean(),
})
export type ArchiveEntry = z.infer<typeof archiveEntry>

export const importPreview = z.object({
  fileName: z.string(),
  bytes: z.int(),
  /** The recognised format, or null; `candidates` then says what could be chosen by hand. */
  format: z.string().nullable(),
  formatLabel: z.string().nullable(),
  candidates: z.array(z.object({ format: z.string(), label: z.string(), confidence: z.number() })),
  container: z.string(),
  encoding: z.string(),
  /** For delimited text. */
  delimiter: z.string().nullable(),
  columns: z.array(z.object({
    name: z.string(),
    /** What it is read as, by its name and in words; null: it is kept as it is. */
    field: z.string().nullable(),
    label: z.string().nullable(),
    samples: z.array(z.string()),
    /** How exact its dates are; null where it is no date column. */
    time: timeForm.nullable(),
    /** Sampled cells that cannot be read as that field. */
    unreadable: z.object({ cells: z.int(), sampled: z.int(), examples: z.array(z.string()), reason: z.string() }).nullable(),
  })),
  /** The first 200 records. */
  rows: z.array(z.array(z.string().nullable())),
  /** Questions that must be answered before the import can run; with `choices` where the answer is one of a few. */
  needs: z.array(z.object({ key: z.string(), label: z.string(), example: z.string(), choices: z.array(z.object({ value: z.string(), label: z.string() })) })),
  /** Sheets of a workbook that hold a table, where there are several; `sheet` is the one shown. */
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  /** How the file is read, complete; null while its format is not known. `origin` says where that comes from. */
  mapping: importMapping.nullable(),
  origin: z.enum(['recognised', 'remembered', 'given']),
  fields: z.array(mappableField),
  /** Whether its records have keys, so that they can meet older ones; signals have none. */
  keyed: z.boolean(),
  /** Columns with dates whose order of day and month matters, as it was decided; null where it is asked. */
  dates: z.array(z.object({ column: z.string(), order: dateOrder.nullable(), example: z.string() })),
  /** Raw stage → canonical stage, with counts within the preview. */
  stages: z.array(z.object({ raw: z.string(), stage: z.string(), rows: z.int() })),
  warnings: z.array(z.string()),
  /** The import that already holds exactly this file, if any. */
  sameAsImport: z.int().nullable(),
  /** What the files of a ZIP become: one import each, but for those that are left out. The other fields are those of the first that is imported. */
  entries: z.array(archiveEntry).optional(),
})
export type ImportPreview = z.infer<typeof importPreview>

export const importRecord = z.object({
  importId: z.int(),
  format: z.string(),
  formatLabel: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  settings: importSettings,
  importedAt: instant,
  /** Records in the file = taken + rejected + duplicates + ignored + erased. */
  rows: z.object({
    total: z.int(),
    taken: z.int(),
    rejected: z.int(),
    duplicates: z.int(),
    /** Records that are well formed but carry no signal this product uses (e.g. other GH Archive event types). */
    ignored: z.int(),
    /** Records about people who were erased: taken out since, or not let in. Absent where there are none. */
    erased: z.int().optional(),
  }),
  /** What became of the records' keys; null where the rows have none (events). */
  records: z.object({ new: z.int(), changed: z.int(), same: z.int() }).nullable(),
  overwrite: overwriteRule,
  /** The import whose rejects this one corrects. */
  corrects: z.int().nullable(),
  /** Rejects that a later import brought in corrected. */
  fixed: z.int(),
  periodFrom: instant.nullable(),
  periodTo: instant.nullable(),
  /** How exact the dates of its columns are; none where it was imported before that was kept. */
  times: timesOfColumns,
  warnings: z.array(z.string()),
})
export type ImportRecord = z.infer<typeof importRecord>

const outcome = { import: importRecord, alreadyImported: z.boolean() }

export const rejectedRecord = z.object({ row: z.int(), line: z.int().nullable(), column: z.string().nullable(), reason: z.string(), raw: z.string().nullable() })
export type RejectedRecord = z.infer<typeof rejectedRecord>
const checked = { import: importRecord, rejects: z.array(rejectedRecord) }

export const rememberedMapping = z.object({ signature: z.string(), mapping: importMapping, fileName: z.string(), savedAt: instant })
export type RememberedMapping = z.infer<typeof rememberedMapping>

export const changedCell = z.object({
  recordId: z.string(),
  name: z.string().nullable(),
  kind: z.enum(['new', 'changed']),
  column: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Number of the record in the file. */
  row: z.int(),
})

const rejectRow = z.object({
  row: z.int(),
  line: z.int().nullable(),
  column: z.string().nullable(),
  reason: z.string(),
  /** As they stand in the file, whole; for files that are no tables the text of the record. */
  cells: z.array(z.string()),
})
const editedReject = z.object({ row: z.int(), cells: z.array(z.string()).min(1).max(20_000) })

const reading = {
  format: z.string().optional(),
  /** How its columns are read; it names the format. Of a ZIP it is for the files that have all columns it names. */
  mapping: importMapping.optional(),
  /** False: a mapping remembered for these headers is left aside. */
  remembered: z.boolean().optional(),
}
/** How one file of a ZIP is read. */
export const memberReading = z.object(reading)
export type MemberReading = z.infer<typeof memberReading>

const fileInput = z.object({
  /** Absolute path; the loopback host answers an upload with the path of its private copy. */
  path: z.string().min(1),
  ...reading,
  /** Of a ZIP: file in it → how that one is read, whatever is said of all. */
  members: z.record(z.string(), memberReading).optional(),
  /** Outranks the rule of the mapping, and is not remembered by itself. */
  overwrite: overwriteRule.optional(),
  settings: importSettings.default({}),
})

/** With `member`, one file of a ZIP is looked at as if it lay there by itself. */
const lookInput = fileInput.extend({ member: z.string().optional() })

export const importCalls = {
  'import.formats': call(z.object({}), z.array(formatInfo)),
  'import.preview': call(lookInput, importPreview),
  /** The words of the stage column and what they count for, over the whole file; empty where there is none. */
  'import.stages': call(lookInput, z.object({ records: z.int(), stages: z.array(z.object({ raw: z.string(), stage: z.string(), rows: z.int() })) })),
  /** What an import would do, over the whole file and without changing anything. */
  'import.check': call(fileInput.extend({ jobId: z.string().optional() }), z.object({ ...checked, others: z.array(z.object(checked)).optional() })),
  /** Imports one file, or the files of a ZIP, in one transaction; progress arrives on the `progress` stream under `jobId`. */
  'import.run': call(fileInput.extend({ jobId: z.string().optional() }), z.object({
    ...outcome,
    /** The imports of the further files of a ZIP. */
    others: z.array(z.object(outcome)).optional(),
  })),
  'import.list': call(z.object({}), z.array(importRecord)),
  'import.undo': call(z.object({ importId: z.int(), jobId: z.string().optional() }), z.object({ import: importRecord })),
  /** What an import changed, record by record and column by column, in the order of the file. */
  'import.changes': call(
    z.object({ importId: z.int(), offset: z.int().min(0).default(0), limit: z.int().min(1).max(10_000).default(200) }),
    z.object({ changes: z.array(changedCell), total: z.int() }),
  ),
  /** How an import read its file. */
  'import.mapping': call(z.object({ importId: z.int() }), importMapping),
  'mapping.list': call(z.object({}), z.array(rememberedMapping)),
  /** Remembers a mapping for the files with these headers. */
  'mapping.remember': call(z.object({ signature: z.string().regex(/^[0-9a-f]{64}$/), mapping: importMapping, fileName: z.string() }), z.object({})),
  'mapping.forget': call(z.object({ signature: z.string() }), z.object({})),
  /** Open rejects of one import, to be corrected: headers of its file and the cells of each. */
  'reject.rows': call(
    z.object({ importId: z.int(), offset: z.int().min(0).default(0), limit: z.int().min(1).max(5000).default(100) }),
    z.object({ fileName: z.string(), headers: z.array(z.string()), rejects: z.array(rejectRow), total: z.int() }),
  ),
  /** Judges corrected rejects anew; with `bring`, those that pass become a small import of their own, linked to the first. */
  'reject.fix': call(
    z.object({ importId: z.int(), rows: z.array(editedReject).min(1).max(5000), bring: z.boolean() }),
    z.object({ judged: z.array(z.object({ row: z.int(), reason: z.string().nullable(), column: z.string().nullable() })), import: importRecord.nullable() }),
  ),
  /** Writes the open rejects of an import as CSV with the columns of its file and the reason; without `path` into the download area. */
  'reject.export': call(z.object({ importId: z.int(), path: z.string().optional() }), z.object({ path: z.string(), rows: z.int(), download: z.string().nullable() })),
}
