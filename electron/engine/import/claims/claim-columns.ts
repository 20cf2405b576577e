import { matchHeaders, normalHeader } from '../headers.ts'
import type { ClaimField, KeyField } from './table-claims.ts'

/** What columns about a person are called; spellings beyond case and spaces. */
export const claimAliases: Readonly<Record<ClaimField, readonly string[]>> = {
  name: ['full name', 'name', 'person name', 'contact name', 'full_name'],
  first_name: ['first name', 'first_name', 'firstname'],
  last_name: ['last name', 'last_name', 'lastname'],
  title: ['title', 'job title', 'job_title', 'position', 'current title', 'headline'],
  company: ['company', 'company name', 'company_name', 'organization', 'organisation', 'organization name', 'current company', 'employer', 'account name'],
  domain: ['domain', 'company domain', 'domain name', 'company_domain', 'website', 'company website'],
  profile_url: ['linkedin profile', 'linkedin url', 'linkedin', 'person linkedin url', 'linkedin profile url', 'linkedin_url', 'profile url'],
  location: ['location', 'person location'],
  city: ['city'],
  region: ['state', 'region'],
  country: ['country'],
  email: ['work email', 'email', 'e-mail', 'email address', 'business email', 'work_email'],
  confidence: ['confidence', 'confidence score', 'likelihood', 'match confidence', 'score'],
}

/** Columns that say whom was asked about. An address is one only where the file has no better key. */
const keyAliases: Readonly<Record<KeyField, readonly string[]>> = {
  bandstand_id: ['bandstand_id', 'bandstand id'],
  github_id: ['github_id', 'github id'],
  login: ['login', 'github login', 'github_login', 'github username', 'github_username', 'github', 'github url', 'github_url', 'github profile', 'github profile url'],
  asked_email: ['asked_email', 'input email', 'email', 'e-mail', 'email address'],
}

/** Key columns of a table; without an account or an id of ours the address is the key. */
export function keysOf(headers: readonly string[]): Map<KeyField, string> {
  const keys = matchHeaders(headers, keyAliases)
  if (keys.has('bandstand_id') || keys.has('github_id') || keys.has('login')) {
    const asked = matchHeaders(headers, { asked_email: ['asked_email', 'input email'] }).get('asked_email')
    if (asked === undefined) keys.delete('asked_email')
    else keys.set('asked_email', asked)
  }
  return keys
}

/** True where the columns are those of Apollo’s export of contacts. */
export const isApolloExport = (headers: readonly string[]): boolean =>
  matchHeaders(headers, { profile: ['person linkedin url'], title: ['title'], company: ['company name', 'company'] }).size === 3 &&
  matchHeaders(headers, { status: ['email status'], size: ['# employees'], company_profile: ['company linkedin url'] }).size >= 2

const providers: readonly (readonly [id: string, words: readonly string[]])[] = [
  ['pdl', ['people data labs', 'peopledatalabs', 'pdl']], ['apollo', ['apollo.io', 'apollo']], ['clearbit', ['clearbit']], ['crustdata', ['crustdata']], ['hunter', ['hunter.io', 'hunter']],
  ['proxycurl', ['proxycurl']], ['zoominfo', ['zoominfo']], ['lusha', ['lusha']], ['cognism', ['cognism']], ['rocketreach', ['rocketreach']], ['contactout', ['contactout']],
  ['dropcontact', ['dropcontact']], ['prospeo', ['prospeo']], ['findymail', ['findymail']], ['datagma', ['datagma']], ['leadmagic', ['leadmagic']], ['wiza', ['wiza']],
  ['kaspr', ['kaspr']], ['nymeria', ['nymeria']], ['snov', ['snov.io', 'snov']], ['mixrank', ['mixrank']], ['harmonic', ['harmonic']], ['reo', ['reo.dev', 'reo']], ['rb2b', ['rb2b']],
]

interface ReadHeader {
  /** The provider the header names, or null. */
  provider: string | null
  /** What is left of the header without provider and copy number. */
  rest: string
  /** 2 for `Work Email (2)`, else 1. */
  copy: number
}

/** What a header such as `PDL Company`, `Title (Apollo)`, `Apollo - Title` or `Work Email (2)` says. */
export function readHeader(header: string): ReadHeader {
  const copied = /^(.*\S)\s*\((\d+)\)$/.exec(normalHeader(header))
  const text = copied?.[1] ?? normalHeader(header)
  const copy = Number(copied?.[2] ?? 1)
  for (const [id, words] of providers) {
    for (const word of words) {
      const name = word.replaceAll('.', '\\.')
      const before = new RegExp(`^${name}(?:\\s*[-:>|/]\\s*|[\\s_]+|$)(.*)$`).exec(text)?.[1]
      const after = new RegExp(`^(.*?)(?:\\s*[-:|/]\\s*|\\s+(?:from|by|via|with|using)\\s+|\\s+\\()${name}\\)?$`).exec(text)?.[1]
      const rest = before ?? after
      if (rest !== undefined) return { provider: id, rest: rest.trim(), copy }
    }
  }
  return { provider: null, rest: text, copy }
}
