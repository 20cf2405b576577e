import { createHash } from 'node:crypto'
import type { ImportPreview, ImportSettings } from '../../../shared/contract-import.ts'
import { openArchive } from './archive/open-archive.ts'
import { previewArchive } from './archive/preview-archive.ts'
import { readBytes } from './bytes.ts'
import type { Workspace } from '../db/workspace.ts'
import { candidates, recognised } from './formats.ts'
import type { Importer, Layout, Sample } from './importer.ts'
import { anyImportOfSize, importsOfFile } from './import-record.ts'
import { delimitedLayout, jsonColumnsLayout, parquetLayout } from './layouts.ts'
import { admitted, parquetSample } from './parquet.ts'
import { chooseImporter, openQuestions } from './recognise.ts'
import type { ImportRequest } from './run-import.ts'
import { isRecord } from './json-value.ts'
import { textSample } from './sample.ts'
import { normalSettings, sheetQuestion, sheetSettings } from './settings.ts'
import { sniff, type Sniffed } from './sniff.ts'
import { stageOf } from './stage-names.ts'

const previewRows = 50
const samplesPerColumn = 5
const largestHashed = 64 << 20

/** What a file holds and what is still to be asked, from its first megabyte. */
export async function previewImport(workspace: Workspace, request: Omit<ImportRequest, 'jobId'>, signal: AbortSignal): Promise<ImportPreview> {
  const zip = await openArchive(request.path)
  if (zip) return previewArchive({ zip, workspace, request, signal }, previewOf)
  const sniffed = await sniff(request.path, { sheet: request.settings['sheet'] })
  const given = sheetSettings(sniffed, request.settings)
  const sample = await sampleOf(workspace, sniffed)
  const importer = request.format === undefined ? (recognised(sample) ?? null) : chooseImporter(sniffed, sample, { format: request.format, settings: given })
  const settings = importer ? normalSettings(importer, given) : given
  return { ...previewOf({ sniffed, sample, importer }, settings), sameAsImport: await sameAs(workspace, sniffed, signal) }
}

/** The preview of a file that was looked at; `sameAsImport` is left open. */
function previewOf({ sniffed, sample, importer }: { sniffed: Sniffed; sample: Sample; importer: Importer | null }, settings: ImportSettings): ImportPreview {
  const columns = importer && sample.container === 'json' && importer.paths.length > 0 ? importer.paths.filter((path) => sample.records.some((record) => valueAt(record, path) !== undefined)) : sample.names.map((name) => [name])
  const plan = importer?.plan({ layout: sampleLayout(sample, importer), settings, dateOrder: 'dmy' })
  const cells = sample.records.map((record) => columns.map((path) => shown(valueAt(record, path))))
  return {
    fileName: sniffed.fileName,
    bytes: sniffed.bytes,
    format: importer?.id ?? null,
    formatLabel: importer?.label ?? null,
    candidates: candidates(sample).map(({ importer: { id, label }, confidence }) => ({ format: id, label, confidence })),
    container: sniffed.workbook ? 'xlsx' : sniffed.compression === 'gzip' ? `${sniffed.container}.gz` : sniffed.container,
    encoding: sniffed.detected.encoding,
    delimiter: sniffed.workbook ? null : (sniffed.dialect?.delimiter ?? null),
    columns: columns.map((path, index) => ({
      name: path.join('.'),
      field: plan?.mapped.get(path.join('.')) ?? null,
      samples: [...new Set(cells.flatMap((row) => (row[index] == null ? [] : [row[index]])))].slice(0, samplesPerColumn),
    })),
    rows: cells.slice(0, previewRows),
    needs: (importer ? openQuestions(importer, sample, settings) : sheetQuestion(sample, settings)).map(({ key, label, example }) => ({ key, label, example })),
    stages: stageCounts(columns, cells, { plan, settings }),
    warnings: [...(plan?.warnings ?? []), ...encodingWarnings(sniffed)],
    sameAsImport: null,
  }
}

const sampleOf = (workspace: Workspace, sniffed: Sniffed): Promise<Sample> =>
  sniffed.container === 'parquet'
    ? admitted(sniffed.path, workspace.scratch, (path) => parquetSample(workspace.reader, path, sniffed.fileName))
    : Promise.resolve(textSample(sniffed))

function sampleLayout(sample: Sample, importer: Importer): Layout {
  if (sample.container === 'delimited') return delimitedLayout(sample.names, (index) => `c${index}`)
  if (sample.container === 'parquet') return parquetLayout(sample.names.map((name) => ({ name, type: 'VARCHAR' })))
  return jsonColumnsLayout(sample.names, importer.paths.length > 0 ? importer.paths : sample.names.map((name) => [name]))
}

const valueAt = (record: Record<string, unknown>, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), record)

const longestShown = 200

function shown(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, longestShown)
}

function stageCounts(
  columns: readonly (readonly string[])[],
  cells: readonly (readonly (string | null)[])[],
  { plan, settings }: { plan: ReturnType<Importer['plan']> | undefined; settings: Record<string, string> },
): ImportPreview['stages'] {
  const index = columns.findIndex((path) => plan?.mapped.get(path.join('.')) === 'stage')
  if (index < 0) return []
  const counts = new Map<string, number>()
  for (const row of cells) counts.set(row[index]?.trim() ?? '', (counts.get(row[index]?.trim() ?? '') ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([raw, rows]) => ({ raw, stage: stageOf(raw, settings), rows }))
}

function encodingWarnings({ detected }: Sniffed): string[] {
  if (detected.damaged) return ['Some bytes are not UTF-8; the records that hold them will be rejected.']
  return detected.encoding === 'windows-1252' ? ['The file is not UTF-8; it is read as Windows-1252. Check that accents look right.'] : []
}

/** The import that holds exactly this file; null also where finding out would mean reading more than 64 MB. */
async function sameAs({ reader }: Workspace, { path, fileName, bytes }: Sniffed, signal: AbortSignal): Promise<number | null> {
  if (bytes > largestHashed || !(await anyImportOfSize(reader, bytes))) return null
  const hash = createHash('sha256')
  for await (const chunk of readBytes({ path, fileName, compression: 'none' }, signal)) hash.update(chunk)
  const [same] = await importsOfFile(reader, hash.digest('hex'))
  return same?.record.importId ?? null
}
