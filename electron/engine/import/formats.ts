import type { FormatInfo } from '../../../shared/contract-import.ts'
import { AppError } from '../../../shared/errors.ts'
import { accounts } from './formats/accounts.ts'
import { amplitude } from './formats/amplitude.ts'
import { companyVisits } from './formats/company-visits.ts'
import { contacts } from './formats/contacts.ts'
import { deals } from './formats/deals.ts'
import { dependents } from './formats/dependents.ts'
import { discordMessages } from './formats/discord-messages.ts'
import { docsAnalytics } from './formats/docs-analytics.ts'
import { events } from './formats/events.ts'
import { ghArchive } from './formats/gh-archive.ts'
import { gitLog } from './formats/git-log.ts'
import { githubCodeSearch } from './formats/github-code-search.ts'
import { githubCommits } from './formats/github-commits.ts'
import { githubContributors } from './formats/github-contributors.ts'
import { githubForks } from './formats/github-forks.ts'
import { githubProfiles } from './formats/github-profiles.ts'
import { githubSbom } from './formats/github-sbom.ts'
import { githubStargazers } from './formats/github-stargazers.ts'
import { hubspotCompanies } from './formats/hubspot-companies.ts'
import { hubspotContacts } from './formats/hubspot-contacts.ts'
import { hubspotDeals } from './formats/hubspot-deals.ts'
import { mailmap } from './formats/mailmap.ts'
import { mixpanel } from './formats/mixpanel.ts'
import { posthog } from './formats/posthog.ts'
import { pipedriveDeals } from './formats/pipedrive-deals.ts'
import { pipedrivePersons } from './formats/pipedrive-persons.ts'
import { rb2b } from './formats/rb2b.ts'
import { apolloPeople } from './formats/apollo-people.ts'
import { clearbitPerson } from './formats/clearbit-person.ts'
import { crustdataPeople } from './formats/crustdata-people.ts'
import { hunter } from './formats/hunter.ts'
import { proxycurl } from './formats/proxycurl.ts'
import { apolloContacts } from './formats/apollo-contacts.ts'
import { clay } from './formats/clay.ts'
import { reoDevelopers } from './formats/reo-developers.ts'
import { emailEngagement } from './formats/email-engagement.ts'
import { npmDownloads } from './formats/npm-downloads.ts'
import { pypiDownloads } from './formats/pypi-downloads.ts'
import { pdlPerson } from './formats/pdl-person.ts'
import { pipedriveOrganizations } from './formats/pipedrive-organizations.ts'
import { salesforceAccounts } from './formats/salesforce-accounts.ts'
import { salesforceContacts } from './formats/salesforce-contacts.ts'
import { salesforceLeads } from './formats/salesforce-leads.ts'
import { salesforceOpportunities } from './formats/salesforce-opportunities.ts'
import { salesforceOpportunityHistory } from './formats/salesforce-opportunity-history.ts'
import { scarf } from './formats/scarf.ts'
import { segment } from './formats/segment.ts'
import { slackExport } from './formats/slack-export.ts'
import { stackExchange } from './formats/stack-exchange.ts'
import type { Container, Importer, Sample } from './importer.ts'

/** Every format Bandstand imports. A new one is a file in formats/ and a line here. */
export const importers: readonly Importer[] = [hubspotCompanies, hubspotContacts, hubspotDeals, salesforceAccounts, salesforceContacts, salesforceLeads, salesforceOpportunities, salesforceOpportunityHistory, pipedriveOrganizations, pipedriveDeals, pipedrivePersons, githubProfiles, githubStargazers, githubForks, ghArchive, githubCommits, gitLog, mailmap, githubContributors, githubCodeSearch, githubSbom, dependents, scarf, rb2b, docsAnalytics, companyVisits, posthog, segment, mixpanel, amplitude, pdlPerson, apolloPeople, clearbitPerson, crustdataPeople, proxycurl, hunter, apolloContacts, reoDevelopers, clay, npmDownloads, pypiDownloads, emailEngagement, discordMessages, slackExport, stackExchange, accounts, contacts, deals, events]

const containerWords: Record<Container, readonly string[]> = {
  delimited: ['csv', 'tsv', 'xlsx'],
  json: ['json', 'ndjson', 'json.gz'],
  parquet: ['parquet'],
}

export const formatInfos = (): FormatInfo[] =>
  importers.map(({ id, label, describes, containers, settings, fields = [] }) => ({
    id,
    label,
    describes,
    containers: containers.flatMap((container) => containerWords[container]),
    fields: fields.map(({ field, label: name, kind }) => ({ field, label: name, kind })),
    settings: settings.map((setting) => ({ ...setting })),
  }))

export const formatLabel = (id: string): string => importers.find((importer) => importer.id === id)?.label ?? id

export function importerOf(id: string): Importer {
  const found = importers.find((importer) => importer.id === id)
  if (!found) throw new AppError('unknown_format', `There is no format “${id}”. Formats: ${importers.map((importer) => importer.id).join(', ')}.`)
  return found
}

export interface Candidate {
  importer: Importer
  confidence: number
}

/** Formats that could hold this file, the surest first. */
export const candidates = (sample: Sample): Candidate[] =>
  importers
    .filter((importer) => importer.containers.includes(sample.container))
    .map((importer) => ({ importer, confidence: importer.recognise(sample) }))
    .sort((a, b) => b.confidence - a.confidence)

const certain = 0.5

/** The format the sample shows, or undefined where none is likely. */
export const recognised = (sample: Sample): Importer | undefined => candidates(sample).find(({ confidence }) => confidence >= certain)?.importer
