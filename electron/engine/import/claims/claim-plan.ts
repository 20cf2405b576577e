import type { Doubt, Plan } from '../importer.ts'
import { type Answer, anyOf, type Subject } from './answer.ts'

/** Values that say whom each answer was asked for. */
export const askedNames: Subject = { github_id: 'asked_github_id', login: 'asked_login', email: 'asked_email' }

interface ClaimSource {
  read: Readonly<Record<string, string>>
  /** Values made from those, the asked ones among them unless `read` has them. */
  values?: Readonly<Record<string, string>>
  /** SQL over the names of both: a list of answers. */
  answers: string
  /** Where the subject should stand, for rejects. */
  keyColumn: string
  /** Why a record without any answer is set aside, after its number: “answers are …”. */
  empty: (records: number) => string
  mapped: ReadonlyMap<string, string>
  doubts?: readonly Doubt[]
  warnings?: readonly string[]
}

const of = (field: keyof Answer): string => `item.${field}`
const answered: Subject = { github_id: of('github_id'), login: of('login'), email: of('email') }
const keyed = anyOf(askedNames)
const subjectOf = (field: 'github_id' | 'login'): string => `CASE WHEN ${keyed} THEN ${askedNames[field]} ELSE ${answered[field]} END`
/** An address identifies only where no account does: the two together would say that they are one person. */
const emailSubject = `CASE WHEN ${keyed} THEN ${askedNames.email} WHEN ${answered.github_id} IS NULL AND ${answered.login} IS NULL THEN ${answered.email} END`
const known = `${keyed} OR ${anyOf(answered)}`
const knownItems = `len(list_filter(items, lambda item: ${known}))`

/**
 * How answers of providers become `evidence.claims`, a row each. Whom a claim is about is what was asked for; only where the file does not say so does the answer’s
 * own account or address count.
 */
export const claimPlan = ({ read, values = {}, answers, keyColumn, empty, mapped, doubts = [], warnings = [] }: ClaimSource): Plan => ({
  table: 'claims',
  read,
  items: { values, list: answers, when: known, place: 'place' },
  columns: {
    provider: of('provider'),
    github_id: subjectOf('github_id'),
    login: subjectOf('login'),
    email: emailSubject,
    name: of('name'),
    title: of('title'),
    company: of('company'),
    domain: of('domain'),
    profile_url: of('profile_url'),
    location: of('location'),
    confidence: of('confidence'),
    current: `coalesce(${of('current')}, true)`,
    started_at: of('started_at'),
    ended_at: of('ended_at'),
    extra: of('extra'),
  },
  ignored: 'len(items) = 0',
  checks: [
    {
      when: `${knownItems} = 0`,
      column: keyColumn,
      reason: 'The answer does not say whom it is about: no GitHub account and no e-mail address. Keep a column login, github_id, email or bandstand_id of what was asked beside each answer, and import the file again.',
    },
  ],
  doubts: [
    { when: 'len(items) = 0', warning: empty },
    {
      when: `${knownItems} BETWEEN 1 AND len(items) - 1`,
      warning: (records) => `${records.toLocaleString('en')} ${records === 1 ? 'record holds' : 'records hold'} answers about people without a GitHub account and an e-mail address beside others; those answers were left out.`,
    },
    ...doubts,
  ],
  stageDates: [],
  mapped,
  warnings,
})

/** The usual words about answers that found nobody. */
export const noMatches = (provider: string) => (records: number): string =>
  `${records.toLocaleString('en')} ${records === 1 ? 'answer' : 'answers'} of ${provider} ${records === 1 ? 'names' : 'name'} neither an employer nor a profile (nobody was found, or nothing about them) and ${records === 1 ? 'was' : 'were'} ignored.`
