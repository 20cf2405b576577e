import { AppError } from '../../../../shared/errors.ts'
import { instantOf, textOf } from '../expressions.ts'
import { matchHeaders } from '../headers.ts'
import type { Doubt, Importer } from '../importer.ts'

const aliases = {
  event_id: ['id'],
  event_type: ['type'],
  package: ['package'],
  time: ['time'],
  connection: ['origin_connection_type'],
  company: ['origin_company'],
  domain: ['origin_domain'],
  dnt: ['dnt'],
} as const

const optedOut = `coalesce(dnt IN ('true', 't', '1', 'yes'), false)`
const namesNobody = 'domain IS NULL AND company IS NULL'

const because = (when: string, reason: string): Doubt => ({ when, warning: (rows) => `${rows.toLocaleString('en')} ${rows === 1 ? 'record was' : 'records were'} ignored: ${reason}.` })

export const scarf: Importer = {
  id: 'scarf',
  label: 'Scarf events',
  describes: 'Scarf’s export of downloads and pixel views with the company behind each. Only business connections count, unless connections=all; who asked not to be tracked is left out.',
  containers: ['delimited'],
  settings: [{ key: 'connections', label: 'Connections that count: business or all', required: false, example: 'all' }],
  paths: [],
  wholeObjects: false,
  recognise: ({ names }) => {
    const fields = matchHeaders(names, aliases)
    return (['event_id', 'event_type', 'package', 'time', 'connection'] as const).every((field) => fields.has(field)) && (fields.has('company') || fields.has('domain')) ? 0.97 : 0
  },
  needs: () => [],
  dates: () => [],
  plan: ({ layout, settings: { connections = 'business' } }) => {
    if (connections !== 'business' && connections !== 'all') throw new AppError('bad_usage', `“${connections}” is not a choice of connections. Write connections=business or connections=all.`)
    const fields = matchHeaders(layout.names, aliases)
    const column = (field: keyof typeof aliases) => {
      const name = fields.get(field)
      return name === undefined ? undefined : layout.at(name)
    }
    const isPrivate = connections === 'all' ? 'false' : `connection IS DISTINCT FROM 'business'`
    return {
      table: 'events',
      read: {
        event_id: textOf(column('event_id')),
        event_type: `lower(${textOf(column('event_type'))})`,
        target: textOf(column('package')),
        occurred_at: instantOf(column('time'), 'dmy'),
        connection: `lower(${textOf(column('connection'))})`,
        company: textOf(column('company')),
        domain: `lower(${textOf(column('domain'))})`,
        dnt: `lower(${textOf(column('dnt'))})`,
      },
      columns: {
        source_event_id: 'event_id',
        // A pixel stands on a page: who loads it has read, not installed.
        source: `CASE WHEN event_type = 'pixel-fetch' THEN 'web_visit' ELSE 'package_install' END`,
        target: 'target',
        occurred_at: 'occurred_at',
        domain: 'domain',
        company: 'company',
        quantity: '1.0::DOUBLE',
      },
      ignored: `${optedOut} OR ${isPrivate} OR (${namesNobody})`,
      checks: [
        { when: 'event_type IS NULL', column: 'type', reason: 'The record does not say whether it is a download or a pixel view.' },
        { when: 'occurred_at IS NULL', column: 'time', reason: 'The time cannot be read.' },
      ],
      doubts: [
        because(optedOut, 'they ask not to be tracked (dnt)'),
        because(`NOT ${optedOut} AND ${isPrivate}`, 'their connection is not a business’s. Set connections=all to count every connection'),
        because(`NOT ${optedOut} AND NOT (${isPrivate}) AND ${namesNobody}`, 'they name no company'),
      ],
      stageDates: [],
      mapped: new Map([...fields].map(([field, name]) => [name, field === 'package' ? 'target' : field === 'time' ? 'occurred_at' : field])),
      warnings: [],
    }
  },
}
