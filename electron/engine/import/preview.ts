import { createHash } from 'node:crypto'
import type { ImportPreview, ImportSettings } from '../../../shared/contract-import.ts'
import { openArchive } from './archive/open-archive.ts'
import { previewArchive } from './archive/preview-archive.ts'
import { readBytes } from './bytes.ts'
import type { Workspace } from '../db/workspace.ts'
import { columnFaults } from './column-faults.ts'
import { type DateOrders, dateSetting } from './date-order.ts'
import { dateColumns, sampledOrders, wholeOrders } from './decide-dates.ts'
import { effectiveMapping } from './effective-mapping.ts'
import { candidates, recognised } from './formats.ts'
import type { DateOrder, Plan, Sample } from './importer.ts'
import { anyImportOfSize, importsOfFile } from './import-record.ts'
import { encodingNotes } from './encoding.ts'
import { isRecord } from './json-value.ts'
import type { Opened } from './opened.ts'
import { opened } from './opened-file.ts'
import { type Choice, choose, type Wishes } from './recognise.ts'
import { rememberedMapping } from './remembered-mappings.ts'
import { headerSignature } from './header-signature.ts'
import { fieldLabel } from './mappable-fields.ts'
import { sampleLayout } from './sample-layout.ts'
import { missingSettings, sheetQuestion } from './settings.ts'
import type { Sniffed } from './sniff.ts'
import { stageOf } from './stage-names.ts'
import { tables } from './tables.ts'
import { timeForms } from './time-forms.ts'

export interface PreviewRequest extends Wishes {
  path: string
  /** One file of the ZIP at that path. */
  member?: string | undefined
}

const previewRows = 200
const samplesPerColumn = 5
const largestHashed = 64 << 20

/** What a file holds, how it would be read and what is still to be asked; from its first megabyte, but for the order of its dates. */
export async function previewImport(workspace: Workspace, request: PreviewRequest, signal: AbortSignal): Promise<ImportPreview> {
  const zip = request.member === undefined ? await openArchive(request.path) : null
  if (zip) return previewArchive({ zip, workspace, request, signal }, { known: (file, choice) => previewPart(workspace, { file, choice }, signal), unknown: (file) => described(file, { choice: null, settings: request.settings, dates: null, faults: new Map() }) })
  return opened(workspace, request, (file) => previewOpened(workspace, { file, request }, signal), signal)
}

async function previewOpened(workspace: Workspace, { file, request }: { file: Opened; request: PreviewRequest }, signal: AbortSignal): Promise<ImportPreview> {
  const { sniffed, sample } = file
  const choice = await chosen(workspace, file, request)
  const dates = choice ? await datesOf(workspace, { choice, file }, signal) : null
  const faults = choice ? await columnFaults(workspace, { choice, sample, orders: dates?.orders ?? new Map() }) : new Map<string, never>()
  return { ...described(file, { choice, settings: request.settings, dates, faults }), sameAsImport: request.member === undefined ? await sameAs(workspace, sniffed, signal) : null }
}

/** One file of a ZIP among the others; its columns are mapped where it is looked at by itself. */
async function previewPart(workspace: Workspace, { choice, file }: { choice: Choice; file: Opened }, signal: AbortSignal): Promise<ImportPreview> {
  return { ...described(file, { choice, settings: choice.settings, dates: await datesOf(workspace, { choice, file }, signal), faults: new Map() }), sheets: [] }
}

interface Known {
  choice: Choice | null
  /** As given, where no format is known. */
  settings: ImportSettings
  dates: DateOrders | null
  faults: ReadonlyMap<string, NonNullable<ImportPreview['columns'][number]['unreadable']>>
}

