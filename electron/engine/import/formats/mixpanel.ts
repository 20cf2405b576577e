import { emailOf, instantOf, textOf } from '../expressions.ts'
import type { Importer } from '../importer.ts'
import { isRecord } from '../json-value.ts'
import { productPlan } from '../product-plan.ts'

const isEvent = ({ event, properties, ...rest }: Record<string, unknown>): boolean =>
  typeof event === 'string' && isRecord(properties) && 'time' in properties && ('distinct_id' in properties || '$insert_id' in properties) && !('distinct_id' in rest || 'messageId' in rest)

export const mixpanel: Importer = {
  id: 'mixpanel',
  label: 'Mixpanel events',
  describes: 'Mixpanel’s raw export as JSON lines. People are known by the property $email or by an e-mail address as their distinct_id.',
  containers: ['json'],
  settings: [],
  paths: [['event'], ['properties', 'time'], ['properties', '$insert_id'], ['properties', 'distinct_id'], ['properties', '$user_id'], ['properties', '$email']],
  wholeObjects: false,
  recognise: ({ container, records }) => (container === 'json' && records.length > 0 ? 0.96 * (records.filter(isEvent).length / records.length) : 0),
  needs: () => [],
  dates: () => [],
  plan: ({ layout }) =>
    productPlan({
      tool: 'Mixpanel',
      read: {
        event_id: textOf(layout.at('properties', '$insert_id')),
        event_name: textOf(layout.at('event')),
        occurred_at: instantOf(layout.at('properties', 'time'), 'dmy'),
        email: emailOf(layout.at('properties', '$email'), layout.at('properties', '$user_id'), layout.at('properties', 'distinct_id')),
        company: textOf(undefined),
      },
      places: { name: 'event', time: 'properties.time' },
      mapped: new Map([
        ['event', 'target'], ['properties.time', 'occurred_at'], ['properties.$insert_id', 'event id'], ['properties.$email', 'email'], ['properties.$user_id', 'email'],
        ['properties.distinct_id', 'email'],
      ]),
    }),
}
