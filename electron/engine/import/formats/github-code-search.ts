import { quotedString } from '@duckdb/node-api'
import { idOf, textOf } from '../expressions.ts'
import type { Importer } from '../importer.ts'
import { isRecord } from '../json-value.ts'

const isHit = ({ path, sha, repository, commit }: Record<string, unknown>): boolean =>
  typeof path === 'string' && typeof sha === 'string' && commit === undefined && isRecord(repository) && typeof repository['full_name'] === 'string'

export const githubCodeSearch: Importer = {
  id: 'github-code-search',
  label: 'GitHub code search',
  describes: 'Results of the code search of the GitHub API, page by page or as a list of items. The owner of a repository with a matching file is the person or organisation.',
  containers: ['json'],
  settings: [
    { key: 'package', label: 'What was searched for', required: false, example: '@acme/sdk' },
    { key: 'collected', label: 'Date the search was made', required: false, example: '2026-06-01' },
  ],
  paths: [['path'], ['sha'], ['html_url'], ['repository', 'full_name'], ['repository', 'owner', 'login'], ['repository', 'owner', 'id'], ['repository', 'owner', 'type']],
  wholeObjects: false,
  recognise: ({ container, records }) => (container === 'json' && records.length > 0 ? 0.96 * (records.filter(isHit).length / records.length) : 0),
  needs: () => [],
  dates: () => [],
  plan: ({ layout, settings }) => ({
    table: 'events',
    read: {
      repository: textOf(layout.at('repository', 'full_name')),
      path: textOf(layout.at('path')),
      sha: textOf(layout.at('sha')),
      html_url: textOf(layout.at('html_url')),
      github_id: idOf(layout.at('repository', 'owner', 'id')),
      owner: textOf(layout.at('repository', 'owner', 'login')),
      actor_type: textOf(layout.at('repository', 'owner', 'type')),
    },
    columns: {
      // Addresses hold the latest commit of the whole repository; the file's own hash stays the same from search to search.
      source_event_id: `coalesce(lower(repository) || '/' || path || '@' || sha, html_url)`,
      source: `'code_search_hit'`,
      target: settings['package'] === undefined ? 'NULL::VARCHAR' : quotedString(settings['package']),
      github_id: 'github_id',
      login: `coalesce(owner, nullif(split_part(repository, '/', 1), ''))`,
      actor_type: 'actor_type',
      quantity: '1.0::DOUBLE',
    },
    checks: [
      { when: 'github_id IS NULL AND owner IS NULL AND repository IS NULL', column: 'repository.owner.login', reason: 'The result names no repository and no owner.' },
      { when: 'html_url IS NULL AND (repository IS NULL OR path IS NULL OR sha IS NULL)', column: 'html_url', reason: 'The result does not say which file was found.' },
    ],
    doubts: [],
    stageDates: [],
    mapped: new Map([
      ['path', 'event id'], ['sha', 'event id'], ['html_url', 'event id'], ['repository.full_name', 'event id'],
      ['repository.owner.login', 'login'], ['repository.owner.id', 'github_id'], ['repository.owner.type', 'actor type'],
    ]),
    warnings: ['GitHub’s code search lists at most 1,000 results a query, of default branches and files under 384 KB only: a repository that is missing may still use the package.'],
  }),
}
