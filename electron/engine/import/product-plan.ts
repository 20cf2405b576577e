import { isAmong, textOf } from './expressions.ts'
import type { Column, Plan } from './importer.ts'

interface ProductExport {
  /** The tool's name, for warnings. */
  tool: string
  /** SQL over the source. */
  read: Readonly<Record<'event_id' | 'event_name' | 'occurred_at' | 'email' | 'company', string>>
  /** Where name and time stand, for rejects. */
  places: { name: string; time: string }
  mapped: ReadonlyMap<string, string>
}

/** Event names that say that someone signed up, letters only. */
const signups = ['signup', 'signedup', 'usersignup', 'usersignedup', 'signupcompleted', 'completedsignup', 'accountcreated', 'createdaccount', 'createaccount', 'userregistered']
/** What the tools record for themselves: who someone is, not what they did. */
const bookkeeping = [
  '$identify', '$create_alias', '$alias', '$merge', '$merge_dangerously', '$set', '$set_once', '$unset', '$delete', '$group', '$groupidentify', '$group_identify', '$feature_flag_called',
]

const isBookkeeping = `coalesce(${isAmong('lower(event_name)', bookkeeping)}, false)`
const namesNobody = 'email IS NULL AND company IS NULL'
const letters = `regexp_replace(lower(event_name), '[^a-z]', '', 'g')`

/** A text, or the name in an object. */
export const nameOf = (column: Column | undefined): string =>
  `CASE WHEN starts_with(${textOf(column)}, '{') THEN try(nullif(trim(json_extract_string(${textOf(column)}, '$.name')), '')) ELSE ${textOf(column)} END`

/** How events of a product analytics tool become product usage and sign-ups of people named by e-mail address or company. */
export const productPlan = ({ tool, read, places, mapped }: ProductExport): Plan => ({
  table: 'events',
  read,
  columns: {
    source_event_id: 'event_id',
    source: `CASE WHEN ${isAmong(letters, signups)} THEN 'product_signup' ELSE 'product_usage' END`,
    target: 'event_name',
    occurred_at: 'occurred_at',
    email: 'email',
    company: 'company',
    quantity: '1.0::DOUBLE',
  },
  ignored: `event_name IS NOT NULL AND (${isBookkeeping} OR (${namesNobody}))`,
  checks: [
    { when: 'event_name IS NULL', column: places.name, reason: 'The event has no name.' },
    { when: 'occurred_at IS NULL', column: places.time, reason: 'The event has no readable time.' },
  ],
  doubts: [
    { when: isBookkeeping, warning: (rows) => `${rows.toLocaleString('en')} bookkeeping ${rows === 1 ? 'event' : 'events'} of ${tool}, such as identify, ${rows === 1 ? 'was' : 'were'} ignored.` },
    {
      when: `event_name IS NOT NULL AND NOT ${isBookkeeping} AND ${namesNobody}`,
      warning: (rows) => `${rows.toLocaleString('en')} ${rows === 1 ? 'event names' : 'events name'} nobody and ${rows === 1 ? 'was' : 'were'} ignored: an id of ${tool} without an e-mail address or a company is no one Bandstand could know.`,
    },
  ],
  stageDates: [],
  mapped,
  warnings: [],
})
