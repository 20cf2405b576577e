import { emailOf, instantOf, textOf } from '../expressions.ts'
import type { Importer } from '../importer.ts'
import { nameOf, productPlan } from '../product-plan.ts'

const ownKeys = ['amplitude_id', 'device_id', 'server_upload_time', 'uuid', '$insert_id']
const isEvent = (record: Record<string, unknown>): boolean => 'event_type' in record && 'event_time' in record && ownKeys.filter((key) => key in record).length >= 2

export const amplitude: Importer = {
  id: 'amplitude',
  label: 'Amplitude events',
  describes: 'A file of Amplitude’s export: JSON lines, plain or gzipped, times in UTC. People are known by the user property email or by an e-mail address as their user_id.',
  containers: ['json'],
  settings: [],
  paths: [['uuid'], ['event_type'], ['event_time'], ['user_id'], ['user_properties', 'email'], ['user_properties', 'company']],
  wholeObjects: false,
  recognise: ({ container, records }) => (container === 'json' && records.length > 0 ? 0.96 * (records.filter(isEvent).length / records.length) : 0),
  needs: () => [],
  dates: () => [],
  plan: ({ layout }) =>
    productPlan({
      tool: 'Amplitude',
      read: {
        event_id: textOf(layout.at('uuid')),
        event_name: textOf(layout.at('event_type')),
        occurred_at: instantOf(layout.at('event_time'), 'dmy'),
        email: emailOf(layout.at('user_properties', 'email'), layout.at('user_id')),
        company: nameOf(layout.at('user_properties', 'company')),
      },
      places: { name: 'event_type', time: 'event_time' },
      mapped: new Map([
        ['uuid', 'event id'], ['event_type', 'target'], ['event_time', 'occurred_at'], ['user_id', 'email'], ['user_properties.email', 'email'], ['user_properties.company', 'company'],
      ]),
    }),
}
