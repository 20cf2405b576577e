import { idOf, instantOf, textOf, wordOf } from '../expressions.ts'
import type { Importer } from '../importer.ts'

const archiveTypes = /^(?:Watch|Fork|Push|PullRequest|PullRequestReview|PullRequestReviewComment|Issues|IssueComment|CommitComment|Create|Delete|Gollum|Member|Public|Release|Sponsorship|Discussion)\w*Event$/

const isEvent = (record: Record<string, unknown>): boolean =>
  typeof record['type'] === 'string' && archiveTypes.test(record['type']) && typeof record['actor'] === 'object' && typeof record['repo'] === 'object' && 'created_at' in record

export const ghArchive: Importer = {
  id: 'gh-archive',
  label: 'GH Archive',
  describes: 'Hours of public GitHub events (YYYY-MM-DD-H.json.gz). Stars, forks, pushes, opened pull requests and opened issues become events; other types are ignored.',
  containers: ['json'],
  settings: [],
  paths: [['id'], ['type'], ['actor', 'id'], ['actor', 'login'], ['repo', 'name'], ['payload', 'action'], ['created_at']],
  wholeNumbers: ['actor.id'],
  wholeObjects: false,
  recognise: ({ container, records }) => (container === 'json' && records.length > 0 ? 0.97 * (records.filter(isEvent).length / records.length) : 0),
  needs: () => [],
  dates: () => [],
  plan: ({ layout }) => ({
    table: 'events',
    read: {
      event_id: textOf(layout.at('id')),
      event_type: wordOf(layout.at('type')),
      action: wordOf(layout.at('payload', 'action')),
      target: `lower(${textOf(layout.at('repo', 'name'))})`,
      occurred_at: instantOf(layout.at('created_at'), 'dmy'),
      github_id: idOf(layout.at('actor', 'id')),
      login: textOf(layout.at('actor', 'login')),
    },
    columns: {
      source_event_id: 'event_id',
      // One push is one commit event: pushes have not listed their commits since October 2025.
      source: `CASE event_type WHEN 'PushEvent' THEN 'commit' WHEN 'WatchEvent' THEN 'star' WHEN 'ForkEvent' THEN 'fork' WHEN 'PullRequestEvent' THEN 'pull_request' WHEN 'IssuesEvent' THEN 'issue' END`,
      target: 'target',
      occurred_at: 'occurred_at',
      github_id: 'github_id',
      login: 'login',
      quantity: '1.0::DOUBLE',
    },
    ignored: `NOT (event_type IN ('PushEvent', 'WatchEvent', 'ForkEvent') OR (event_type IN ('PullRequestEvent', 'IssuesEvent') AND action IS NOT DISTINCT FROM 'opened'))`,
    checks: [
      { when: 'event_type IS NULL', column: 'type', reason: 'The record has no event type.' },
      { when: 'occurred_at IS NULL', column: 'created_at', reason: 'The event has no readable time.' },
      { when: 'github_id IS NULL AND login IS NULL', column: 'actor', reason: 'The event names no actor.' },
      { when: 'target IS NULL', column: 'repo', reason: 'The event names no repository.' },
    ],
    doubts: [],
    stageDates: [],
    mapped: new Map([['id', 'event id'], ['type', 'source'], ['actor.id', 'github_id'], ['actor.login', 'login'], ['repo.name', 'target'], ['created_at', 'occurred_at']]),
    warnings: [],
  }),
}
