import fc from 'fast-check'
import { iso, moment, names, often, rarely, stamp } from './random-values.ts'

export interface ContactRow {
  readonly id: number
  readonly accounts: readonly string[]
  readonly company: string
  readonly stage: string
  readonly created: string
  readonly lead: string
  readonly customer: string
}

export interface DealRow {
  readonly id: string
  readonly account: string
  readonly company: string
  readonly stage: string
  readonly outcome: 'won' | 'lost' | 'open' | 'silent'
  readonly created: string
  readonly closes: string
}

export interface HistoryRow {
  readonly id: string
  readonly stage: string
  readonly at: string
}

const companies = fc.oneof(fc.constantFrom(...names), fc.constantFrom('Korvane;Brelune', ' korvane ', 'Nobody'))
const accountIds = ['101', '102', '103', '104', '105', 'a1', 'a2', 'gone']

export const contactRow: fc.Arbitrary<ContactRow> = fc.record({
  id: fc.integer({ min: 1, max: 6 }),
  accounts: rarely(fc.uniqueArray(fc.constantFrom(...accountIds), { maxLength: 3 }), []),
  company: often(companies, ''),
  stage: fc.constantFrom('Lead', 'opportunity', 'Customer', 'Other', ''),
  created: rarely(stamp, ''),
  lead: rarely(stamp, ''),
  customer: rarely(stamp, ''),
})

/** Four opportunities, two of which differ in case only; some ids carry their checksum. */
const opportunityIds = ['006000000000AbC', '006000000000aBc', '006000000000xy1', '006000000000xy2', '006000000000AbCAAU', '006000000000aBcAAI']
const stageNames = ['Prospecting', 'Negotiation/Review', 'Closed Won', 'Closed Lost', 'Pilot', 'Won']
const created = moment.map((at) => `${iso(at).slice(0, 19)}.000Z`)

export const dealRow: fc.Arbitrary<DealRow> = fc.record({
  id: fc.constantFrom(...opportunityIds),
  account: rarely(fc.constantFrom(...accountIds), ''),
  company: often(companies, ''),
  stage: fc.constantFrom(...stageNames),
  outcome: fc.constantFrom('won', 'lost', 'open', 'silent'),
  created: often(created, ''),
  closes: often(moment.map((at) => iso(at).slice(0, 10)), ''),
})

export const historyRow: fc.Arbitrary<HistoryRow> = fc.record({ id: fc.constantFrom(...opportunityIds), stage: fc.constantFrom(...stageNames), at: created })
