import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { SmallWorld, User } from './random-worlds.ts'
import type { OracleFile } from './records.ts'

const collected = '2025-12-20'

/** Writes a small world's files in the order of import; kinds without a row get no file. */
export function writeWorld(folder: string, world: SmallWorld): OracleFile[] {
  const files: OracleFile[] = []
  const add = (name: string, file: { format: string; content: string | Buffer; settings?: Record<string, string> }): void => {
    const path = join(folder, name)
    writeFileSync(path, file.content)
    files.push({ path, format: file.format, settings: file.settings ?? {}, modifiedAt: 0 })
  }
  if (world.hubspot.length > 0) add('companies.csv', { format: 'hubspot-companies', content: hubspotCsv(world) })
  if (world.accounts.length > 0 && world.writing.accountsAsCsv) add('accounts.csv', { format: 'accounts', content: accountCsv(world.accounts) })
  else if (world.accounts.length > 0) add('accounts.ndjson', { format: 'accounts', content: lines(world.accounts) })
  if (world.contacts.length > 0) add('contacts.csv', { format: 'hubspot-contacts', content: contactCsv(world.contacts) })
  if (world.laterContacts.length > 0) add('contacts-later.csv', { format: 'hubspot-contacts', content: contactCsv(world.laterContacts) })
  if (world.history.length > 0) add('history.csv', { format: 'salesforce-opportunity-history', content: historyCsv(world.history) })
  if (world.deals.length > 0) add('deals.csv', { format: 'salesforce-opportunities', content: dealCsv(world.deals) })
  for (const [name, rows] of [['profiles', world.profiles], ['profiles-later', world.laterProfiles]] as const) {
    const settings = { collected: name === 'profiles' ? collected : '2025-12-24' }
    if (rows.length > 0) add(`${name}.ndjson`, { format: 'github-profiles', settings, content: lines(rows.map(({ user, email, company }) => ({ ...shown(user), email, company, bio: null }))) })
  }
  const { stars, undated, forks } = world
  if (stars.rows.length > 0) {
    add('stars.json', { format: 'github-stargazers', settings: { repo: stars.repo }, content: JSON.stringify(stars.rows.map(({ user, at }) => ({ starred_at: at, user: shown(user) }))) })
  }
  if (undated.rows.length > 0) {
    add('bare.json', { format: 'github-stargazers', settings: { repo: undated.repo, collected }, content: JSON.stringify(undated.rows.map(({ user }) => shown(user))) })
  }
  if (forks.rows.length > 0) {
    const repositories = forks.rows.map(({ user, at }, index) => ({ id: index + 1, full_name: `${user.login}/kit`, owner: shown(user), fork: true, created_at: at }))
    add('forks.ndjson', { format: 'github-forks', settings: { repo: forks.repo }, content: lines(repositories) })
  }
  if (world.archive.length > 0) add('archive.json.gz', { format: 'gh-archive', content: gzipSync(lines(world.archive.map((event) => archiveEvent(world.archive.find(({ id }) => id === event.id) ?? event)))) })
  const settings = { collected }
  if (world.events.length > 0) add('events.csv', { format: 'events', settings, content: eventCsv(world.events) })
  const again = [...world.repeated.flatMap((index) => world.events[index] ?? []), ...world.moreEvents]
  if (again.length > 0) add('events-again.ndjson', { format: 'events', settings, content: lines(again) })
  return files
}

const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

const shown = ({ login, id, type }: User) => ({ login, id, type, avatar_url: `https://avatars.githubusercontent.com/u/${id}` })

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const table = (rows: readonly (readonly string[])[], lineEnd: string): string => rows.map((row) => `${row.map(cell).join(',')}${lineEnd}`).join('')

const labels = ['Record ID', 'Company name', 'Company Domain Name', 'Additional Domains', 'Lifecycle Stage', 'Create Date', 'Became a Lead Date', 'Became an Opportunity Date', 'Became a Customer Date']
const internalNames = [
  'hs_object_id', 'name', 'domain', 'hs_additional_domains', 'lifecyclestage', 'createdate', 'hs_lifecyclestage_lead_date', 'hs_lifecyclestage_opportunity_date', 'hs_lifecyclestage_customer_date',
]

function hubspotCsv({ hubspot, writing }: SmallWorld): string {
  const rows = hubspot.map((row) => [String(row.id), row.name, row.domain, row.further, row.stage, row.created, row.lead, row.opportunity, row.customer])
  const cutOff = writing.ragged ? [['109', 'Cut Off', 'cut-off.com']] : []
  return `\uFEFF${table([writing.internalNames ? internalNames : labels, ...rows, ...cutOff], '\r\n')}`
}

const accountColumns = ['record_id', 'name', 'domain', 'aliases', 'stage', 'country', 'created_at', 'opportunity_at', 'customer_at'] as const

const accountCsv = (accounts: SmallWorld['accounts']): string =>
  table([[...accountColumns], ...accounts.map((account) => accountColumns.map((column) => (column === 'aliases' ? account.aliases.join(';') : (account[column] ?? ''))))], '\n')

const contactHeaders = ['Record ID', 'First Name', 'Associated Company', 'Associated Company IDs', 'Lifecycle Stage', 'Create Date', 'Became a Lead Date', 'Became a Customer Date']

const contactCsv = (contacts: SmallWorld['contacts']): string =>
  table([contactHeaders, ...contacts.map((row) => [String(row.id), 'Jo', row.company, row.accounts.join(';'), row.stage, row.created, row.lead, row.customer])], '\n')

const outcomes = { won: ['true', 'true'], lost: ['true', 'false'], open: ['false', 'false'], silent: ['', ''] } as const

const dealCsv = (deals: SmallWorld['deals']): string =>
  table(
    [['Id', 'AccountId', 'Account.Name', 'Name', 'StageName', 'IsClosed', 'IsWon', 'CloseDate', 'CreatedDate'], ...deals.map((row) => [row.id, row.account, row.company, 'Deal', row.stage, ...outcomes[row.outcome], row.closes, row.created])],
    '\n',
  )

const historyCsv = (history: SmallWorld['history']): string => table([['OpportunityId', 'StageName', 'CreatedDate'], ...history.map((row) => [row.id, row.stage, row.at])], '\n')

const eventColumns = ['occurred_at', 'source', 'login', 'github_id', 'email', 'domain', 'company', 'target', 'quantity'] as const

const eventCsv = (events: SmallWorld['events']): string => table([[...eventColumns], ...events.map((event) => eventColumns.map((column) => event[column]))], '\n')

/** Ids repeat within the file; equal ids are the same event. */
function archiveEvent({ user, repo, at, kind, id }: SmallWorld['archive'][number]): object {
  const [type, action] = (
    [['WatchEvent', 'started'], ['ForkEvent', 'forked'], ['PushEvent', undefined], ['IssuesEvent', 'opened'], ['IssuesEvent', 'closed'], ['PullRequestEvent', 'opened'], ['CreateEvent', undefined]] as const
  )[kind] ?? ['WatchEvent', 'started']
  return { id: String(7_000_000_000 + id), type, actor: { id: user.id, login: user.login }, repo: { id: 1, name: repo }, payload: { action }, public: true, created_at: at }
}
