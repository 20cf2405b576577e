import { quotedString } from '@duckdb/node-api'
import { countOf, idOf, textOf } from '../expressions.ts'
import type { Importer } from '../importer.ts'

const repo = { key: 'repo', label: 'Which repository did they contribute to?', required: true, example: 'acme/sdk' }

const isContributor = (record: Record<string, unknown>): boolean => typeof record['contributions'] === 'number' && ('login' in record || 'email' in record)

export const githubContributors: Importer = {
  id: 'github-contributors',
  label: 'GitHub contributors',
  describes: 'The contributors list of the GitHub API: how many commits each person has made, without dates. People GitHub knows no account of come by e-mail address.',
  containers: ['json'],
  settings: [repo, { key: 'collected', label: 'Date the list was collected', required: false, example: '2026-06-01' }],
  paths: [['login'], ['id'], ['type'], ['name'], ['email'], ['contributions']],
  wholeObjects: false,
  recognise: ({ container, records }) => (container === 'json' && records.length > 0 ? 0.96 * (records.filter(isContributor).length / records.length) : 0),
  needs: () => [repo],
  dates: () => [],
  plan: ({ layout, settings }) => ({
    table: 'events',
    read: {
      github_id: idOf(layout.at('id')),
      login: textOf(layout.at('login')),
      actor_type: `nullif(${textOf(layout.at('type'))}, 'Anonymous')`,
      name: textOf(layout.at('name')),
      written_email: `lower(${textOf(layout.at('email'))})`,
      contributions: countOf(layout.at('contributions')),
    },
    columns: {
      // A list states one total a person: a later list of the same repository repeats it. One address may be listed under several names.
      source_event_id: `concat_ws(' ', ${quotedString(settings['repo'] ?? '')}, coalesce(CAST(github_id AS VARCHAR), lower(login), concat_ws(' ', written_email, name)))`,
      source: `'commit'`,
      target: quotedString(settings['repo'] ?? ''),
      github_id: 'github_id',
      login: 'login',
      actor_type: 'actor_type',
      email: `CASE WHEN contains(written_email, '@') THEN written_email END`,
      quantity: 'CAST(contributions AS DOUBLE)',
    },
    checks: [
      { when: `github_id IS NULL AND login IS NULL AND (written_email IS NULL OR NOT contains(written_email, '@'))`, column: 'login', reason: 'The record names its contributor neither by account nor by e-mail address.' },
      { when: 'contributions IS NULL', column: 'contributions', reason: 'The number of contributions cannot be read.' },
    ],
    doubts: [],
    stageDates: [],
    mapped: new Map([['login', 'login'], ['id', 'github_id'], ['type', 'actor type'], ['email', 'email'], ['contributions', 'quantity']]),
    warnings: ['Contributor totals count the same commits as a commit list or git log of the repository: keep one of them. GitHub links only the first 500 author addresses to accounts.'],
  }),
}
