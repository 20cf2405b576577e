import { emailOf, instantOf, textOf } from '../expressions.ts'
import type { Importer } from '../importer.ts'
import { nameOf, productPlan } from '../product-plan.ts'

const calls = new Set<unknown>(['track', 'page', 'screen', 'identify', 'group', 'alias'])
const isCall = (record: Record<string, unknown>): boolean => 'messageId' in record && calls.has(record['type']) && ('userId' in record || 'anonymousId' in record || 'context' in record)

export const segment: Importer = {
  id: 'segment',
  label: 'Segment calls',
  describes: 'Calls of Segment as JSON lines: track, page and screen are usage. People are known by the e-mail address among the traits of the call or as their userId.',
  containers: ['json'],
  settings: [],
  paths: [['messageId'], ['type'], ['event'], ['timestamp'], ['receivedAt'], ['userId'], ['traits', 'email'], ['context', 'traits', 'email'], ['context', 'traits', 'company']],
  wholeObjects: false,
  recognise: ({ container, records }) => (container === 'json' && records.length > 0 ? 0.96 * (records.filter(isCall).length / records.length) : 0),
  needs: () => [],
  dates: () => [],
  plan: ({ layout }) => {
    const call = `lower(${textOf(layout.at('type'))})`
    return productPlan({
      tool: 'Segment',
      read: {
        event_id: textOf(layout.at('messageId')),
        event_name: `CASE WHEN ${call} = 'track' THEN ${textOf(layout.at('event'))} WHEN ${call} IN ('identify', 'group', 'alias') THEN '$' || ${call} ELSE ${call} END`,
        occurred_at: `coalesce(${instantOf(layout.at('timestamp'), 'dmy')}, ${instantOf(layout.at('receivedAt'), 'dmy')})`,
        email: emailOf(layout.at('context', 'traits', 'email'), layout.at('traits', 'email'), layout.at('userId')),
        company: nameOf(layout.at('context', 'traits', 'company')),
      },
      places: { name: 'event', time: 'timestamp' },
      mapped: new Map([
        ['messageId', 'event id'], ['type', 'target'], ['event', 'target'], ['timestamp', 'occurred_at'], ['receivedAt', 'occurred_at'], ['userId', 'email'],
        ['traits.email', 'email'], ['context.traits.email', 'email'], ['context.traits.company', 'company'],
      ]),
    })
  },
}
