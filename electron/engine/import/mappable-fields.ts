import type { Field } from './importer.ts'

const labels: Readonly<Record<string, { label: string; kind: Field['kind'] }>> = {
  record_id: { label: 'Record id', kind: 'text' },
  name: { label: 'Name', kind: 'text' },
  first_name: { label: 'First name', kind: 'text' },
  last_name: { label: 'Last name', kind: 'text' },
  email: { label: 'E-mail', kind: 'address' },
  title: { label: 'Title', kind: 'text' },
  company: { label: 'Company', kind: 'text' },
  domain: { label: 'Domain', kind: 'address' },
  website: { label: 'Website', kind: 'address' },
  further_domains: { label: 'Further domains', kind: 'list' },
  aliases: { label: 'Other names', kind: 'list' },
  account_ids: { label: 'Account ids', kind: 'list' },
  contact_emails: { label: 'E-mails of contacts', kind: 'list' },
  contact_ids: { label: 'Contact ids', kind: 'list' },
  linkedin: { label: 'LinkedIn', kind: 'text' },
  stage: { label: 'Stage', kind: 'stage' },
  pipeline: { label: 'Pipeline', kind: 'text' },
  owner: { label: 'Owner', kind: 'text' },
  industry: { label: 'Industry', kind: 'text' },
  employees: { label: 'Employees', kind: 'number' },
  country: { label: 'Country', kind: 'text' },
  amount: { label: 'Amount', kind: 'number' },
  currency: { label: 'Currency', kind: 'text' },
  opted_out: { label: 'Opted out', kind: 'text' },
  created_at: { label: 'Created', kind: 'date' },
  closed_at: { label: 'Closed', kind: 'date' },
  entered_at: { label: 'Entered the stage', kind: 'date' },
  changed_field: { label: 'What was changed', kind: 'text' },
  closes_at: { label: 'Closes', kind: 'date' },
  occurred_at: { label: 'Time', kind: 'date' },
  source: { label: 'Signal', kind: 'text' },
  login: { label: 'GitHub login', kind: 'text' },
  github_id: { label: 'GitHub id', kind: 'number' },
  target: { label: 'Target', kind: 'text' },
  quantity: { label: 'Quantity', kind: 'number' },
}

/** A field in words, for formats of a fixed shape too. */
export const fieldLabel = (field: string): string => labels[field]?.label ?? `${field.charAt(0).toUpperCase()}${field.slice(1).replaceAll('_', ' ')}`

/** The fields of a format that knows its headers by aliases: the first alias of a field is the header it takes before any other. */
export const fieldsOf = (aliases: Readonly<Record<string, readonly string[]>>): Field[] =>
  Object.entries(aliases).flatMap(([field, [header]]) => (header === undefined ? [] : [{ field, header, label: fieldLabel(field), kind: labels[field]?.kind ?? 'text' }]))

/** The fields of a table of people, whose first address counts wherever it stands. */
export const contactFields = (aliases: Readonly<Record<string, readonly string[]>>): Field[] => fieldsOf(aliases).map((field) => (field.field === 'email' ? { ...field, joined: true } : field))

/** Columns of a field that several may fill: what was mapped by hand stands under the field’s own name, else those the format finds. */
export const columnsFor = (names: readonly string[], field: string, found: (names: readonly string[]) => string[]): string[] => (names.includes(field) ? [field] : found(names))

/** Dates on which stages were entered, as a format writes their headers. */
export const stageDateFields = (header: (stage: string) => string): Field[] =>
  ['lead', 'opportunity', 'customer'].map((stage) => ({ field: `entered_${stage}`, label: `Entered ${stage}`, kind: 'date', header: header(stage) }))
