import { emailOf, instantOf, textOf } from '../expressions.ts'
import type { Importer } from '../importer.ts'
import { nameOf, productPlan } from '../product-plan.ts'

const isEvent = (record: Record<string, unknown>): boolean => 'distinct_id' in record && 'event' in record && 'timestamp' in record && ('properties' in record || 'uuid' in record)

export const posthog: Importer = {
  id: 'posthog',
  label: 'PostHog events',
  describes: 'Events of PostHog as JSON lines. People are known by the e-mail address among their person properties or as their distinct_id.',
  containers: ['json'],
  settings: [],
  paths: [
    ['uuid'], ['event'], ['timestamp'], ['distinct_id'], ['person_properties', 'email'], ['person_properties', 'company'], ['person', 'properties', 'email'],
    ['person', 'properties', 'company'], ['properties', '$set', 'email'], ['properties', '$set', 'company'],
  ],
  wholeObjects: false,
  recognise: ({ container, records }) => (container === 'json' && records.length > 0 ? 0.96 * (records.filter(isEvent).length / records.length) : 0),
  needs: () => [],
  dates: () => [],
  plan: ({ layout }) =>
    productPlan({
      tool: 'PostHog',
      read: {
        event_id: textOf(layout.at('uuid')),
        event_name: textOf(layout.at('event')),
        occurred_at: instantOf(layout.at('timestamp'), 'dmy'),
        // An e-mail address among the properties of the event itself may be someone else’s, such as an invited colleague’s.
        email: emailOf(layout.at('person_properties', 'email'), layout.at('person', 'properties', 'email'), layout.at('properties', '$set', 'email'), layout.at('distinct_id')),
        company: `coalesce(${nameOf(layout.at('person_properties', 'company'))}, ${nameOf(layout.at('person', 'properties', 'company'))}, ${nameOf(layout.at('properties', '$set', 'company'))})`,
      },
      places: { name: 'event', time: 'timestamp' },
      mapped: new Map([
        ['uuid', 'event id'], ['event', 'target'], ['timestamp', 'occurred_at'], ['distinct_id', 'email'], ['person_properties.email', 'email'], ['person.properties.email', 'email'],
        ['properties.$set.email', 'email'], ['person_properties.company', 'company'], ['person.properties.company', 'company'], ['properties.$set.company', 'company'],
      ]),
    }),
}
