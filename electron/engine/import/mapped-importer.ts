import type { ImportMapping } from '../../../shared/import-mapping.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Check, Doubt, Field, Importer, Plan } from './importer.ts'
import { type Assignments, assignments, mappedLayout, mappedSample } from './mapped-layout.ts'

/** A format whose columns were mapped by hand: it sees the file under its own headers, and speaks of it in the file's. */
export function mappedImporter(importer: Importer, mapping: ImportMapping): Importer {
  const fields = assertMappable(importer, mapping)
  const given = (names: readonly string[]): Assignments => assignments(mapping, fields, names)
  return {
    ...importer,
    recognise: (sample) => importer.recognise(mappedSample(sample, given(sample.names))),
    needs: (sample) => importer.needs(mappedSample(sample, given(sample.names))),
    dates: (layout) => {
      const assigned = given(layout.names)
      return [...new Set(importer.dates(mappedLayout(layout, assigned)).flatMap((name) => columnsOf(assigned, name)))]
    },
    plan: (input) => {
      const assigned = given(input.layout.names)
      return inWordsOfFile(importer.plan({ ...input, layout: mappedLayout(input.layout, assigned) }), assigned)
    },
  }
}

/** Throws `bad_usage` naming what the format does not have. */
function assertMappable({ label, fields }: Importer, { columns, key }: ImportMapping): readonly Field[] {
  const known = new Set(fields?.map(({ field }) => field))
  if (fields === undefined) {
    if (Object.keys(columns).length === 0 && key.length === 0) return []
    throw new AppError('bad_usage', `The columns of ${label} cannot be mapped: the shape of the file is fixed. Map them to accounts, contacts, deals or events instead.`)
  }
  const unknown = Object.keys(columns).find((field) => !known.has(field))
  if (unknown !== undefined) throw new AppError('bad_usage', `${label} has no field “${unknown}”. Fields: ${[...known].join(', ')}.`)
  if (key.length > 0 && !known.has('record_id')) throw new AppError('bad_usage', `${label} has no key: every row is a signal of its own. Leave “key” out of the mapping.`)
  return fields
}

const columnsOf = ({ assigned }: Assignments, name: string): readonly string[] => assigned.get(name)?.columns ?? [name]

function inWordsOfFile(plan: Plan, given: Assignments): Plan {
  const word = (name: string): string => columnsOf(given, name)[0] ?? name
  const check = (each: Check): Check => ({ ...each, column: word(each.column) })
  const doubt = (each: Doubt): Doubt => ({
    ...each,
    ...(each.column === undefined ? {} : { column: word(each.column) }),
    warning: (rows) => [...given.assigned.keys()].reduce((text, header) => text.replaceAll(`“${header}”`, `“${word(header)}”`), each.warning(rows)),
  })
  return {
    ...plan,
    checks: plan.checks.map(check),
    doubts: plan.doubts.map(doubt),
    mapped: new Map([...plan.mapped].flatMap(([name, field]) => columnsOf(given, name).map((column) => [column, field] as const))),
  }
}
