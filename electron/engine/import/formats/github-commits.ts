import { quotedString } from '@duckdb/node-api'
import { commitPlan, commitSettings, repositoryOfCommits } from '../commit-plan.ts'
import { idOf, instantOf, textOf } from '../expressions.ts'
import type { Column, Importer } from '../importer.ts'
import { isRecord } from '../json-value.ts'

const inUrl = '/repos/([^/]+/[^/]+)/commits/'
const inHtmlUrl = '^https?://[^/]+/([^/]+/[^/]+)/commit/'

const isCommit = ({ sha, commit }: Record<string, unknown>): boolean => typeof sha === 'string' && isRecord(commit) && (isRecord(commit['author']) || isRecord(commit['committer']))
const holds = (value: unknown, pattern: string): boolean => typeof value === 'string' && new RegExp(pattern).test(value)
const namesRepository = ({ url, html_url }: Record<string, unknown>): boolean => holds(url, inUrl) || holds(html_url, inHtmlUrl)
const found = (column: Column | undefined, pattern: string): string => `nullif(regexp_extract(${textOf(column)}, ${quotedString(pattern)}, 1), '')`

export const githubCommits: Importer = {
  id: 'github-commits',
  label: 'GitHub commits',
  describes: 'The commits list of the GitHub API. The author’s account is the person, or the author’s e-mail address where GitHub knows no account.',
  containers: ['json'],
  settings: commitSettings,
  paths: [['sha'], ['url'], ['html_url'], ['commit', 'author', 'email'], ['commit', 'author', 'date'], ['author', 'login'], ['author', 'id'], ['author', 'type']],
  wholeObjects: false,
  recognise: ({ container, records }) => (container === 'json' && records.length > 0 ? 0.96 * (records.filter(isCommit).length / records.length) : 0),
  needs: ({ records }) => (records.every(namesRepository) ? [] : [repositoryOfCommits]),
  dates: () => [],
  plan: ({ layout, settings }) =>
    commitPlan(
      settings,
      {
        event_id: textOf(layout.at('sha')),
        named_target: `coalesce(${found(layout.at('url'), inUrl)}, ${found(layout.at('html_url'), inHtmlUrl)})`,
        occurred_at: instantOf(layout.at('commit', 'author', 'date'), 'dmy'),
        github_id: idOf(layout.at('author', 'id')),
        login: textOf(layout.at('author', 'login')),
        actor_type: textOf(layout.at('author', 'type')),
        written_email: textOf(layout.at('commit', 'author', 'email')),
      },
      new Map([
        ['sha', 'event id'], ['url', 'target'], ['html_url', 'target'], ['commit.author.date', 'occurred_at'], ['commit.author.email', 'email'],
        ['author.login', 'login'], ['author.id', 'github_id'], ['author.type', 'actor type'],
      ]),
    ),
}
