import { hostOf } from '../account-plan.ts'
import { countOf, emailOf, instantOf, textOf, textsOf } from '../expressions.ts'
import { matchHeaders } from '../headers.ts'
import type { Importer } from '../importer.ts'

const aliases = {
  email: ['workemail', 'work email'],
  company: ['companyname', 'company name'],
  website: ['website'],
  last_seen: ['lastseenat', 'last seen at'],
  pages: ['recentpagecount', 'recent page count'],
  urls: ['recentpageurls', 'recent page urls'],
  kind: ['profiletype', 'profile type'],
} as const

export const rb2b: Importer = {
  id: 'rb2b',
  label: 'RB2B visitors',
  describes: 'RB2B’s export of website visitors: one visit a row at the time last seen, by a person with a work e-mail address or by a company.',
  containers: ['delimited'],
  settings: [
    { key: 'collected', label: 'Date the file was collected, for visits without a time', required: false, example: '2026-06-01' },
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'mdy' },
  ],
  paths: [],
  wholeObjects: false,
  recognise: ({ names }) => {
    const fields = matchHeaders(names, aliases)
    const own = (['last_seen', 'pages', 'urls', 'kind'] as const).filter((field) => fields.has(field)).length
    return fields.has('last_seen') && own >= 3 && (fields.has('email') || fields.has('company') || fields.has('website')) ? 0.97 : 0
  },
  needs: () => [],
  dates: ({ names }) => [matchHeaders(names, aliases).get('last_seen')].filter((name) => name !== undefined),
  plan: ({ layout, dateOrder }) => {
    const fields = matchHeaders(layout.names, aliases)
    const column = (field: keyof typeof aliases) => {
      const name = fields.get(field)
      return name === undefined ? undefined : layout.at(name)
    }
    const isCompany = `coalesce(lower(${textOf(column('kind'))}) = 'company', false)`
    return {
      table: 'events',
      read: {
        email: `CASE WHEN NOT ${isCompany} THEN ${emailOf(column('email'))} END`,
        company: textOf(column('company')),
        domain: hostOf(textOf(column('website'))),
        seen_text: textOf(column('last_seen')),
        occurred_at: instantOf(column('last_seen'), dateOrder),
        pages_text: textOf(column('pages')),
        pages: countOf(column('pages')),
        site: hostOf(`${textsOf(column('urls'), '[;,|\\s]+')}[1]`),
      },
      columns: {
        source: `'web_visit'`,
        target: 'site',
        occurred_at: 'occurred_at',
        email: 'email',
        domain: 'domain',
        company: 'company',
        quantity: 'CAST(coalesce(nullif(pages, 0), 1) AS DOUBLE)',
      },
      checks: [
        { when: 'email IS NULL AND domain IS NULL AND company IS NULL', column: fields.get('email') ?? 'WorkEmail', reason: 'The row names no work e-mail address and no company.' },
        { when: 'seen_text IS NOT NULL AND occurred_at IS NULL', column: fields.get('last_seen') ?? 'LastSeenAt', reason: 'The time of the visit cannot be read.' },
      ],
      doubts: [
        {
          when: 'pages_text IS NOT NULL AND pages IS NULL',
          warning: (rows) => `${rows.toLocaleString('en')} ${rows === 1 ? 'visit has' : 'visits have'} an unreadable number of pages and ${rows === 1 ? 'counts' : 'count'} as one page.`,
        },
      ],
      stageDates: [],
      mapped: new Map([...fields].map(([field, name]) => [name, { email: 'email', company: 'company', website: 'domain', last_seen: 'occurred_at', pages: 'quantity', urls: 'target', kind: 'profile type' }[field]])),
      warnings: [],
    }
  },
}
