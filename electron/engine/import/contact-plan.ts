import { eachId, firstAddressOf, idsOf, truthOf } from './crm-expressions.ts'
import { instantOf, textOf } from './expressions.ts'
import type { Plan, PlanInput } from './importer.ts'
import { blankId, datedStages, destroyedId, doubtful, isScientific, type StageColumns, swallowed } from './record-plan.ts'

export type ContactField =
  | 'record_id' | 'email' | 'name' | 'first_name' | 'last_name' | 'title' | 'company' | 'linkedin' | 'stage' | 'owner' | 'country' | 'opted_out' | 'created_at'

export interface ContactColumns {
  fields: ReadonlyMap<ContactField, string>
  kind: 'contact' | 'lead'
  /** Columns with ids of the accounts the person belongs to; a cell may hold several. */
  accounts: readonly string[]
  /** Further columns with addresses, after the one of `email`. */
  emails?: readonly string[]
  stages: readonly StageColumns[]
  /** SQL over `read` for records whose own id is blank; absent where a record id is required. */
  recordIdFallback?: string
  /** How ids are written in the CRM's other files; SQL of an id. */
  id?: (sql: string) => string
}

/** How rows of a table of people become `crm.contacts` and their dated stages. */
export function contactPlan(input: PlanInput, { fields, kind, accounts, emails = [], stages, recordIdFallback, id = (sql) => sql }: ContactColumns): Plan {
  const { layout, dateOrder } = input
  const column = (field: ContactField) => {
    const name = fields.get(field)
    return name === undefined ? undefined : layout.at(name)
  }
  const dated = datedStages(input, stages)
  const idColumn = fields.get('record_id') ?? 'record_id'
  const addresses = [...(fields.has('email') ? [column('email')] : []), ...emails.map((name) => layout.at(name))]
  const accountList = accounts.map((name) => `“${name}”`).join(', ')
  return {
    table: 'contacts',
    read: {
      own_id: textOf(column('record_id')),
      email_text: textOf(column('email')),
      email: firstAddressOf(addresses),
      name: `coalesce(${textOf(column('name'))}, nullif(concat_ws(' ', ${textOf(column('first_name'))}, ${textOf(column('last_name'))}), ''))`,
      title: textOf(column('title')),
      company: textOf(column('company')),
      account_ids: idsOf(accounts.map((name) => layout.at(name)), layout.container === 'json'),
      linkedin: textOf(column('linkedin')),
      stage_raw: textOf(column('stage')),
      owner: textOf(column('owner')),
      country: textOf(column('country')),
      opted_out_text: textOf(column('opted_out')),
      opted_out: truthOf(column('opted_out')),
      created_text: textOf(column('created_at')),
      created_at: instantOf(column('created_at'), dateOrder),
      extra: layout.rest([...fields.values(), ...emails, ...accounts, ...dated.names]) ?? 'NULL::JSON',
      ...dated.read,
    },
    columns: {
      record_id: recordIdFallback === undefined ? id('own_id') : `coalesce(${id('own_id')}, ${recordIdFallback})`,
      kind: `'${kind}'`,
      email: 'email',
      name: 'name',
      title: 'title',
      company: 'company',
      account_ids: eachId('account_ids', id),
      linkedin: 'linkedin',
      stage_raw: 'stage_raw',
      owner: 'owner',
      country: 'country',
      opted_out: 'opted_out',
      created_at: 'created_at',
      extra: 'extra',
    },
    checks: [
      destroyedId(idColumn),
      recordIdFallback === undefined ? blankId(idColumn) : { when: `coalesce(own_id, ${recordIdFallback}) IS NULL`, column: idColumn, reason: 'The row has no record id and no e-mail address.' },
      ...swallowed([['name', fields.get('name') ?? fields.get('last_name')], ['title', fields.get('title')], ['company', fields.get('company')]]),
    ],
    doubts: [
      ...doubtful(fields.get('email'), 'email_text IS NOT NULL AND email IS NULL', 'an e-mail address'),
      ...doubtful(fields.get('opted_out'), 'opted_out_text IS NOT NULL AND opted_out IS NULL', 'yes or no'),
      ...doubtful(fields.get('created_at'), 'created_text IS NOT NULL AND created_at IS NULL', 'a date'),
      ...destroyedLinks(accountList, 'account_ids'),
      ...dated.doubts,
    ],
    stageDates: dated.stageDates,
    mapped: new Map<string, string>([
      ...[...fields].map(([field, name]) => [name, field] as const),
      ...emails.map((name) => [name, 'email'] as const),
      ...accounts.map((name) => [name, 'account_ids'] as const),
      ...dated.mapped,
    ]),
    warnings: accounts.length > 0 || fields.has('company') ? [] : ['The file does not say which accounts its people belong to, so their stages say nothing about an account. Export the id of the associated company too.'],
  }
}

/** Ids of other records that a spreadsheet has destroyed link nothing. */
export const destroyedLinks = (columns: string, list: string): Plan['doubts'] =>
  columns === ''
    ? []
    : [{
        // Only texts with an e are looked at one by one.
        when: `CASE WHEN contains(lower(array_to_string(${list}, ' ')), 'e') THEN len(list_filter(${list}, lambda item: ${isScientific('item')})) > 0 ELSE false END`,
        warning: (rows) => `${rows.toLocaleString('en')} ${rows === 1 ? 'row has an id' : 'rows have ids'} in scientific notation in ${columns}: a spreadsheet has destroyed ${rows === 1 ? 'it' : 'them'}, so nothing is linked by ${rows === 1 ? 'it' : 'them'}. Export the file again.`,
      }]
