import { idOf, instantOf, isGiven, numberOf, textOf } from '../expressions.ts'
import { matchHeaders } from '../headers.ts'
import type { Importer } from '../importer.ts'
import { fieldsOf } from '../mappable-fields.ts'
import { quotedString } from '@duckdb/node-api'

const aliases = {
  occurred_at: ['occurred_at', 'occurred at', 'timestamp', 'time', 'date', 'event_time', 'created_at'],
  source: ['source', 'signal', 'event', 'event_type'],
  login: ['login', 'github_login', 'github login', 'username', 'github'],
  github_id: ['github_id', 'github id', 'user_id'],
  email: ['email', 'e-mail', 'email address', 'work email'],
  domain: ['domain', 'company domain', 'company_domain'],
  company: ['company', 'company name', 'company_name', 'organisation', 'organization'],
  target: ['target', 'repo', 'repository', 'package', 'url', 'page'],
  quantity: ['quantity', 'count', 'n'],
} as const
const subject = ['login', 'github_id', 'email', 'domain', 'company'] as const

const withoutAt = (login: string): string => `CASE WHEN starts_with(${login}, '@') THEN nullif(ltrim(${login}, '@'), '') ELSE ${login} END`

export const events: Importer = {
  id: 'events',
  label: 'Events (generic)',
  describes: 'One developer signal a row with any of: occurred_at, source, login, github_id, email, domain, company, target, quantity. For docs, product, web and community activity.',
  containers: ['delimited', 'json', 'parquet'],
  settings: [
    { key: 'source', label: 'Source of rows that name none', required: false, example: 'docs_view' },
    { key: 'target', label: 'Target of rows that name none', required: false, example: 'docs.acme.dev' },
    { key: 'collected', label: 'Date the file was collected, for events without a time', required: false, example: '2026-06-01' },
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
  ],
  paths: [],
  wholeObjects: false,
  recognise: ({ names }) => {
    const fields = matchHeaders(names, aliases)
    if (!subject.some((field) => fields.has(field))) return 0
    if (fields.has('source') && fields.has('occurred_at')) return 0.85
    return fields.has('source') || fields.has('occurred_at') ? 0.6 : 0
  },
  needs: ({ names }) => (matchHeaders(names, aliases).has('source') ? [] : [{ key: 'source', label: 'Which signal is this?', required: true, example: 'docs_view' }]),
  dates: ({ names }) => [matchHeaders(names, aliases).get('occurred_at')].filter((name) => name !== undefined),
  fields: fieldsOf(aliases),
  plan: ({ layout, settings, dateOrder }) => {
    const fields = matchHeaders(layout.names, aliases)
    const column = (field: keyof typeof aliases) => {
      const name = fields.get(field)
      return name === undefined ? undefined : layout.at(name)
    }
    const or = (sql: string, fallback: string | undefined): string => (fallback === undefined ? sql : `coalesce(${sql}, ${quotedString(fallback)})`)
    return {
      table: 'events',
      read: {
        source: or(`lower(${textOf(column('source'))})`, settings['source']),
        target: or(textOf(column('target')), settings['target']),
        occurred_given: isGiven(column('occurred_at')),
        occurred_at: instantOf(column('occurred_at'), dateOrder),
        github_given: isGiven(column('github_id')),
        github_id: idOf(column('github_id')),
        login: withoutAt(textOf(column('login'))),
        email: `lower(${textOf(column('email'))})`,
        domain: `lower(${textOf(column('domain'))})`,
        company: textOf(column('company')),
        quantity_given: isGiven(column('quantity')),
        quantity: numberOf(column('quantity')),
      },
      columns: {
        source: 'source',
        target: `CASE WHEN contains(target, '/') THEN lower(target) ELSE target END`,
        occurred_at: 'occurred_at',
        github_id: 'github_id',
        login: 'login',
        email: 'email',
        domain: 'domain',
        company: 'company',
        quantity: 'coalesce(quantity, 1)',
      },
      checks: [
        { when: 'source IS NULL', column: fields.get('source') ?? 'source', reason: 'The row names no source.' },
        { when: 'occurred_given AND occurred_at IS NULL', column: fields.get('occurred_at') ?? 'occurred_at', reason: 'The time cannot be read. Write it as 2026-01-31T10:30:00Z.' },
        { when: 'github_given AND github_id IS NULL', column: fields.get('github_id') ?? 'github_id', reason: 'The GitHub id is not a whole number.' },
        { when: 'login IS NULL AND github_id IS NULL AND email IS NULL AND domain IS NULL AND company IS NULL', column: 'login', reason: 'The row names no person and no company.' },
        { when: 'quantity_given AND (quantity IS NULL OR NOT isfinite(quantity))', column: fields.get('quantity') ?? 'quantity', reason: 'The quantity is not a number.' },
        { when: 'quantity < 0', column: fields.get('quantity') ?? 'quantity', reason: 'The quantity is negative.' },
      ],
      doubts: [],
      stageDates: [],
      mapped: new Map([...fields].map(([field, name]) => [name, field])),
      warnings: [],
    }
  },
}
