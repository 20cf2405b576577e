import * as z from 'zod'
import { call } from './call.ts'
import { instant } from './model.ts'

/** Answers a file cannot give itself, e.g. `{ repo: 'acme/sdk', collected: '2026-06-01' }`. */
export const importSettings = z.record(z.string(), z.string())
export type ImportSettings = z.infer<typeof importSettings>

export const formatInfo = z.object({
  id: z.string(),
  label: z.string(),
  describes: z.string(),
  containers: z.array(z.string()),
  settings: z.array(z.object({ key: z.string(), label: z.string(), required: z.boolean(), example: z.string() })),
})
export type FormatInfo = z.infer<typeof formatInfo>

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
  columns: z.array(z.object({ name: z.string(), field: z.string().nullable(), samples: z.array(z.string()) })),
  rows: z.array(z.array(z.string().nullable())),
  /** Questions that must be answered before the import can run. */
  needs: z.array(z.object({ key: z.string(), label: z.string(), example: z.string() })),
  /** Raw stage → canonical stage, with counts within the preview. */
  stages: z.array(z.object({ raw: z.string(), stage: z.string(), rows: z.int() })),
  warnings: z.array(z.string()),
  /** The import that already holds exactly this file, if any. */
  sameAsImport: z.int().nullable(),
  /** What a ZIP becomes: one import each. The other fields are those of the first. */
  entries: z.array(z.object({ name: z.string(), files: z.int(), bytes: z.int(), format: z.string(), formatLabel: z.string() })).optional(),
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
  /** Records in the file = taken + rejected + duplicates + ignored. */
  rows: z.object({
    total: z.int(),
    taken: z.int(),
    rejected: z.int(),
    duplicates: z.int(),
    /** Records that are well formed but carry no signal this product uses (e.g. other GH Archive event types). */
    ignored: z.int(),
  }),
  periodFrom: instant.nullable(),
  periodTo: instant.nullable(),
  warnings: z.array(z.string()),
})
export type ImportRecord = z.infer<typeof importRecord>

const outcome = { import: importRecord, alreadyImported: z.boolean() }

const fileInput = z.object({
  /** Absolute path; the loopback host answers an upload with the path of its private copy. */
  path: z.string().min(1),
  format: z.string().optional(),
  settings: importSettings.default({}),
})

export const importCalls = {
  'import.formats': call(z.object({}), z.array(formatInfo)),
  'import.preview': call(fileInput, importPreview),
  /** Imports one file, or the files of a ZIP, in one transaction; progress arrives on the `progress` stream under `jobId`. */
  'import.run': call(fileInput.extend({ jobId: z.string().optional() }), z.object({
    ...outcome,
    /** The imports of the further files of a ZIP. */
    others: z.array(z.object(outcome)).optional(),
  })),
  'import.list': call(z.object({}), z.array(importRecord)),
  'import.undo': call(z.object({ importId: z.int(), jobId: z.string().optional() }), z.object({ import: importRecord })),
}
