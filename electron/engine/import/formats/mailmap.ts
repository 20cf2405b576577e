import { textOf } from '../expressions.ts'
import { matchHeaders } from '../headers.ts'
import type { Importer } from '../importer.ts'
import { joinsAddresses, mailmapHeader } from '../mailmap-lines.ts'

const aliases = { line: [mailmapHeader] } as const
/** `Proper Name <proper@email> Commit Name <commit@email>`, of which only one address is required. */
const entry = `'^\\s*([^<>]*)<([^<>]*)>(?:([^<>#][^<>]*|)<([^<>]*)>)?\\s*(?:#.*)?$'`
const isAddress = (sql: string): string => `regexp_full_match(${sql}, '[^@\\s]+@[^@\\s]+')`

export const mailmap: Importer = {
  id: 'mailmap',
  label: 'Git mailmap',
  describes: 'The .mailmap of a repository: which names and addresses of its commits are one person’s. Joins the addresses of a person; brings no activity of its own.',
  containers: ['delimited'],
  settings: [],
  paths: [],
  wholeObjects: false,
  recognise: ({ names, records }) => {
    const [name = ''] = names
    // Lines with one address each may as well be a list of people.
    if (names.length !== 1 || name.toLowerCase() !== mailmapHeader) return 0
    return records.some((record) => joinsAddresses(String(record[name]))) ? 0.97 : 0.45
  },
  needs: () => [],
  dates: () => [],
  plan: ({ layout }) => {
    const name = matchHeaders(layout.names, aliases).get('line') ?? mailmapHeader
    const part = (index: number): string => `nullif(trim(regexp_extract(line, ${entry}, ${index})), '')`
    return {
      table: 'mailmap',
      read: { line: textOf(layout.at(name)) },
      columns: {
        proper_name: part(1),
        proper_email: `CASE WHEN ${part(4)} IS NOT NULL THEN lower(${part(2)}) END`,
        commit_name: `CASE WHEN ${part(4)} IS NOT NULL THEN ${part(3)} END`,
        commit_email: `lower(coalesce(${part(4)}, ${part(2)}))`,
      },
      ignored: `starts_with(line, '#')`,
      checks: [
        { when: `line IS NULL OR NOT regexp_matches(line, ${entry})`, column: name, reason: 'The line is no entry of a mailmap. Write it as Proper Name <proper@email> Commit Name <commit@email>; the names and one of the addresses may be left out.' },
        { when: `NOT coalesce(${isAddress(part(2))}, false) OR NOT coalesce(${isAddress(part(4))}, ${part(4)} IS NULL AND NOT regexp_matches(line, '<[^<>]*>[^#]*<'))`, column: name, reason: 'What stands between < and > is no e-mail address.' },
        { when: `${part(4)} IS NULL AND ${part(1)} IS NULL`, column: name, reason: 'The line names one address and nothing else, so it says nothing about it.' },
      ],
      doubts: [],
      stageDates: [],
      mapped: new Map([[name, 'names and addresses']]),
      warnings: [],
    }
  },
}
