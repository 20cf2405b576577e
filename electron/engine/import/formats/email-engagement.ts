import { addressOf } from '../claims/identities.ts'
import { jsonList, jsonText } from '../claims/json-sql.ts'
import { engagementWord, kindOf } from '../email-words.ts'
import { instantOf, isGiven, textOf } from '../expressions.ts'
import { matchHeaders } from '../headers.ts'
import type { Doubt, Importer, Plan, PlanInput } from '../importer.ts'
import { isRecord } from '../json-value.ts'

const aliases = {
  event_id: ['id', 'event id', 'event_id', 'sg_event_id'],
  occurred_at: ['timestamp', 'occurred_at', 'event time', 'event date', 'created', 'created_at', 'time', 'date', 'event_timestamp', 'action time'],
  email: ['email', 'email address', 'e-mail', 'recipient', 'email_address', 'contact email', 'to_email', 'subscriber'],
  kind: ['event', 'event type', 'event_type', 'action', 'activity', 'type', 'engagement'],
  campaign: ['campaign', 'campaign name', 'campaign_name', 'campaign title', 'email name', 'emailcampaignid', 'campaign_id', 'subject', 'category'],
} as const
type Field = keyof typeof aliases

/** Keys of JSON answers, spelled as the tools spell them. */
const keys: Readonly<Record<Field, readonly string[]>> = {
  event_id: ['id', 'event_id', 'sg_event_id'],
  occurred_at: ['timestamp', 'occurred_at', 'created', 'created_at', 'event_timestamp', 'time', 'date'],
  email: ['email', 'recipient', 'email_address', 'to_email'],
  kind: ['event', 'type', 'action', 'event_type'],
  campaign: ['campaign', 'campaign_name', 'campaign_title', 'emailCampaignId', 'campaign_id', 'subject', 'category'],
}

/** The mails of a record: an answer’s `events` (HubSpot) or `emails` (Mailchimp), else the record. */
const mailsOf = (record: Record<string, unknown>): unknown[] => [record['events'], record['emails']].find((list): list is unknown[] => Array.isArray(list)) ?? [record]
/** Words for what happened, where the object names an address; undefined where it does not. */
function wordsOf(value: unknown): unknown[] | undefined {
  if (!isRecord(value) || !keys.email.some((key) => typeof value[key] === 'string')) return undefined
  if (Array.isArray(value['activity'])) return value['activity'].map((one: unknown) => (isRecord(one) ? one['action'] : undefined))
  return [keys.kind.map((key) => value[key]).find((word) => engagementWord(word) !== undefined)]
}

function sureness(words: readonly unknown[]): number {
  const told = words.filter((word) => word !== null && word !== undefined && word !== '').map(engagementWord)
  if (!told.includes(1)) return 0
  return 0.95 * (told.filter((word) => word !== undefined).length / told.length)
}

const others: Doubt = {
  when: 'kind IS NULL',
  warning: (rows) => `${rows.toLocaleString('en')} ${rows === 1 ? 'event is' : 'events are'} neither sent, opened, clicked nor unsubscribed (deliveries, bounces, replies and the like) and ${rows === 1 ? 'was' : 'were'} ignored.`,
}

export const emailEngagement: Importer = {
  id: 'email-engagement',
  label: 'E-mail engagement',
  describes: 'What happened to marketing e-mails: sent, opened, clicked, unsubscribed. HubSpot’s e-mail events, Mailchimp’s activity, or any table with time, address, event and campaign. It describes the contact databases and is never scored.',
  containers: ['delimited', 'json'],
  settings: [
    { key: 'sent', label: 'The word for a sent e-mail where it is not “sent”', required: false, example: 'delivered' },
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
  ],
  paths: [],
  wholeObjects: true,
  recognise: ({ container, names, records }) => {
    if (container === 'json') {
      const words = records.flatMap(mailsOf).map(wordsOf)
      return words.length > 0 && words.every((list) => list !== undefined) ? sureness(words.flat()) : 0
    }
    const fields = matchHeaders(names, aliases)
    const kind = fields.get('kind')
    return kind !== undefined && fields.has('email') && fields.has('occurred_at') ? sureness(records.map((record) => record[kind])) : 0
  },
  needs: () => [],
  dates: ({ container, names }) => (container === 'json' ? [] : [matchHeaders(names, aliases).get('occurred_at')].filter((name) => name !== undefined)),
  plan: (input) => (input.layout.container === 'json' ? jsonPlan(input) : rowPlan(input)),
}

