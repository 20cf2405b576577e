import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { archiveEvents, archiveHour } from './archive-events.ts'
import { archiveFile } from './archive-files.ts'
import { eventCsv, eventLines } from './event-files.ts'
import { bareStargazerFile, forkFile, profileFile, stargazerFile } from './github-files.ts'
import { hubspotFile } from './hubspot-file.ts'
import { makeOrganisation } from './organisation.ts'
import type { Person } from './people.ts'
import { asOf, collected, competitorRepo, listed, organisation, ownPackage, ownRepos, unmarkedRepo } from './plan.ts'
import { seededRandom } from '../random.ts'
import type { SignalKind } from './signal-kinds.ts'

export interface SampleManifest {
  readonly organisation: string
  readonly ownRepos: readonly string[]
  readonly competitorRepos: readonly string[]
  readonly ownPackages: readonly string[]
  /** The instant at which the planted figures hold. */
  readonly asOf: string
  /** In the order in which they are imported; paths are absolute. */
  readonly files: readonly { readonly path: string; readonly format: string; readonly settings: Readonly<Record<string, string>> }[]
}

interface SampleFile {
  readonly name: string
  readonly format: string
  readonly settings: Record<string, string>
  readonly content: string | Buffer
}

/** Writes the synthetic organisation's files into `directory`; equal seeds write equal bytes. */
export async function writeSample(directory: string, { seed = 1 }: { seed?: number } = {}): Promise<SampleManifest> {
  await mkdir(directory, { recursive: true })
  const files = sampleFiles(seed)
  for (const file of files) await writeFile(join(directory, file.name), file.content)
  return {
    organisation,
    ownRepos,
    competitorRepos: [competitorRepo],
    ownPackages: [ownPackage],
    asOf,
    files: files.map(({ name, format, settings }) => ({ path: join(directory, name), format, settings })),
  }
}

function sampleFiles(seed: number): SampleFile[] {
  const made = makeOrganisation(seed)
  const random = seededRandom(`${seed}/files`)
  const dated = (channel: SignalKind['channel']): { person: Person; at: number }[] =>
    made.signals.flatMap(({ kind, person, at }) => (kind.channel === channel && person && at !== null ? [{ person, at }] : []))
  const generic = (channel: 'product' | 'web') => made.signals.filter((signal) => signal.kind.channel === channel)
  const undated = made.signals.flatMap(({ kind, person }) => (kind.channel === 'undated_stars' && person ? [person] : []))
  const extract = archiveEvents(random, made)
  const turn = Date.UTC(2025, 9, 7)
  const hour = (from: number): Buffer => archiveFile(random, archiveHour(random, extract, { people: made.people, from }))
  const file = (name: string, format: string, content: string | Buffer, settings: Record<string, string> = {}): SampleFile => ({ name, format, settings, content })
  return [
    file('hubspot-crm-exports-all-companies-2026-07-01.csv', 'hubspot-companies', hubspotFile(random, made.accounts)),
    file('github-profiles.ndjson', 'github-profiles', profileFile(random, made.people)),
    file('stargazers-fennlight.json', 'github-stargazers', stargazerFile(dated('stars')), { repo: ownRepos[0], collected: listed }),
    file('stargazers-fennlight-python.json', 'github-stargazers', bareStargazerFile(undated), { repo: ownRepos[1], collected }),
    file('stargazers-orrindb.json', 'github-stargazers', stargazerFile(dated('competitor_stars')), { repo: competitorRepo, collected: listed }),
    file('stargazers-streamkit.json', 'github-stargazers', stargazerFile(made.unmarkedStars), { repo: unmarkedRepo, collected: listed }),
    file('forks-fennlight.json', 'github-forks', forkFile(ownRepos[0], dated('forks')), { repo: ownRepos[0] }),
    file('gharchive-extract-2024-07-to-2025-10.json.gz', 'gh-archive', archiveFile(random, extract.filter((event) => event.at < turn))),
    file('gharchive-extract-2025-10-to-2026-06.json.gz', 'gh-archive', archiveFile(random, extract.filter((event) => event.at >= turn))),
    file('2025-09-16-14.json.gz', 'gh-archive', hour(Date.UTC(2025, 8, 16, 14))),
    file('2026-05-12-9.json.gz', 'gh-archive', hour(Date.UTC(2026, 4, 12, 9))),
    file('docs-community-web-events.csv', 'events', eventCsv(generic('web'), strayLines)),
    file('product-events.ndjson', 'events', eventLines(generic('product'))),
  ]
}

/** A source nobody scores, a missing source, and a date that does not exist. */
const strayLines = [
  '2026-03-02T10:00:00Z,newsletter_open,,,ama_chukwudara_77@gmail.com,,,,1',
  '2026-03-09T10:00:00Z,newsletter_open,,,ama_chukwudara_77@gmail.com,,,,1',
  '2026-04-01T09:12:00Z,,,,ama_chukwudara_77@gmail.com,,,/docs/quick-start,1',
  '2026-02-31T09:12:00Z,docs_view,,,ama_chukwudara_77@gmail.com,,,/docs/quick-start,1',
]
