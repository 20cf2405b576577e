import { repositoryActions } from './repository-actions.ts'
import type { Step } from './steps.ts'

const packageSources = `('package_install', 'dependent_repo', 'code_search_hit')`
const siteSources = `('docs_view', 'docs_edit', 'web_visit')`
const isRepositorySource = (source: string): string => `(${source} IN ${repositoryActions} OR regexp_full_match(${source}, '(repo|competitor)_(star|fork|issue|pull_request|commit)'))`

/** The host in an address or a bare host with an optional path; a file name such as index.html is none. */
const hostOf = (target: string): string => `
  CASE WHEN NOT regexp_full_match(${target}, '[^/]+\\.(html?|mdx?|php|aspx?|jsp|pdf|txt)')
    THEN nullif(regexp_extract(lower(${target}), '^(?:[a-z][a-z0-9+.-]*://)?(?:www\\.)?([a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z][a-z0-9-]+)(?::[0-9]+)?(?:[/?#].*)?$', 1), '') END`

/** `pkg:npm/%40acme/sdk@1.2.3` is `@acme/sdk`. */
const packageOf = (target: string): string => `
  CASE WHEN starts_with(lower(${target}), 'pkg:')
    THEN regexp_replace(regexp_replace(regexp_replace(replace(lower(${target}), '%40', '@'), '[?#].*$', ''), '([^/])@[^/@]*$', '\\1'), '^pkg:[^/]+/', '')
    ELSE lower(${target}) END`

const isRepository = (e: string): string => `(${isRepositorySource(`${e}.source`)} OR (${e}.source = 'docs_edit' AND regexp_full_match(${e}.target, '[\\w-]+/[\\w.-]+')))`

/** What kind of target an event is about, as SQL over its alias; NULL where its source is about nobody's (a product event, a channel). */
export const targetKind = (e: string): string => `
  CASE WHEN ${e}.target IS NULL THEN NULL WHEN ${isRepository(e)} THEN 'repo' WHEN ${e}.source IN ${packageSources} THEN 'package'
    WHEN ${e}.source IN ${siteSources} AND ${hostOf(`${e}.target`)} IS NOT NULL THEN 'site' END`

/** Name of that target: a repository, a package without its version, a host; NULL where `targetKind` is. */
export const targetName = (e: string): string => `
  CASE WHEN ${e}.target IS NULL THEN NULL WHEN ${isRepository(e)} THEN lower(${e}.target) WHEN ${e}.source IN ${packageSources} THEN ${packageOf(`${e}.target`)}
    WHEN ${e}.source IN ${siteSources} THEN ${hostOf(`${e}.target`)} END`

/** (source, target as written) → kind and name, for a table that has both columns. */
export const eventTargets = (from: string): Step => ({
  name: 'event_targets',
  reads: [from],
  sql: `SELECT e.source, e.target, ${targetKind('e')} AS kind, ${targetName('e')} AS name FROM (SELECT DISTINCT source, target FROM ${from}) e`,
})

/** What every repository action counts as, by whose repository it is. What is not listed is kept unscored. */
const byRole = `(VALUES
  ('own', 'star', 'repo_star'), ('own', 'fork', 'repo_fork'), ('own', 'issue', 'repo_issue'), ('own', 'pull_request', 'repo_pull_request'), ('own', 'commit', 'repo_commit'),
  ('competitor', 'star', 'competitor_star'), ('competitor', 'fork', 'competitor_fork'))`

/**
 * Where the role of a target decides: (source, target in lower case) → the source of the score model, or NULL where the event is kept unscored. Other events count as
 * they are named, except the actions on repositories, which count only where they stand here.
 */
export const scoredSources: Step = {
  name: 'scored_sources',
  reads: ['dev.targets', 'dev.events'],
  sql: `
    WITH repositories AS (SELECT lower(name) AS target, any_value(role) AS role FROM dev.targets WHERE kind = 'repo' AND role <> 'unmarked' GROUP BY ALL),
    repository_sources AS (
      SELECT prefix || action AS source, action FROM (VALUES ('star'), ('fork'), ('issue'), ('pull_request'), ('commit')) a(action), (VALUES (''), ('repo_'), ('competitor_')) p(prefix)),
    named AS (
      SELECT source, lower(target) AS target, ${targetName('e')} AS name FROM (
        SELECT source, target FROM dev.events WHERE target IS NOT NULL AND source NOT IN ${repositoryActions} GROUP BY ALL) e
      WHERE NOT ${isRepositorySource('e.source')}),
    foreign_named AS (
      SELECT n.source, n.target FROM named n JOIN dev.targets t ON lower(t.name) = n.name AND t.role <> 'unmarked' GROUP BY ALL HAVING NOT bool_or(t.role = 'own'))
    SELECT g.source, r.target, b.scored FROM repositories r CROSS JOIN repository_sources g LEFT JOIN ${byRole} b(role, action, scored) ON b.role = r.role AND b.action = g.action
    UNION ALL
    SELECT source, target, NULL FROM foreign_named`,
}

/** Source of the score model for an event `e` left joined with its row `s` of `scored_sources`; NULL where it does not count. */
export const scoredSource = (e: string, s: string): string => `CASE WHEN ${s}.source IS NOT NULL THEN ${s}.scored WHEN ${e}.source NOT IN ${repositoryActions} THEN ${e}.source END`

/** The join that `scoredSource` reads. */
export const joinScoredSources = (e: string, s: string, table = 'scored_sources'): string => `LEFT JOIN ${table} ${s} ON ${s}.target = lower(${e}.target) AND ${s}.source = ${e}.source`

/** Whose repository an event of a scored source is about, as SQL over that source: `ours`, `theirs` (a competitor's), or NULL. */
export const repositorySide = (source: string): string => `
  CASE WHEN regexp_full_match(${source}, 'repo_(star|fork|issue|pull_request|commit)') THEN 'ours' WHEN regexp_full_match(${source}, 'competitor_(star|fork|issue|pull_request|commit)') THEN 'theirs' END`
