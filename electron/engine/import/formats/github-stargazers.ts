import { quotedString } from '@duckdb/node-api'
import { idOf, instantOf, textOf } from '../expressions.ts'
import type { Importer } from '../importer.ts'

const repo = { key: 'repo', label: 'Which repository was starred?', required: true, example: 'acme/sdk' }

const holds = (value: unknown, key: string): boolean => typeof value === 'object' && value !== null && key in value
const isDated = (record: Record<string, unknown>): boolean =>
  ('starred_at' in record && holds(record['user'], 'login')) || ('starredAt' in record && holds(record['node'], 'login'))
const isBareUser = (record: Record<string, unknown>): boolean => 'login' in record && 'id' in record && 'avatar_url' in record && !('bio' in record) && !('contributions' in record) && !('score' in record)

export const githubStargazers: Importer = {
  id: 'github-stargazers',
  label: 'GitHub stargazers',
  describes: 'Who starred a repository: the stargazers list of the GitHub API, with starred_at or as bare users. The file does not name its repository.',
  containers: ['json'],
  settings: [repo, { key: 'collected', label: 'Date the list was collected, for stars without a time', required: false, example: '2026-06-01' }],
  paths: [['starred_at'], ['starredAt'], ['user', 'login'], ['user', 'id'], ['user', 'type'], ['node', 'login'], ['node', 'databaseId'], ['login'], ['id'], ['type']],
  wholeObjects: false,
  recognise: ({ container, records }) => {
    if (container !== 'json' || records.length === 0) return 0
    if (records.some(isDated)) return 0.96 * (records.filter(isDated).length / records.length)
    return 0.6 * (records.filter(isBareUser).length / records.length)
  },
  needs: () => [repo],
  dates: () => [],
  plan: ({ layout, settings }) => ({
    table: 'events',
    read: {
      starred_text: `coalesce(${textOf(layout.at('starred_at'))}, ${textOf(layout.at('starredAt'))})`,
      occurred_at: `coalesce(${instantOf(layout.at('starred_at'), 'dmy')}, ${instantOf(layout.at('starredAt'), 'dmy')})`,
      github_id: `coalesce(${idOf(layout.at('user', 'id'))}, ${idOf(layout.at('node', 'databaseId'))}, ${idOf(layout.at('id'))})`,
      login: `coalesce(${textOf(layout.at('user', 'login'))}, ${textOf(layout.at('node', 'login'))}, ${textOf(layout.at('login'))})`,
      actor_type: `coalesce(${textOf(layout.at('user', 'type'))}, ${textOf(layout.at('type'))})`,
    },
    columns: {
      source: `'star'`,
      target: quotedString(settings['repo'] ?? ''),
      occurred_at: 'occurred_at',
      github_id: 'github_id',
      login: 'login',
      actor_type: 'actor_type',
      quantity: '1.0::DOUBLE',
    },
    checks: [
      { when: 'github_id IS NULL AND login IS NULL', column: 'user', reason: 'The record names no user.' },
      { when: 'starred_text IS NOT NULL AND occurred_at IS NULL', column: 'starred_at', reason: 'The time of the star cannot be read.' },
    ],
    doubts: [],
    stageDates: [],
    mapped: new Map([['starred_at', 'occurred_at'], ['user.login', 'login'], ['user.id', 'github_id'], ['user.type', 'actor type'], ['login', 'login'], ['id', 'github_id'], ['type', 'actor type']]),
    warnings: [],
  }),
}
