import { hostOf } from '../account-plan.ts'
import { countOf, instantOf, textOf } from '../expressions.ts'
import { matchHeaders } from '../headers.ts'
import type { Importer } from '../importer.ts'

const aliases = {
  domain: ['domain', 'company domain', 'company_domain', 'website', 'company website', 'website url'],
  company: ['company', 'company name', 'company_name', 'organisation', 'organization'],
  visited: ['visited_at', 'visited at', 'visit date', 'visit_date', 'last_visit', 'last visit', 'last visited', 'last_visited', 'last visit date', 'last_visit_date'],
  pages: ['page views', 'page_views', 'pageviews', 'pages viewed', 'pages_viewed', 'page count', 'page_count'],
  page: ['url', 'page', 'page url', 'landing page', 'landing_page'],
} as const
/** Headers of people, of other events and of a CRM's accounts. */
const foreign = {
  person: ['email', 'e-mail', 'work email', 'workemail', 'login', 'github_login', 'user_id', 'first name', 'last name'],
  signal: ['signal', 'event', 'event_type', 'action', 'occurred_at'],
  account: ['record id', 'record_id', 'hs_object_id', 'account id', 'account_id', 'stage', 'lifecycle stage', 'lifecyclestage', 'account owner', 'company owner'],
} as const

export const companyVisits: Importer = {
  id: 'company-visits',
  label: 'Company visits (generic)',
  describes: 'Website visits by company, as tools that look up IP addresses list them: a domain or company, the time of the visit and the number of page views. Names no people.',
  containers: ['delimited'],
  settings: [
    { key: 'collected', label: 'Date the file was collected, for visits without a time', required: false, example: '2026-06-01' },
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
  ],
  paths: [],
  wholeObjects: false,
  recognise: ({ names }) => {
    const fields = matchHeaders(names, aliases)
    if (matchHeaders(names, foreign).size > 0 || !(fields.has('domain') || fields.has('company'))) return 0
    return fields.has('visited') && fields.has('pages') ? 0.9 : 0
  },
  needs: () => [],
  dates: ({ names }) => [matchHeaders(names, aliases).get('visited')].filter((name) => name !== undefined),
  plan: ({ layout, dateOrder }) => {
    const fields = matchHeaders(layout.names, aliases)
    const column = (field: keyof typeof aliases) => {
      const name = fields.get(field)
      return name === undefined ? undefined : layout.at(name)
    }
    return {
      table: 'events',
      read: {
        domain: hostOf(textOf(column('domain'))),
        company: textOf(column('company')),
        visited_text: textOf(column('visited')),
        occurred_at: instantOf(column('visited'), dateOrder),
        pages_text: textOf(column('pages')),
        pages: countOf(column('pages')),
        page: textOf(column('page')),
      },
      columns: {
        source: `'web_visit'`,
        target: 'page',
        occurred_at: 'occurred_at',
        domain: 'domain',
        company: 'company',
        quantity: 'CAST(coalesce(nullif(pages, 0), 1) AS DOUBLE)',
      },
      checks: [
        { when: 'domain IS NULL AND company IS NULL', column: fields.get('domain') ?? fields.get('company') ?? 'domain', reason: 'The row names no company.' },
        { when: 'visited_text IS NOT NULL AND occurred_at IS NULL', column: fields.get('visited') ?? 'visited_at', reason: 'The time of the visit cannot be read.' },
      ],
      doubts: [
        {
          when: 'pages_text IS NOT NULL AND pages IS NULL',
          warning: (rows) => `${rows.toLocaleString('en')} ${rows === 1 ? 'visit has' : 'visits have'} an unreadable number of pages and ${rows === 1 ? 'counts' : 'count'} as one page.`,
        },
      ],
      stageDates: [],
      mapped: new Map([...fields].map(([field, name]) => [name, { domain: 'domain', company: 'company', visited: 'occurred_at', pages: 'quantity', page: 'target' }[field]])),
      warnings: [],
    }
  },
}
