import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { repositoryActions } from '../sql/repository-actions.ts'
import score from '../../../resources/models/score.json' with { type: 'json' }

export interface EventFigures {
  periodFrom: string | null
  periodTo: string | null
  undated: number
}

export async function eventFigures(connection: Connection, importId: number): Promise<EventFigures> {
  return one<EventFigures>(
    connection,
    `SELECT min(occurred_at) AS "periodFrom", max(occurred_at) AS "periodTo", count(*) - count(occurred_at) AS undated FROM dev.events WHERE import_id = $import`,
    { import: importId },
  )
}

const number = (value: number): string => value.toLocaleString('en')
const stargazerCap = 40_000
/** Since this day a stargazers list shows what its reader may see, not who starred. */
const starsRestricted = '2026-06-30'
/** Since this month GH Archive captures only part of the stars. */
const archiveIncomplete = '2025-06-01'

export interface EventImport {
  connection: Connection
  importId: number
  format: string
  taken: number
  figures: EventFigures
  collectedAt: Date
}

/** What the reader of this import's figures must know, in full sentences. */
export async function eventWarnings(input: EventImport): Promise<string[]> {
  const { format, figures, taken, collectedAt } = input
  const warnings: string[] = []
  if (figures.undated > 0) {
    warnings.push(`${number(figures.undated)} of ${number(taken)} events have no time; they count as of ${collectedAt.toISOString().slice(0, 10)}, the day the file was collected, and never for the lifecycle.`)
  }
  if (format === 'gh-archive') warnings.push(...(await archiveWarnings(input)))
  else if (format === 'events') warnings.push(...(await genericWarnings(input)))
  else warnings.push(...(await unmarkedRepositories(input)))
  if (format === 'github-stargazers') {
    if (taken >= stargazerCap) warnings.push(`The list holds ${number(taken)} stars. GitHub stops listing at 40,000, so later stars may be missing.`)
    if (collectedAt.toISOString() > starsRestricted) warnings.push('Since 30 June 2026 GitHub shows stargazers to a repository’s admins and collaborators only: a list collected later may be incomplete.')
  }
  return warnings
}

async function unmarkedRepositories({ connection, importId }: EventImport): Promise<string[]> {
  const unmarked = await rows<{ target: string }>(
    connection,
    `SELECT DISTINCT target FROM dev.events AS event WHERE import_id = $import AND target IS NOT NULL AND source IN ${repositoryActions}
       AND NOT EXISTS (SELECT 1 FROM dev.targets AS marked WHERE marked.kind = 'repo' AND lower(marked.name) = event.target AND marked.role <> 'unmarked') ORDER BY target LIMIT 20`,
    { import: importId },
  )
  return unmarked.map(
    ({ target }) => `${target} is not marked as your own or a competitor’s repository, so its events are kept and not scored. Mark it under Targets, or with: bandstand mark … ${target} --role own (or competitor, ecosystem).`,
  )
}

async function archiveWarnings({ connection, importId, taken, figures }: EventImport): Promise<string[]> {
  const { marked } = await one<{ marked: number }>(
    connection,
    `SELECT count(*) AS marked FROM dev.events WHERE import_id = $import AND target IN (SELECT lower(name) FROM dev.targets WHERE kind = 'repo' AND role <> 'unmarked')`,
    { import: importId },
  )
  const warnings: string[] = []
  if (marked < taken) {
    const some = marked === 0 ? 'None' : `Only ${number(marked)}`
    warnings.push(`${some} of ${number(taken)} events concern a repository marked as your own or a competitor’s; the others are kept and not scored. Mark repositories under Targets.`)
  }
  if (figures.periodTo !== null && figures.periodTo >= archiveIncomplete) {
    warnings.push('GH Archive has been incomplete since June 2025: it captured under 20 % of stars in 2026, and pushes have listed no commits since 7 October 2025. Compare periods with care.')
  }
  return warnings
}

async function genericWarnings({ connection, importId }: EventImport): Promise<string[]> {
  const known = new Set([...Object.keys(score.sources), 'star', 'fork', 'issue', 'pull_request', 'commit'])
  const found = await rows<{ source: string; events: number }>(connection, 'SELECT source, count(*) AS events FROM dev.events WHERE import_id = $import GROUP BY source ORDER BY source', { import: importId })
  const unknown = found.filter(({ source }) => !known.has(source))
  if (unknown.length === 0) return []
  const listed = unknown.slice(0, 5).map(({ source, events }) => `“${source}” (${number(events)})`).join(', ')
  return [`Unknown sources are kept and not scored: ${listed}${unknown.length > 5 ? ` and ${unknown.length - 5} more` : ''}. Known: ${[...known].join(', ')}.`]
}
