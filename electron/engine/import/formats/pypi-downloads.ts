import { jsonText } from '../claims/json-sql.ts'
import { countOf, instantOf, isGiven, textOf } from '../expressions.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { Column, Doubt, Importer, Layout, Plan } from '../importer.ts'

const aliases = {
  project: ['project', 'file.project', 'file_project'],
  day: ['timestamp', 'day', 'date', 'download_date', 'download_day'],
  downloads: ['downloads', 'num_downloads', 'download_count', 'total_downloads', 'count'],
  installer: ['details.installer.name', 'details_installer_name', 'installer_name', 'installer'],
  detail: ['file.version', 'file_version', 'version', 'country_code', 'details.python', 'python_version', 'details.ci', 'file', 'details'],
} as const
const people = ['email', 'login', 'domain', 'company', 'origin_company', 'user_id']

const isStatistics = ({ data, package: name, type }: Record<string, unknown>): boolean => typeof name === 'string' && typeof type === 'string' && typeof data === 'object' && (Array.isArray(data) || type.startsWith('recent'))

/** Days with the sum of their categories; mirrors are left out where the answer tells them apart. */
const statistics = `CASE WHEN json_type(record, '$.data') = 'ARRAY' THEN list_transform(list_filter(CAST(json_extract(record, '$.data') AS JSON[]), lambda one: ${jsonText('one', 'category')} IS DISTINCT FROM 'with_mirrors'),
    lambda one: {day: TRY_CAST(${jsonText('one', 'date')} AS TIMESTAMP), downloads: TRY_CAST(${jsonText('one', 'downloads')} AS BIGINT)}) ELSE [] END`
const summed = `list_transform(list_sort(list_distinct(list_transform(told, lambda one: one.day))), lambda told_day: {day: told_day, downloads: CAST(list_sum(list_transform(list_filter(told, lambda one: one.day = told_day), lambda one: one.downloads)) AS BIGINT)})`

const otherInstaller = `installer_known AND installer IS DISTINCT FROM 'pip'`

export const pypiDownloads: Importer = {
  id: 'pypi-downloads',
  label: 'PyPI downloads',
  describes: 'Rows of PyPI’s public download table, one a download or one a group with its count, or answers of pypistats. Adds up per day; a trend of the package that names no company and is never scored.',
  containers: ['delimited', 'json'],
  settings: [{ key: 'installers', label: 'Installers that count: pip or all, mirrors included', required: false, example: 'all' }],
  paths: [],
  wholeObjects: true,
  recognise: ({ container, names, records }) => {
    if (container === 'json' && records.length > 0 && records.some(isStatistics)) return 0.97 * (records.filter(isStatistics).length / records.length)
    const fields = matchHeaders(names, aliases)
    if (names.some((name) => people.includes(normalHeader(name))) || !fields.has('project') || !fields.has('day')) return 0
    return fields.has('downloads') || fields.has('installer') || fields.has('detail') ? 0.93 : 0
  },
  needs: () => [],
  dates: () => [],
  plan: ({ layout, settings: { installers = 'pip' } }) => {
    if (installers !== 'pip' && installers !== 'all') throw new AppError('bad_usage', `“${installers}” is not a choice of installers. Write installers=pip or installers=all.`)
    return { ...(layout.container === 'json' ? jsonPlan(layout, installers) : rowPlan(layout, installers)), repeatsAdd: true }
  },
}

const ignoredInstallers: Doubt = {
  when: otherInstaller,
  warning: (rows) => `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'} of other installers than pip, mirrors among them, ${rows === 1 ? 'was' : 'were'} ignored. Set installers=all to count them.`,
}

/** One row of the download table: a download, or a group of them with its count. */
function rowRead(column: (field: keyof typeof aliases) => Column | undefined, installers: string) {
  return {
    package: textOf(column('project')),
    day: `date_trunc('day', ${instantOf(column('day'), 'dmy')})`,
    counted: isGiven(column('downloads')),
    downloads: countOf(column('downloads')),
    installer: `lower(${textOf(column('installer'))})`,
    installer_known: installers === 'all' || column('installer') === undefined ? 'false' : 'true',
  }
}

