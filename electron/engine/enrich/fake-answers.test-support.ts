import { createHash } from 'node:crypto'

/** A number in [0, 1) that a text always has. */
export const share = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32

const companies = ['Acme', 'Globex', 'Initech', 'Umbrella', 'Hooli']
export const companyOf = (who: string): string => companies[Math.floor(share(`company ${who}`) * companies.length)] ?? 'Acme'
const domainOf = (who: string) => `${companyOf(who).toLowerCase()}.com`

/** One in five is unknown to every provider. */
export const isKnown = (who: string): boolean => share(`known ${who}`) >= 0.2

export interface FakeAnswer {
  /** Whom the request was about. */
  who: string
  status: number
  body: unknown
}

type Route = (url: URL, body: Record<string, unknown>) => FakeAnswer

const found = (who: string, body: unknown, missing: FakeAnswer['body'], missingStatus: number): FakeAnswer =>
  isKnown(who) ? { who, status: 200, body } : { who, status: missingStatus, body: missing }

const pdl: Route = ({ searchParams }) => {
  const who = searchParams.get('profile')?.replace('github.com/', '') ?? searchParams.get('email') ?? ''
  return found(who, {
    status: 200, likelihood: 8,
    data: {
      full_name: who, job_title: 'software engineer', job_company_name: companyOf(who).toLowerCase(), job_company_website: domainOf(who), linkedin_url: `linkedin.com/in/${who}`, location_name: null,
      work_email: `${who}@${domainOf(who)}`, job_start_date: '2024-03', experience: [{ company: { name: 'old place', website: null }, title: { name: 'intern' }, start_date: '2020-01', end_date: '2024-02', is_primary: false }],
    },
  }, { status: 404, error: { message: 'No records were found' } }, 404)
}

const apollo: Route = (_url, body) => {
  const who = String(body['email'] ?? body['name'])
  return found(who, {
    person: { name: who, title: 'Engineer', linkedin_url: null, city: 'Berlin', state: null, country: 'Germany', email: `${who}@x.example`, organization: { name: companyOf(who), primary_domain: domainOf(who) }, employment_history: [] },
  }, { person: null }, 200)
}

const hunter: Route = ({ searchParams }) => {
  const who = searchParams.get('full_name') ?? ''
  return found(who, { data: { first_name: who, last_name: '', email: `${who}@${domainOf(who)}`, score: 91, domain: domainOf(who), company: companyOf(who), position: 'CTO', sources: [] } }, { data: { email: null, score: null } }, 200)
}

const github: Route = ({ pathname }) => {
  const who = pathname.split('/').at(-1) ?? ''
  return found(who, { login: who, id: 1, type: 'User', name: `User ${who}`, company: `@${companyOf(who)}`, blog: '', location: null, email: null, html_url: `https://github.com/${who}` }, { message: 'Not Found' }, 404)
}

const described: Route = ({ pathname }) => {
  const who = decodeURIComponent(pathname.split('/').at(-1) ?? '')
  return found(who, { results: [{ full_name: who, employer: { name: companyOf(who), site: domainOf(who) }, match: 0.7 }] }, { results: [] }, 200)
}

/** It says that a row arrived, in words. */
const clay: Route = (_url, body) => ({ who: String(body['bandstand_id']), status: 200, body: 'OK' })

const routes: readonly [RegExp, Route][] = [
  [/^\/v5\/person\/enrich$/, pdl],
  [/^\/api\/v1\/people\/match$/, apollo],
  [/^\/v2\/email-finder$/, hunter],
  [/^\/users?\/[^/]+$/, github],
  [/^\/v3\/sources\/webhook\/[\w-]+$/, clay],
  [/^\/described\/[^/]+$/, described],
]

export function answerOf(url: URL, body: Record<string, unknown>): FakeAnswer {
  const route = routes.find(([pattern]) => pattern.test(url.pathname))?.[1]
  return route ? route(url, body) : { who: url.pathname, status: 400, body: { message: 'unknown path' } }
}
