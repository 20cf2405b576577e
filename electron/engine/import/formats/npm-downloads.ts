import { jsonText } from '../claims/json-sql.ts'
import type { Importer } from '../importer.ts'
import { isRecord } from '../json-value.ts'

const isAnswer = (value: unknown): boolean => isRecord(value) && 'downloads' in value && 'start' in value && 'end' in value && 'package' in value
const isBulk = (record: Record<string, unknown>): boolean => {
  const answers = Object.values(record)
  return answers.some(isAnswer) && answers.every((answer) => answer === null || isAnswer(answer))
}

const dayOf = (json: string, key: string): string => `TRY_CAST(${jsonText(json, key)} AS TIMESTAMP)`
const countOf = (json: string): string => `TRY_CAST(${jsonText(json, 'downloads')} AS BIGINT)`
/** A bulk answer has a key for every package, null where there is no such package. */
const answers = `list_filter(CASE WHEN json_exists(record, '$.downloads') THEN [record] ELSE CAST(json_extract(record, '$.*') AS JSON[]) END, lambda found: json_exists(found, '$.downloads'))`
const days = `CASE WHEN json_type(answer, '$.downloads') = 'ARRAY'
    THEN list_transform(CAST(json_extract(answer, '$.downloads') AS JSON[]), lambda one: {package: ${jsonText('answer', 'package')}, day: ${dayOf('one', 'day')}, days: 1, downloads: ${countOf('one')}})
    ELSE [{package: ${jsonText('answer', 'package')}, day: ${dayOf('answer', 'start')}, days: CAST(date_diff('day', ${dayOf('answer', 'start')}, ${dayOf('answer', 'end')}) AS INTEGER) + 1, downloads: ${countOf('answer')}}] END`
const readable = 'item.package IS NOT NULL AND item.day IS NOT NULL AND item.days > 0 AND item.downloads >= 0'
const readableItems = `len(list_filter(items, lambda item: ${readable}))`

export const npmDownloads: Importer = {
  id: 'npm-downloads',
  label: 'npm downloads',
  describes: 'Answers of npm’s download counts for one package or many: a range day by day, or the total of a period. A trend of the package; it names no company and is never scored.',
  containers: ['json'],
  settings: [],
  paths: [],
  wholeObjects: true,
  recognise: ({ container, records }) => {
    const told = records.filter((record) => typeof record['error'] !== 'string')
    return container === 'json' && told.length > 0 ? 0.97 * (told.filter((record) => isAnswer(record) || isBulk(record)).length / told.length) : 0
  },
  needs: () => [],
  dates: () => [],
  plan: ({ layout }) => ({
    table: 'downloads',
    read: { record: layout.rest([]) ?? 'NULL::JSON' },
    items: { list: `flatten(list_transform(${answers}, lambda answer: ${days}))`, when: readable },
    columns: { registry: `'npm'`, package: 'item.package', day: `date_trunc('day', item.day)`, days: 'item.days', downloads: 'item.downloads', adds: 'false' },
    ignored: 'len(items) = 0',
    checks: [{ when: `${readableItems} = 0`, column: 'downloads', reason: 'The answer names no package, or none of its days and counts can be read.' }],
    doubts: [
      { when: 'len(items) = 0', warning: (records) => `${records.toLocaleString('en')} ${records === 1 ? 'answer holds' : 'answers hold'} no downloads (no such package, or an error of the registry) and ${records === 1 ? 'was' : 'were'} ignored.` },
      { when: `${readableItems} BETWEEN 1 AND len(items) - 1`, warning: (records) => `${records.toLocaleString('en')} ${records === 1 ? 'answer has' : 'answers have'} days that cannot be read; those days were left out.` },
    ],
    stageDates: [],
    mapped: new Map([['package', 'package'], ['downloads', 'downloads'], ['start', 'day'], ['end', 'day']]),
    warnings: [],
  }),
}