const checks = (names: { project: string; day: string; downloads: string }): Plan['checks'] => [
  { when: 'package IS NULL', column: names.project, reason: 'The row names no project.' },
  { when: 'day IS NULL', column: names.day, reason: 'The day cannot be read. Write it as 2026-01-31.' },
  { when: 'counted AND downloads IS NULL', column: names.downloads, reason: 'The number of downloads cannot be read.' },
]

function rowPlan(layout: Layout, installers: string): Plan {
  const fields = matchHeaders(layout.names, aliases)
  const column = (field: keyof typeof aliases) => {
    const name = fields.get(field)
    return name === undefined ? undefined : layout.at(name)
  }
  return {
    table: 'downloads',
    read: rowRead(column, installers),
    columns: { registry: `'pypi'`, package: 'package', day: 'day', days: '1', downloads: `CASE WHEN counted THEN downloads ELSE 1 END`, adds: 'true' },
    ignored: otherInstaller,
    checks: checks({ project: fields.get('project') ?? 'project', day: fields.get('day') ?? 'timestamp', downloads: fields.get('downloads') ?? 'downloads' }),
    doubts: [ignoredInstallers],
    stageDates: [],
    mapped: new Map([...fields].flatMap(([field, name]) => (field === 'detail' ? [] : [[name, field === 'project' ? 'package' : field] as const]))),
    warnings: [],
  }
}

/** Objects are answers of pypistats or rows of the table, nested as BigQuery nests them. */
function jsonPlan(layout: Layout, installers: string): Plan {
  const nested = { project: ['project'], day: ['timestamp'], downloads: ['num_downloads'], installer: ['details', 'installer', 'name'], detail: [] } as const
  const flat = matchHeaders(layout.names, aliases)
  const column = (field: keyof typeof aliases) => layout.at(...(flat.has(field) ? [flat.get(field) ?? ''] : nested[field]))
  const row = rowRead(column, installers)
  return {
    ...rowPlan(layout, installers),
    read: {
      ...row,
      // Where no row names its installer there is nothing to tell apart.
      installer_known: installers === 'all' ? 'false' : `(${row.installer}) IS NOT NULL`,
      record: layout.rest([]) ?? 'NULL::JSON',
      stats: textOf(layout.at('package')),
    },
    items: {
      values: { told: statistics },
      list: `CASE WHEN stats IS NOT NULL THEN list_transform(${summed}, lambda one: {package: stats, day: one.day, downloads: one.downloads, adds: false})
        ELSE [{package: package, day: day, downloads: CASE WHEN counted THEN downloads ELSE 1 END, adds: true}] END`,
      when: 'item.package IS NOT NULL AND item.day IS NOT NULL AND item.downloads >= 0',
    },
    columns: { registry: `'pypi'`, package: 'item.package', day: 'item.day', days: '1', downloads: 'item.downloads', adds: 'item.adds' },
    ignored: `(stats IS NOT NULL AND len(items) = 0) OR (stats IS NULL AND ${otherInstaller})`,
    checks: [
      ...checks({ project: 'project', day: 'timestamp', downloads: 'downloads' }).map((check) => ({ ...check, when: `stats IS NULL AND ${check.when}` })),
      { when: 'stats IS NOT NULL AND len(list_filter(items, lambda item: item.day IS NOT NULL AND item.downloads >= 0)) = 0', column: 'data', reason: 'None of the days can be read.' },
    ],
    doubts: [
      { ...ignoredInstallers, when: `stats IS NULL AND ${otherInstaller}` },
      { when: 'stats IS NOT NULL AND len(items) = 0', warning: (records) => `${records.toLocaleString('en')} ${records === 1 ? 'answer tells' : 'answers tell'} no single days apart from mirrors and ${records === 1 ? 'was' : 'were'} ignored.` },
    ],
  }
}
