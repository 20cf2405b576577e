import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { analyseSubjects, bandOf, thresholdsOf } from './analysis.ts'
import { readAccountTable, readHubspot } from './read-accounts.ts'
import { readEvents } from './read-events.ts'
import { readArchive, readForks, readProfiles, readStars } from './read-github.ts'
import { readContacts, readHistory, readOpportunities } from './read-related.ts'
import { instant } from './read-values.ts'
import type { OracleFile, Records } from './records.ts'
import { resolveRecords } from './resolve.ts'
import { scoreSubjects, type Policy } from './score.ts'
import type { Role } from './whose.ts'
import type { World } from './world.ts'

/** The world the files describe. */
export function readWorld(files: readonly OracleFile[], roles: ReadonlyMap<string, Role>): World {
  const records: Records = { accounts: [], contacts: [], deals: [], dealEntries: [], profiles: [], events: [] }
  for (const [index, file] of files.entries()) readInto(records, file, index)
  return resolveRecords(records, roles)
}

/** Sections 3, 4 and 6 at one instant. */
export function measure(world: World, { asOf, policy }: { asOf: string; policy: Policy }) {
  const at = instant(asOf)
  if (at === undefined) throw new Error(`${asOf} is no instant.`)
  const scored = scoreSubjects(world, at, policy)
  const thresholds = thresholdsOf(scored)
  const subjects = scored.map((subject) => ({ ...subject, band: bandOf(subject, thresholds) }))
  const count = (band: string): number => subjects.filter((subject) => subject.band === band).length
  return {
    subjects,
    thresholds,
    counts: { High: count('High'), Medium: count('Medium'), Low: count('Low'), None: count('None') },
    analysis: analyseSubjects(world, scored, { asOf: at, policy }),
  }
}

function readInto({ accounts, contacts, deals, dealEntries, profiles, events }: Records, oracleFile: OracleFile, file: number): void {
  const { path, format, settings, modifiedAt } = oracleFile
  const bytes = readFileSync(path)
  const content = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const collected = settings['collected']
  const collectedAt = (collected === undefined ? undefined : instant(collected)) ?? modifiedAt
  const repo = settings['repo'] ?? ''
  switch (format) {
    case 'hubspot-companies':
      accounts.push(...readHubspot(content, file))
      break
    case 'accounts':
      accounts.push(...readAccountTable(content, file))
      break
    case 'hubspot-contacts':
      contacts.push(...readContacts(content, file))
      break
    case 'salesforce-opportunities':
      deals.push(...readOpportunities(content, file))
      break
    case 'salesforce-opportunity-history':
      dealEntries.push(...readHistory(content))
      break
    case 'github-profiles':
      profiles.push(...readProfiles(content, { file, collectedAt }))
      break
    case 'github-stargazers':
      events.push(...readStars(content, { file, repo, collectedAt }))
      break
    case 'github-forks':
      events.push(...readForks(content, { file, repo, collectedAt }))
      break
    case 'gh-archive':
      events.push(...readArchive(content, { file, collectedAt }))
      break
    case 'events':
      events.push(...readEvents(content, { file, collectedAt, lines: path.endsWith('.ndjson') }))
      break
    default:
      throw new Error(`The recomputation does not read ${format}.`)
  }
}
