import * as z from 'zod'

/** What a record of a newer file does to the record of the same key that is already there. */
export const overwriteRules = ['replace', 'fill', 'keep'] as const
export const overwriteRule = z.enum(overwriteRules)
export type OverwriteRule = z.infer<typeof overwriteRule>

export const dateOrder = z.enum(['dmy', 'mdy'])

const columnNames = z.array(z.string().min(1)).max(50)

/** How the columns of a table are read: written by hand, by the wizard, or taken from an earlier import. One JSON document. */
export const importMapping = z.strictObject({
  /** Id of the format whose fields the columns fill. */
  format: z.string().min(1),
  /** Field → columns, in order: the first that is filled counts. An empty list leaves the field empty; fields not named are recognised as usual. */
  columns: z.record(z.string(), columnNames).default({}),
  /** Columns that are kept as they are, whatever their names suggest. */
  aside: z.array(z.string()).max(5000).default([]),
  /** Columns that tell records apart, in order: the first that is filled counts. Empty: as the format does. */
  key: columnNames.default([]),
  /** A word of the file → stage of the funnel. */
  stages: z.record(z.string(), z.string()).default({}),
  /** Column → order of day and month in its dates. */
  dates: z.record(z.string(), dateOrder).default({}),
  overwrite: overwriteRule.default('replace'),
})
export type ImportMapping = z.infer<typeof importMapping>

/** No column of the file is read as anything. */
export const namesNoColumn = ({ key, columns }: ImportMapping): boolean => key.length === 0 && Object.values(columns).every((names) => names.length === 0)

/** A field of a format that a column can be mapped to. */
export const mappableField = z.object({
  field: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'date', 'number', 'list', 'stage', 'address']),
})
export type MappableField = z.infer<typeof mappableField>
