import { commitPlan, commitSettings, repositoryOfCommits } from '../commit-plan.ts'
import { instantOf, textOf } from '../expressions.ts'
import { matchHeaders } from '../headers.ts'
import type { Importer } from '../importer.ts'

const aliases = {
  hash: ['hash', 'sha', 'commit', 'commit_hash', 'commit hash', 'commit_sha'],
  author_email: ['author_email', 'author email', 'authoremail', 'email'],
  author: ['author', 'author_name', 'author name'],
  date: ['date', 'author_date', 'author date', 'authored_at', 'timestamp'],
  repo: ['repo', 'repository'],
} as const

const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{7,64}$/i.test(value.trim())
/** `Jo Doe <jo@acme.com>`. */
const address = '<([^<>]+@[^<>]+)>'
/** Git's own spellings: `--date=default`, `rfc` and `iso`. */
const gitDates = `['%a %b %d %H:%M:%S %Y %z', '%a, %d %b %Y %H:%M:%S %z', '%Y-%m-%d %H:%M:%S %z']`

export const gitLog: Importer = {
  id: 'git-log',
  label: 'Git log',
  describes: 'A log written with git log --pretty=format: as JSON lines or as a table with the columns hash, author_name, author_email and date. It does not name its repository.',
  containers: ['delimited', 'json'],
  settings: commitSettings,
  paths: [],
  wholeObjects: false,
  recognise: ({ names, records }) => {
    const fields = matchHeaders(names, aliases)
    const hash = fields.get('hash')
    if (hash === undefined || !fields.has('date') || records.length === 0) return 0
    const author = fields.get('author_email') ?? fields.get('author')
    const commits = records.filter((record) => isHash(record[hash]) && author !== undefined && typeof record[author] === 'string')
    return 0.93 * (commits.length / records.length)
  },
  needs: ({ names }) => (matchHeaders(names, aliases).has('repo') ? [] : [repositoryOfCommits]),
  dates: () => [],
  plan: ({ layout, settings }) => {
    const fields = matchHeaders(layout.names, aliases)
    const column = (field: keyof typeof aliases) => {
      const name = fields.get(field)
      return name === undefined ? undefined : layout.at(name)
    }
    const date = textOf(column('date'))
    const named = new Map([['hash', 'event id'], ['author_email', 'email'], ['author', 'email'], ['date', 'occurred_at'], ['repo', 'target']] as const)
    return commitPlan(
      settings,
      {
        event_id: textOf(column('hash')),
        named_target: textOf(column('repo')),
        occurred_at: `coalesce(make_timestamp(epoch_us(try_strptime(${date}, ${gitDates}))), ${instantOf(column('date'), 'dmy')})`,
        github_id: 'NULL::BIGINT',
        login: 'NULL::VARCHAR',
        actor_type: 'NULL::VARCHAR',
        written_email: `coalesce(${textOf(column('author_email'))}, nullif(regexp_extract(${textOf(column('author'))}, '${address}', 1), ''))`,
      },
      new Map([...fields].filter(([field]) => field !== 'author' || !fields.has('author_email')).map(([field, name]) => [name, named.get(field) ?? field])),
    )
  },
}
