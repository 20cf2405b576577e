import { quotedString } from '@duckdb/node-api'
import type { ImportSettings } from '../../../shared/contract-import.ts'
import type { Plan, Setting } from './importer.ts'

export const repositoryOfCommits: Setting = { key: 'repo', label: 'Which repository are these commits from?', required: true, example: 'acme/sdk' }

export const commitSettings: readonly Setting[] = [
  { ...repositoryOfCommits, required: false },
  { key: 'kind', label: 'Write docs where every commit changes your own documentation, as in a list fetched for the path docs/', required: false, example: 'docs' },
]

/** SQL of each value of one commit. */
export type CommitColumns = Record<'event_id' | 'named_target' | 'occurred_at' | 'github_id' | 'login' | 'actor_type' | 'written_email', string>

/** How commits become `dev.events`: one event a commit, known by its hash. The author's address is kept beside the account as evidence of the employer. */
export function commitPlan(settings: ImportSettings, columns: CommitColumns, mapped: ReadonlyMap<string, string>): Plan {
  const { named_target: named, ...read } = columns
  const columnOf = (field: string): string => [...mapped].find(([, filled]) => filled === field)?.[0] ?? field
  return {
    table: 'events',
    read: { ...read, target: settings['repo'] === undefined ? `lower(${named})` : quotedString(settings['repo']) },
    columns: {
      source_event_id: 'lower(event_id)',
      source: settings['kind'] === 'docs' ? `'docs_edit'` : `'commit'`,
      target: 'target',
      occurred_at: 'occurred_at',
      github_id: 'github_id',
      login: 'login',
      actor_type: 'actor_type',
      email: `CASE WHEN contains(written_email, '@') THEN lower(written_email) END`,
      quantity: '1.0::DOUBLE',
    },
    checks: [
      { when: `event_id IS NULL OR NOT regexp_full_match(event_id, '[0-9a-fA-F]{7,64}')`, column: columnOf('event id'), reason: 'The commit has no readable hash.' },
      { when: 'occurred_at IS NULL', column: columnOf('occurred_at'), reason: 'The commit has no readable time.' },
      { when: `github_id IS NULL AND login IS NULL AND (written_email IS NULL OR NOT contains(written_email, '@'))`, column: columnOf('email'), reason: 'The commit names its author neither by account nor by e-mail address.' },
      { when: 'target IS NULL', column: columnOf('target'), reason: 'The commit does not say which repository it is from. Import the file again and name the repository (repo=owner/name).' },
    ],
    doubts: [],
    stageDates: [],
    mapped,
    warnings: [],
  }
}
