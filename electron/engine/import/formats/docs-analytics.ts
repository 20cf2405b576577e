import { instantOf, textOf } from '../expressions.ts'
import { matchHeaders } from '../headers.ts'
import type { Importer } from '../importer.ts'

const aliases = {
  occurred_at: ['timestamp', 'time', 'occurred_at', 'occurred at', 'date', 'visited_at'],
  domain: ['domain', 'company domain', 'company_domain'],
  company: ['company', 'company name', 'company_name'],
  email: ['email', 'e-mail', 'work email'],
  login: ['login', 'github_login', 'github login'],
  target: ['url', 'page', 'page url', 'page_url', 'path'],
  action: ['action'],
} as const
/** Headers with which a row names its signal itself: then it is a generic event. */
const signals = { source: ['source', 'signal', 'event', 'event_type'] } as const
const subject = ['domain', 'company', 'email', 'login'] as const

const edits = `'(^|[^a-z])(edit(s|ed|ing)?|commit(s|ted)?|contribut(e|ed|ion)|pull.?request)([^a-z]|$)'`

export const docsAnalytics: Importer = {
  id: 'docs-analytics',
  label: 'Documentation activity',
  describes: 'Who did what in your documentation: timestamp, a domain, e-mail address, company or GitHub login, url and action. Edits become documentation edits, everything else views.',
  containers: ['delimited', 'json', 'parquet'],
  settings: [
    { key: 'collected', label: 'Date the file was collected, for views without a time', required: false, example: '2026-06-01' },
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
  ],
  paths: [],
  wholeObjects: false,
  recognise: ({ names }) => {
    const fields = matchHeaders(names, aliases)
    if (matchHeaders(names, signals).has('source') || !subject.some((field) => fields.has(field))) return 0
    return (['occurred_at', 'target', 'action'] as const).every((field) => fields.has(field)) ? 0.9 : 0
  },
  needs: () => [],
  dates: ({ names }) => [matchHeaders(names, aliases).get('occurred_at')].filter((name) => name !== undefined),
  plan: ({ layout, dateOrder }) => {
    const fields = matchHeaders(layout.names, aliases)
    const column = (field: keyof typeof aliases) => {
      const name = fields.get(field)
      return name === undefined ? undefined : layout.at(name)
    }
    return {
      table: 'events',
      read: {
        occurred_text: textOf(column('occurred_at')),
        occurred_at: instantOf(column('occurred_at'), dateOrder),
        domain: `lower(${textOf(column('domain'))})`,
        company: textOf(column('company')),
        email: `lower(${textOf(column('email'))})`,
        login: `nullif(ltrim(${textOf(column('login'))}, '@'), '')`,
        target: textOf(column('target')),
        is_edit: `coalesce(regexp_matches(lower(${textOf(column('action'))}), ${edits}), false)`,
      },
      columns: {
        source: `CASE WHEN is_edit THEN 'docs_edit' ELSE 'docs_view' END`,
        target: 'target',
        occurred_at: 'occurred_at',
        login: 'login',
        email: 'email',
        domain: 'domain',
        company: 'company',
        quantity: '1.0::DOUBLE',
      },
      checks: [
        { when: 'login IS NULL AND email IS NULL AND domain IS NULL AND company IS NULL', column: subject.map((field) => fields.get(field)).find((name) => name !== undefined) ?? 'domain', reason: 'The row names no person and no company.' },
        { when: 'occurred_text IS NOT NULL AND occurred_at IS NULL', column: fields.get('occurred_at') ?? 'timestamp', reason: 'The time cannot be read. Write it as 2026-01-31T10:30:00Z.' },
      ],
      doubts: [],
      stageDates: [],
      mapped: new Map([...fields].map(([field, name]) => [name, field])),
      warnings: [],
    }
  },
}
