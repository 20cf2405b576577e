import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Person } from './people.ts'
import type { Random } from '../random.ts'

export type ArchiveAction = 'star' | 'fork' | 'issue' | 'pull_request' | 'commit' | 'comment' | 'branch'

export interface ArchiveEvent {
  readonly id: string
  readonly action: ArchiveAction
  readonly person: Person
  readonly repo: string
  readonly at: number
}

/** From this day archived pushes hold no commits and pull requests only their head and base. */
const slimPayloads = Date.UTC(2025, 9, 7)

/** GH Archive lines in their order of time, gzipped; the header's system byte is fixed so that every machine writes the same bytes. */
export function archiveFile(random: Random, events: readonly ArchiveEvent[]): Buffer {
  const lines = [...events].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).map((event) => JSON.stringify(archiveLine(random, event)))
  const bytes = gzipSync(`${lines.join('\n')}\n`, { level: 9 })
  bytes[9] = 255
  return bytes
}

function archiveLine(random: Random, event: ArchiveEvent): object {
  const { person, repo } = event
  const [owner = ''] = repo.split('/')
  const login = person.login ?? ''
  return {
    id: event.id,
    ...typeAndPayload(random, event),
    actor: { id: person.githubId, login, display_login: login.replace('[bot]', ''), gravatar_id: '', url: `https://api.github.com/users/${login}`, avatar_url: `https://avatars.githubusercontent.com/u/${person.githubId}?` },
    repo: { id: repositoryId(repo), name: repo, url: `https://api.github.com/repos/${repo}` },
    public: true,
    created_at: `${new Date(event.at).toISOString().slice(0, 19)}Z`,
    org: { id: repositoryId(owner), login: owner, gravatar_id: '' },
  }
}

function typeAndPayload(random: Random, event: ArchiveEvent): { type: string; payload: object } {
  const slim = event.at >= slimPayloads
  const { repo, person } = event
  const number = 100 + (Number(event.id.slice(-6)) % 4000)
  switch (event.action) {
    case 'star':
      return { type: 'WatchEvent', payload: { action: 'started' } }
    case 'fork':
      return { type: 'ForkEvent', payload: { ...(slim ? { action: 'forked' } : {}), forkee: { id: person.githubId + 11, full_name: `${person.login ?? ''}/${repo.split('/')[1] ?? ''}`, owner: { login: person.login, id: person.githubId, type: person.type } } } }
    case 'issue':
      return { type: 'IssuesEvent', payload: { action: 'opened', issue: { number, title: random.pick(titles), user: { login: person.login, id: person.githubId, type: person.type } } } }
    case 'pull_request':
      return { type: 'PullRequestEvent', payload: { action: 'opened', number, pull_request: pullRequest(random, event, slim) } }
    case 'commit':
      return { type: 'PushEvent', payload: push(random, event, slim) }
    case 'comment':
      return { type: 'IssueCommentEvent', payload: { action: 'created', issue: { number }, comment: { id: number * 17, body: 'Same here.' } } }
    case 'branch':
      return { type: 'CreateEvent', payload: { ref: `fix-${number}`, ref_type: 'branch', master_branch: 'main', pusher_type: 'user' } }
  }
}

const titles = ['Crash on empty partition', 'Docs: typo in quick start', 'Support for nested types', 'Connection pool leaks after timeout', 'Add a dry-run flag', 'Ошибка при загрузке конфигурации', 'Question: retention of snapshots']

function pullRequest(random: Random, { id, repo, person }: ArchiveEvent, slim: boolean): object {
  const ends = { head: { ref: 'patch-1', sha: sha(`${id}h`) }, base: { ref: 'main', sha: sha(`${id}b`) } }
  const slimmed = { id: Number(id.slice(-9)), number: 100 + (Number(id.slice(-6)) % 4000), url: `https://api.github.com/repos/${repo}/pulls/1`, ...ends }
  return slim ? slimmed : { ...slimmed, user: { login: person.login, id: person.githubId, type: person.type }, title: random.pick(titles), body: null, merged: false }
}

/** Archived addresses keep their domain; the local part is a digest. */
function push(random: Random, { id, repo, person }: ArchiveEvent, slim: boolean): object {
  const common = { repository_id: repositoryId(repo), push_id: Number(id.slice(-10)), ref: 'refs/heads/main', head: sha(id), before: sha(`${id}p`) }
  if (slim) return common
  const author = { email: `${sha(person.login ?? '')}@${person.commitDomain}`, name: person.display }
  return { ...common, size: 1, distinct_size: 1, commits: [{ sha: sha(id), author, message: random.pick(titles), distinct: true, url: `https://api.github.com/repos/${repo}/commits/${sha(id)}` }] }
}

const sha = (text: string): string => createHash('sha1').update(text).digest('hex')
const repositoryId = (name: string): number => 9_100_000_000 + Number.parseInt(sha(name).slice(0, 6), 16)
