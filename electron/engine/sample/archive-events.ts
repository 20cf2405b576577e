import type { ArchiveAction, ArchiveEvent } from './archive-files.ts'
import type { Organisation } from './organisation.ts'
import { competitorRepo, ownRepos, unmarkedRepo } from './plan.ts'
import type { Random } from '../random.ts'
import { drawInstant } from './signals.ts'

const actions: Readonly<Record<string, { action: ArchiveAction; repo: string }>> = {
  repo_issue: { action: 'issue', repo: ownRepos[0] },
  repo_pull_request: { action: 'pull_request', repo: ownRepos[0] },
  repo_commit: { action: 'commit', repo: ownRepos[0] },
  competitor_fork: { action: 'fork', repo: competitorRepo },
}

type Unnumbered = Omit<ArchiveEvent, 'id'>

/** What an extract of the archive for the watched repositories holds, in the order of its ids. */
export function archiveEvents(random: Random, { signals, bots, people }: Organisation): ArchiveEvent[] {
  const planned = signals.flatMap((signal): Unnumbered[] => {
    const found = signal.kind.channel === 'archive' ? actions[signal.kind.source] : undefined
    return found && signal.person && signal.at !== null ? [{ ...found, person: signal.person, at: signal.at }] : []
  })
  // Some stars stand in the stargazer list and in the archive: one event, seen twice.
  const seenTwice = signals.flatMap((signal): Unnumbered[] =>
    signal.kind.channel === 'stars' && signal.person && signal.at !== null && random.chance(0.08) ? [{ action: 'star', repo: ownRepos[0], person: signal.person, at: signal.at }] : [],
  )
  const machines = Array.from({ length: 420 }, (): Unnumbered => ({
    action: random.pick(['pull_request', 'commit', 'commit', 'issue']), repo: random.pick(ownRepos), person: random.pick(bots), at: drawInstant(random, [0, 729]),
  }))
  const elsewhere = Array.from({ length: 260 }, (): Unnumbered => ({
    action: random.pick(['star', 'commit', 'fork', 'issue']), repo: unmarkedRepo, person: random.pick(people), at: drawInstant(random, [0, 729]),
  }))
  const chatter = Array.from({ length: 180 }, (): Unnumbered => ({
    action: random.pick(['comment', 'branch']), repo: ownRepos[0], person: random.pick(people), at: drawInstant(random, [0, 729]),
  }))
  return numbered(random, [...planned, ...seenTwice, ...machines, ...elsewhere, ...chatter], 41_000_000_000)
}

/** One whole hour of the archive: what the extract holds of it, among everything else that happened. */
export function archiveHour(random: Random, extract: readonly ArchiveEvent[], { people, from }: { people: Organisation['people']; from: number }): ArchiveEvent[] {
  const others = Array.from({ length: 160 }, (): Unnumbered => ({
    action: random.pick(['star', 'commit', 'fork', 'issue', 'comment', 'branch']),
    repo: random.pick([unmarkedRepo, 'quietcorner--labs/dotfiles', 'harbour--works/tidegauge']),
    person: random.pick(people),
    at: from + random.integer(0, 3599) * 1000,
  }))
  return [...extract.filter((event) => event.at >= from && event.at < from + 3_600_000), ...numbered(random, others, 58_000_000_000 + (from / 3_600_000) * 1000)]
}

function numbered(random: Random, events: readonly Unnumbered[], first: number): ArchiveEvent[] {
  let last = first
  return [...events]
    .sort((a, b) => a.at - b.at || a.person.githubId - b.person.githubId)
    .map((event) => ({ ...event, id: String((last += random.integer(1, 9))) }))
}