function rowPlan({ layout, settings, dateOrder }: PlanInput): Plan {
  const fields = matchHeaders(layout.names, aliases)
  const column = (field: Field) => {
    const name = fields.get(field)
    return name === undefined ? undefined : layout.at(name)
  }
  return {
    table: 'engagements',
    read: {
      event_id: textOf(column('event_id')),
      kind_given: isGiven(column('kind')),
      kind: kindOf(textOf(column('kind')), settings['sent']),
      occurred_at: instantOf(column('occurred_at'), dateOrder),
      email: addressOf(textOf(column('email'))),
      campaign: textOf(column('campaign')),
    },
    columns: { source_event_id: 'event_id', occurred_at: 'occurred_at', email: 'email', kind: 'kind', campaign: 'campaign' },
    ignored: 'kind_given AND kind IS NULL',
    checks: [
      { when: 'NOT kind_given', column: fields.get('kind') ?? 'event', reason: 'The row does not say what happened.' },
      { when: 'email IS NULL', column: fields.get('email') ?? 'email', reason: 'The row names no e-mail address.' },
      { when: 'occurred_at IS NULL', column: fields.get('occurred_at') ?? 'timestamp', reason: 'The time cannot be read. Write it as 2026-01-31T10:30:00Z.' },
    ],
    doubts: [others],
    stageDates: [],
    mapped: new Map([...fields].map(([field, name]) => [name, field === 'event_id' ? 'event id' : field])),
    warnings: [],
  }
}

const firstOf = (json: string, field: Field): string => `coalesce(${keys[field].map((key) => jsonText(json, key)).join(', ')})`

/** An answer of an API holds many events, Mailchimp’s for every address its own. */
function jsonPlan({ settings, layout }: PlanInput): Plan {
  const mails = `CASE WHEN json_type(record, '$.events') = 'ARRAY' THEN ${jsonList('record', 'events')} WHEN json_type(record, '$.emails') = 'ARRAY' THEN ${jsonList('record', 'emails')} ELSE [record] END`
  const parts = { id: firstOf('act', 'event_id'), word: firstOf('act', 'kind'), at: firstOf('act', 'occurred_at') }
  // HubSpot states an unsubscription as a change of status.
  const word = `CASE WHEN upper(${jsonText('act', 'portalSubscriptionStatus')}) = 'UNSUBSCRIBED' THEN 'unsubscribed' ELSE ${parts.word} END`
  const raw = `flatten(list_transform(${mails}, lambda mail: list_transform(CASE WHEN json_type(mail, '$.activity') = 'ARRAY' THEN ${jsonList('mail', 'activity')} ELSE [mail] END,
    lambda act: {id: ${parts.id}, word: ${word}, moment: ${parts.at}, email: ${addressOf(firstOf('mail', 'email'))}, campaign: ${firstOf('mail', 'campaign')}})))`
  const whole = 'item.moment IS NOT NULL AND item.email IS NOT NULL'
  const kept = 'len(list_filter(items, lambda item: item.kind IS NOT NULL))'
  const sound = `len(list_filter(items, lambda item: item.kind IS NOT NULL AND ${whole}))`
  return {
    table: 'engagements',
    read: { record: layout.rest([]) ?? 'NULL::JSON' },
    items: {
      values: { told: raw },
      list: `list_transform(told, lambda one: {id: one.id, kind: ${kindOf('one.word', settings['sent'])}, moment: ${instantOf({ sql: 'one.moment', type: 'text' }, 'dmy')}, email: one.email, campaign: one.campaign})`,
      when: `item.kind IS NOT NULL AND ${whole}`,
    },
    columns: { source_event_id: 'item.id', occurred_at: 'item.moment', email: 'item.email', kind: 'item.kind', campaign: 'item.campaign' },
    ignored: `${kept} = 0`,
    checks: [{ when: `${sound} = 0`, column: 'email', reason: 'The event names no e-mail address, or its time cannot be read.' }],
    doubts: [
      { ...others, when: `${kept} = 0` },
      { when: `${kept} > 0 AND ${kept} < len(items)`, warning: (records) => `${records.toLocaleString('en')} ${records === 1 ? 'record holds' : 'records hold'} further events that are neither sent, opened, clicked nor unsubscribed; those were left out.` },
      { when: `${sound} BETWEEN 1 AND ${kept} - 1`, warning: (records) => `${records.toLocaleString('en')} ${records === 1 ? 'record holds' : 'records hold'} events without a readable time or address; those were left out.` },
    ],
    stageDates: [],
    mapped: new Map(Object.entries(keys).flatMap(([field, list]) => list.map((key) => [key, field] as const))),
    warnings: [],
  }
}
