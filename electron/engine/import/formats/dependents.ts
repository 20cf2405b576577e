import { quotedString } from '@duckdb/node-api'
import { textOf } from '../expressions.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import type { Importer } from '../importer.ts'

const aliases = {
  repository: ['repository', 'repo', 'full_name', 'dependent', 'name'],
  owner: ['owner', 'user', 'organization', 'organisation'],
  stars: ['stars', 'stargazers', 'star_count'],
  forks: ['forks', 'fork_count'],
} as const
const foreign = ['login', 'email', 'occurred_at', 'source', 'domain', 'stage']
const packageOf = { key: 'package', label: 'Which package do these repositories depend on? (repo=owner/name for a repository)', required: true, example: '@acme/sdk', instead: 'repo' }
/** `owner/name`, also as an address or as the page spells it: `octo / app`. */
const fullName = '^\\s*(?:(?:https?://)?(?:www\\.)?github\\.com/|/|@)?([\\w.-]+)\\s*/\\s*([\\w.-]+?)(?:\\.git)?/?\\s*$'
const named = new RegExp(fullName)

export const dependents: Importer = {
  id: 'dependents',
  label: 'Dependent repositories',
  describes: 'A scraped list of the repositories that depend on a package or repository: owner, repo, stars, forks, or repository as owner/name. The owner is the person or organisation.',
  containers: ['delimited', 'json'],
  settings: [
    { key: 'package', label: 'The package these repositories depend on', required: false, example: '@acme/sdk' },
    { key: 'repo', label: 'The repository these repositories depend on', required: false, example: 'acme/sdk' },
    { key: 'collected', label: 'Date the list was collected', required: false, example: '2026-06-01' },
  ],
  paths: [],
  wholeObjects: false,
  recognise: ({ names, records }) => {
    const fields = matchHeaders(names, aliases)
    const repository = fields.get('repository')
    if (repository === undefined || !(fields.has('stars') || fields.has('forks')) || names.some((name) => foreign.includes(normalHeader(name))) || records.length === 0) return 0
    // In lists of the GitHub API the owner is an object.
    const owner = fields.get('owner')
    const repositories = records.filter((record) => typeof record[repository] === 'string' && (owner === undefined ? named.test(record[repository]) : typeof record[owner] !== 'object'))
    return 0.9 * (repositories.length / records.length)
  },
  needs: () => [packageOf],
  dates: () => [],
  plan: ({ layout, settings }) => {
    const fields = matchHeaders(layout.names, aliases)
    const column = (field: keyof typeof aliases): string => {
      const name = fields.get(field)
      return textOf(name === undefined ? undefined : layout.at(name))
    }
    const target = settings['package'] ?? settings['repo'] ?? ''
    return {
      table: 'events',
      read: { written: `CASE WHEN contains(${column('repository')}, '/') THEN ${column('repository')} ELSE ltrim(${column('owner')}, '@') || '/' || ${column('repository')} END` },
      columns: {
        source_event_id: `regexp_replace(lower(written), ${quotedString(fullName)}, '\\1/\\2') || ' ' || ${quotedString(target)}`,
        source: `'dependent_repo'`,
        target: quotedString(target),
        login: `regexp_extract(written, ${quotedString(fullName)}, 1)`,
        quantity: '1.0::DOUBLE',
      },
      checks: [
        { when: `written IS NULL OR NOT regexp_full_match(written, ${quotedString(fullName)})`, column: fields.get('repository') ?? 'repository', reason: 'The row names no repository with its owner.' },
      ],
      doubts: [],
      stageDates: [],
      mapped: new Map([...fields].flatMap(([field, name]): [string, string][] => (field === 'repository' ? [[name, 'event id']] : field === 'owner' ? [[name, 'login']] : []))),
      warnings: [],
    }
  },
}
