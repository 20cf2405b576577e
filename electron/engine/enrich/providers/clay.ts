import { Fault } from '../../egress/fault.ts'
import { clayRow } from '../clay-row.ts'
import { type Provider, sentFields } from '../provider.ts'

/**
 * The webhook of a Clay table takes one row a request; what the table finds comes back by importing its export. The address alone lets
 * anybody send rows, so it is kept like a key; a token may follow it after `#`.
 */
export const clay: Provider = {
  name: 'clay',
  label: 'Clay table',
  version: '1',
  origin: 'https://api.clay.com',
  fields: ['bandstand_id', 'login', 'github_id', 'github_url', 'full_name', 'company', 'email', 'location', 'website'],
  secret: 'BANDSTAND_CLAY_WEBHOOK',
  price: 0,
  perSecond: 10,
  delivers: true,
  request: (person, origin) => {
    const row = Object.fromEntries(Object.entries(clayRow(person)).filter(([, value]) => value !== null))
    return { method: 'POST', url: `${origin}/`, headers: { 'content-type': 'application/json' }, body: row, fields: sentFields(row) }
  },
  authorise: (headers, key) => {
    const token = key.split('#')[1]
    return token === undefined || token === '' ? headers : { ...headers, 'x-clay-webhook-auth': token }
  },
  locate: (key) => {
    const address = key.split('#')[0] ?? ''
    if (!URL.canParse(address)) throw new Fault('unauthorised', 'BANDSTAND_CLAY_WEBHOOK is not the address of a webhook. Copy it from the table in Clay, then resume.')
    return address
  },
  read: () => [],
}
