import { destroyedLinks } from './contact-plan.ts'
import { addressesOf, amountOf, eachId, idsOf } from './crm-expressions.ts'
import { instantOf, textOf } from './expressions.ts'
import type { Plan, PlanInput } from './importer.ts'
import { blankId, datedStages, destroyedId, doubtful, type StageColumns, swallowed } from './record-plan.ts'

export type DealField = 'record_id' | 'name' | 'company' | 'pipeline' | 'stage' | 'amount' | 'currency' | 'owner' | 'closes_at' | 'created_at'

export interface DealColumns {
  fields: ReadonlyMap<DealField, string>
  /** Columns with ids of accounts and of contacts, and with contacts as `Jo Bloggs (jo@x.co)`; a cell may hold several. */
  accounts: readonly string[]
  contacts: readonly string[]
  people: readonly string[]
  /** Columns that say when a closed deal was closed, the surest first. */
  closed: readonly string[]
  stages: readonly StageColumns[]
  recordIdFallback?: string
  id?: (sql: string) => string
}

/** How rows of a table of deals become `crm.deals` and their dated stages. */
export function dealPlan(input: PlanInput, { fields, accounts, contacts, people, closed, stages, recordIdFallback, id = (sql) => sql }: DealColumns): Plan {
  const { layout, dateOrder } = input
  const column = (field: DealField) => {
    const name = fields.get(field)
    return name === undefined ? undefined : layout.at(name)
  }
  const dated = datedStages(input, stages)
  const idColumn = fields.get('record_id') ?? 'record_id'
  // A column that also fills another field is doubted there.
  const closings = closed.filter((name) => ![...fields.values()].includes(name)).map((name, index) => ({ name, read: `closing_${index}` }))
  const linked = [...accounts, ...contacts, ...people]
  return {
    table: 'deals',
    read: {
      own_id: textOf(column('record_id')),
      name: textOf(column('name')),
      company: textOf(column('company')),
      account_ids: idsOf(accounts.map((name) => layout.at(name)), layout.container === 'json'),
      contact_ids: idsOf(contacts.map((name) => layout.at(name)), layout.container === 'json'),
      contact_emails: addressesOf(people.map((name) => layout.at(name))),
      pipeline: textOf(column('pipeline')),
      stage_raw: textOf(column('stage')),
      amount_text: textOf(column('amount')),
      amount: amountOf(column('amount')),
      currency: textOf(column('currency')),
      owner: textOf(column('owner')),
      closes_text: textOf(column('closes_at')),
      closes_at: instantOf(column('closes_at'), dateOrder),
      closed_at: closed.length === 0 ? 'NULL::TIMESTAMP' : `coalesce(${closed.map((name) => instantOf(layout.at(name), dateOrder)).join(', ')})`,
      ...Object.fromEntries(closings.flatMap(({ name, read }) => [[`${read}_text`, textOf(layout.at(name))], [read, instantOf(layout.at(name), dateOrder)]])),
      created_text: textOf(column('created_at')),
      created_at: instantOf(column('created_at'), dateOrder),
      extra: layout.rest([...fields.values(), ...linked, ...closed, ...dated.names]) ?? 'NULL::JSON',
      ...dated.read,
    },
    columns: {
      record_id: recordIdFallback === undefined ? id('own_id') : `coalesce(${id('own_id')}, ${recordIdFallback})`,
      name: 'name',
      account_ids: eachId('account_ids', id),
      company: 'company',
      contact_ids: eachId('contact_ids', id),
      contact_emails: 'contact_emails',
      pipeline: 'pipeline',
      stage_raw: 'stage_raw',
      amount: 'amount',
      currency: 'currency',
      owner: 'owner',
      closes_at: 'closes_at',
      closed_at: 'closed_at',
      created_at: 'created_at',
      extra: 'extra',
    },
    checks: [
      destroyedId(idColumn),
      recordIdFallback === undefined ? blankId(idColumn) : { when: `coalesce(own_id, ${recordIdFallback}) IS NULL`, column: idColumn, reason: 'The row has no record id and no name.' },
      ...swallowed([['name', fields.get('name')], ['company', fields.get('company')]]),
    ],
    doubts: [
      ...doubtful(fields.get('amount'), 'amount_text IS NOT NULL AND amount IS NULL', 'an amount'),
      ...doubtful(fields.get('closes_at'), 'closes_text IS NOT NULL AND closes_at IS NULL', 'a date'),
      ...closings.flatMap(({ name, read }) => doubtful(name, `${read}_text IS NOT NULL AND ${read} IS NULL`, 'a date')),
      ...doubtful(fields.get('created_at'), 'created_text IS NOT NULL AND created_at IS NULL', 'a date'),
      ...destroyedLinks(accounts.map((name) => `“${name}”`).join(', '), 'account_ids'),
      ...dated.doubts,
    ],
    stageDates: dated.stageDates,
    mapped: new Map<string, string>([
      ...closed.map((name) => [name, 'closed_at'] as const),
      ...[...fields].map(([field, name]) => [name, field] as const),
      ...accounts.map((name) => [name, 'account_ids'] as const),
      ...contacts.map((name) => [name, 'contact_ids'] as const),
      ...people.map((name) => [name, 'contact_emails'] as const),
      ...dated.mapped,
    ]),
    warnings: [
      ...(accounts.length > 0 || fields.has('company') ? [] : ['The file does not say which accounts its deals belong to, so they say nothing about an account’s stage. Export the associated company or its id too.']),
      ...(fields.has('stage') ? [] : ['The file has no stage column; deals are unmapped unless another column tells whether they are won or lost.']),
    ],
  }
}
