import { field, instant, text, whole } from './read-values.ts'
import type { EventRecord, Place, ProfileRecord } from './records.ts'

/** A JSON array, or one JSON value a line. */
export function jsonValues(content: string): unknown[] {
  const trimmed = content.trim()
  if (trimmed.startsWith('[')) return JSON.parse(trimmed) as unknown[]
  return trimmed.split('\n').filter((line) => line.trim() !== '').map((line): unknown => JSON.parse(line))
}

export const readProfiles = (content: string, { file, collectedAt }: { file: number; collectedAt: number }): ProfileRecord[] =>
  jsonValues(content).map((value, index) => ({
    file,
    collectedAt,
    row: index + 1,
    githubId: whole(field(value, 'id')),
    login: text(field(value, 'login')),
    type: text(field(value, 'type')),
    company: text(field(value, 'company')),
    email: text(field(value, 'email')),
  }))

interface ListContext {
  readonly file: number
  readonly repo: string
  readonly collectedAt: number
}

const nothing = { eventId: null, email: null, domain: null, company: null, quantity: 1 }

const someone = (user: unknown) => ({ githubId: whole(field(user, 'id')), login: text(field(user, 'login')), type: text(field(user, 'type')) })

/** Stars with `starred_at` and a user, or bare users. */
export const readStars = (content: string, { file, repo, collectedAt }: ListContext): EventRecord[] =>
  jsonValues(content).map((value, index) => {
    const at = text(field(value, 'starred_at'))
    return { ...nothing, ...someone(at === null ? value : field(value, 'user')), file, row: index + 1, source: 'star', target: repo, at: at === null ? null : (instant(at) ?? null), collectedAt }
  })

export const readForks = (content: string, { file, repo, collectedAt }: ListContext): EventRecord[] =>
  jsonValues(content).map((value, index) => ({
    ...nothing, ...someone(field(value, 'owner')), file, row: index + 1, source: 'fork', target: repo, at: instant(text(field(value, 'created_at')) ?? '') ?? null, collectedAt,
  }))

/** GH Archive: the event types that are signals. */
export const readArchive = (content: string, { file, collectedAt }: Omit<ListContext, 'repo'>): EventRecord[] =>
  jsonValues(content).flatMap((value, index): EventRecord[] => {
    const payload = field(value, 'payload')
    const source = archiveAction(text(field(value, 'type')), text(field(payload, 'action')))
    const place: Place = { file, row: index + 1 }
    if (source === undefined) return []
    return [
      {
        ...nothing, ...place, ...someone(field(value, 'actor')), source, eventId: text(field(value, 'id')), collectedAt,
        target: text(field(field(value, 'repo'), 'name'))?.toLowerCase() ?? null,
        at: instant(text(field(value, 'created_at')) ?? '') ?? null,
      },
    ]
  })

function archiveAction(type: string | null, action: string | null): string | undefined {
  const opened = action === 'opened'
  const actions: Readonly<Record<string, string | undefined>> = {
    WatchEvent: 'star', ForkEvent: 'fork', PushEvent: 'commit', IssuesEvent: opened ? 'issue' : undefined, PullRequestEvent: opened ? 'pull_request' : undefined,
  }
  return actions[type ?? '']
}