/** The preview of a file that was looked at; `sameAsImport` is left open. */
function described({ sniffed, sample }: Pick<Opened, 'sniffed' | 'sample'>, { choice, dates, faults, ...given }: Known): ImportPreview {
  const importer = choice?.importer ?? null
  const settings = choice?.settings ?? given.settings
  const columns = importer && sample.container === 'json' && importer.paths.length > 0 ? importer.paths.filter((path) => sample.records.some((record) => valueAt(record, path) !== undefined)) : sample.names.map((name) => [name])
  const plan = importer?.plan({ layout: sampleLayout(sample, importer), settings, dateOrder: 'dmy' })
  const fields = importer?.fields?.map(({ field, label, kind }) => ({ field, label, kind })) ?? []
  const fieldOf = (name: string): string | null => plan?.mapped.get(name) ?? null
  const labelOf = (field: string): string => fields.find((each) => each.field === field)?.label ?? fieldLabel(field)
  const times = new Map(choice ? timeForms(sample, dateColumns(choice, sample)).map(({ column, form }) => [column, form]) : [])
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
      field: fieldOf(path.join('.')),
      label: fieldOf(path.join('.')) === null ? null : labelOf(fieldOf(path.join('.')) ?? ''),
      samples: [...new Set(cells.flatMap((row) => (row[index] == null ? [] : [row[index]])))].slice(0, samplesPerColumn),
      time: times.get(path.join('.')) ?? null,
      unreadable: faults.get(path.join('.')) ?? null,
    })),
    rows: cells.slice(0, previewRows),
    needs: [
      ...sheetQuestion(sample, settings).map(({ key, label, example }) => ({ key, label, example, choices: (sample.sheets ?? []).map((sheet) => ({ value: sheet, label: sheet })) })),
      ...(importer ? missingSettings(importer, sample, settings).map(({ key, label, example }) => ({ key, label, example, choices: [] })) : []),
      ...(dates?.ask.slice(0, 1).map((asked) => dateQuestion(asked)) ?? []),
    ],
    sheets: [...(sample.sheets ?? [])],
    sheet: sniffed.workbook?.name ?? null,
    mapping: choice && plan ? effectiveMapping({ importer: choice.importer, mapping: choice.mapping, mapped: plan.mapped, settings, overwrite: choice.overwrite, dateColumns: dateColumns(choice, sample) }) : null,
    origin: choice?.origin ?? 'recognised',
    fields,
    keyed: plan !== undefined && tables[plan.table].object !== undefined,
    dates: [
      ...[...(dates?.orders ?? [])].map(([column, order]) => ({ column, order, example: exampleOf(sample, column) })),
      ...(dates?.ask ?? []).map(({ column, example }) => ({ column, order: null, example })),
    ],
    stages: stageCounts(columns, cells, { plan, settings }),
    warnings: [...(plan?.warnings ?? []), ...encodingNotes(sniffed.detected)],
    sameAsImport: null,
  }
}

/** How the file would be read; null where nothing was asked for and nothing recognised. */
async function chosen({ reader }: Workspace, { sniffed, sample }: Pick<Opened, 'sniffed' | 'sample'>, request: PreviewRequest): Promise<Choice | null> {
  const isAsked = request.format !== undefined || request.mapping !== undefined
  const isKnown = isAsked || recognised(sample) !== undefined || (request.remembered !== false && (await rememberedMapping(reader, headerSignature(sample))) !== undefined)
  return isKnown ? choose(reader, { sniffed, sample }, request) : null
}

async function datesOf(workspace: Workspace, { choice, file: { sniffed: beginning, sample, whole } }: { choice: Choice; file: Opened }, signal: AbortSignal) {
  return sampledOrders(choice, beginning, sample) ?? whole((sniffed) => wholeOrders(choice, sample, { workspace, sniffed, importer: choice.importer, names: sample.names, signal }))
}

const exampleOf = ({ records }: Sample, column: string): string => shown(records.map((record) => record[column]).find((value) => shown(value) !== null)) ?? ''

/** The two ways to read the date a column holds, written out. */
function dateQuestion({ column, example }: { column: string; example: string }): ImportPreview['needs'][number] {
  return {
    key: dateSetting.key,
    label: `Do dates begin with the day or the month? The column “${column}” holds ${example}.`,
    example: dateSetting.example,
    choices: [{ value: 'dmy', label: `Day first: ${inWords(example, 'dmy')}` }, { value: 'mdy', label: `Month first: ${inWords(example, 'mdy')}` }],
  }
}

const dayInWords = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** 02/06/2025 as 2 June 2025 or 6 February 2025. */
function inWords(slashed: string, order: DateOrder): string {
  const [first = 1, second = 1, year = 2025] = slashed.trim().split(/[/\-\s]/).map(Number)
  return dayInWords.format(order === 'dmy' ? Date.UTC(year, second - 1, first) : Date.UTC(year, first - 1, second))
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
  { plan, settings }: { plan: Plan | undefined; settings: Record<string, string> },
): ImportPreview['stages'] {
  const index = columns.findIndex((path) => plan?.mapped.get(path.join('.')) === 'stage')
  if (index < 0) return []
  const counts = new Map<string, number>()
  for (const row of cells) counts.set(row[index]?.trim() ?? '', (counts.get(row[index]?.trim() ?? '') ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([raw, rows]) => ({ raw, stage: stageOf(raw, settings), rows }))
}

/** The import that holds exactly this file; null also where finding out would mean reading more than 64 MB. */
async function sameAs({ reader }: Workspace, { path, fileName, bytes }: Sniffed, signal: AbortSignal): Promise<number | null> {
  if (bytes > largestHashed || !(await anyImportOfSize(reader, bytes))) return null
  const hash = createHash('sha256')
  for await (const chunk of readBytes({ path, fileName, compression: 'none' }, signal)) hash.update(chunk)
  const [same] = await importsOfFile(reader, hash.digest('hex'))
  return same?.record.importId ?? null
}
