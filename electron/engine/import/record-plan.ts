import { instantOf, textOf } from './expressions.ts'
import type { Check, Doubt, PlanInput, StageDate } from './importer.ts'

/** One dated stage: the CRM's word for it and the columns that may hold the date. */
export interface StageColumns {
  raw: string
  columns: readonly string[]
}

/** What the columns of stage dates add to a plan. */
export interface DatedStages {
  names: readonly string[]
  read: Readonly<Record<string, string>>
  stageDates: readonly StageDate[]
  doubts: readonly Doubt[]
  mapped: readonly (readonly [name: string, field: string])[]
}

export function datedStages({ layout, dateOrder }: PlanInput, stages: readonly StageColumns[]): DatedStages {
  const dated = stages.flatMap((stage) => stage.columns.map((name, index) => ({ ...stage, name, index }))).map((entry, index) => ({ ...entry, read: `entered_${index}` }))
  return {
    names: dated.map(({ name }) => name),
    read: Object.fromEntries(dated.flatMap(({ read, name }) => [[`${read}_text`, textOf(layout.at(name))], [read, instantOf(layout.at(name), dateOrder)]])),
    // A second column of the same stage adds an entry only where its date differs.
    stageDates: dated.map(({ raw, read, index }, position) => ({ raw, read: index === 0 ? read : `CASE WHEN ${read} IS DISTINCT FROM entered_${position - index} THEN ${read} END` })),
    doubts: dated.flatMap(({ name, read }) => doubtful(name, `${read}_text IS NOT NULL AND ${read} IS NULL`, 'a date')),
    mapped: dated.map(({ name, raw }) => [name, `entered ${raw}`]),
  }
}

/** A cell that is not what its column holds. No doubt where there is no such column. */
export function doubtful(column: string | undefined, when: string, what: string): Doubt[] {
  if (column === undefined) return []
  return [{ when, column, warning: (rows) => `${rows.toLocaleString('en')} ${rows === 1 ? 'cell' : 'cells'} of “${column}” ${rows === 1 ? 'is' : 'are'} not ${what} and ${rows === 1 ? 'was' : 'were'} left empty.` }]
}

const scientific = `'[+-]?[0-9]+([.,][0-9]+)?[eE][+]?[0-9]+'`

/** SQL: the text is a number in scientific notation, as spreadsheets write long ids. */
export const isScientific = (text: string): string => `(contains(lower(${text}), 'e') AND regexp_full_match(${text}, ${scientific}))`

/** `own_id` of `read` must be an id that no spreadsheet has destroyed. */
export const destroyedId = (column: string): Check => ({
  when: isScientific('own_id'),
  column,
  reason: 'The record id is in scientific notation: a spreadsheet has destroyed it. Export the file again and do not open it in a spreadsheet.',
})

const longestText = 1000

/** Nobody's name or title is that long: a quote is missing somewhere, and rows were read into one cell. Takes columns of `read` by the column of the file that fills them. */
export const swallowed = (columns: readonly (readonly [read: string, column: string | undefined])[]): Check[] =>
  columns.flatMap(([read, column]) =>
    column === undefined ? [] : [{ when: `strlen(${read}) > ${longestText}`, column, reason: `The cell is longer than ${longestText.toLocaleString('en')} bytes; most likely a quote is missing before it. Mend or shorten it.` }])

export const blankId = (column: string): Check => ({ when: 'own_id IS NULL', column, reason: 'The record id is blank.' })
