import { quotedString } from '@duckdb/node-api'
import { idOf, instantOf, textOf } from '../expressions.ts'
import type { Importer } from '../importer.ts'

const repo = { key: 'repo', label: 'Which repository was forked?', required: true, example: 'acme/sdk' }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isRepository = (record: Record<string, unknown>): boolean => typeof record['full_name'] === 'string' && isObject(record['owner']) && 'login' in record['owner']
const namesParent = ({ parent, source }: Record<string, unknown>): boolean => [parent, source].some((origin) => isObject(origin) && typeof origin['full_name'] === 'string')

export const githubForks: Importer = {
  id: 'github-forks',
  label: 'GitHub forks',
  describes: 'The forks list of the GitHub API: one repository object a fork; its owner is the person. The file seldom names the repository that was forked.',
  containers: ['json'],
  settings: [{ ...repo, required: false }, { key: 'collected', label: 'Date the list was collected, for forks without a time', required: false, example: '2026-06-01' }],
  paths: [['full_name'], ['created_at'], ['owner', 'login'], ['owner', 'id'], ['owner', 'type'], ['parent', 'full_name'], ['source', 'full_name']],
  wholeObjects: false,
  recognise: ({ container, records }) => {
    if (container !== 'json' || records.length === 0) return 0
    const repositories = records.filter(isRepository)
    const forks = repositories.filter((record) => record['fork'] !== false)
    return (0.95 * forks.length) / records.length
  },
  needs: ({ records }) => (records.every(namesParent) ? [] : [repo]),
  dates: () => [],
  plan: ({ layout, settings }) => {
    // The parent is what the person forked; the source is where the chain began.
    const named = `coalesce(${textOf(layout.at('parent', 'full_name'))}, ${textOf(layout.at('source', 'full_name'))})`
    return {
      table: 'events',
      read: {
        target: settings['repo'] === undefined ? `lower(${named})` : quotedString(settings['repo']),
        created_text: textOf(layout.at('created_at')),
        occurred_at: instantOf(layout.at('created_at'), 'dmy'),
        github_id: idOf(layout.at('owner', 'id')),
        login: textOf(layout.at('owner', 'login')),
        actor_type: textOf(layout.at('owner', 'type')),
      },
      columns: {
        source: `'fork'`,
        target: 'target',
        occurred_at: 'occurred_at',
        github_id: 'github_id',
        login: 'login',
        actor_type: 'actor_type',
        quantity: '1.0::DOUBLE',
      },
      checks: [
        { when: 'github_id IS NULL AND login IS NULL', column: 'owner', reason: 'The fork names no owner.' },
        { when: 'target IS NULL', column: 'parent', reason: 'The fork does not say which repository it was made from. Import the file again and name the repository (repo=owner/name).' },
        { when: 'created_text IS NOT NULL AND occurred_at IS NULL', column: 'created_at', reason: 'The time of the fork cannot be read.' },
      ],
      doubts: [],
      stageDates: [],
      mapped: new Map([['parent.full_name', 'target'], ['source.full_name', 'target'], ['created_at', 'occurred_at'], ['owner.login', 'login'], ['owner.id', 'github_id'], ['owner.type', 'actor type']]),
      warnings: [],
    }
  },
}
