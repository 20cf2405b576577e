import { communityPlan, isOneOf } from '../community-plan.ts'
import { instantOf, textOf } from '../expressions.ts'
import { matchHeaders } from '../headers.ts'
import type { Importer } from '../importer.ts'
import { isRecord } from '../json-value.ts'

const aliases = { author_id: ['authorid'], author: ['author'], date: ['date'], content: ['content'] } as const
const isMessage = (record: Record<string, unknown>): boolean => typeof record['timestamp'] === 'string' && isRecord(record['author']) && 'id' in record['author'] && 'content' in record

/** What a person writes; the other types are joins, pins, calls and threads. */
const written = ['default', 'reply', '0', '19']

export const discordMessages: Importer = {
  id: 'discord-messages',
  label: 'Discord messages',
  describes: 'A channel exported with DiscordChatExporter, as CSV or JSON. People are known by their Discord id; what they wrote is not kept.',
  containers: ['delimited', 'json'],
  settings: [
    { key: 'target', label: 'Channel of a CSV file, which does not name it', required: false, example: '#help' },
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
  ],
  paths: [['id'], ['type'], ['timestamp'], ['author', 'id'], ['author', 'name'], ['author', 'nickname'], ['author', 'isBot'], ['_channel', 'name'], ['_channel', 'guild']],
  wholeObjects: false,
  recognise: ({ container, names, records }) => {
    if (container === 'delimited') return matchHeaders(names, aliases).size === 4 ? 0.95 : 0
    return records.length > 0 ? 0.95 * (records.filter(isMessage).length / records.length) : 0
  },
  needs: () => [],
  dates: ({ container, names }) => (container === 'delimited' ? [matchHeaders(names, aliases).get('date')].filter((name) => name !== undefined) : []),
  plan: ({ layout, settings, dateOrder }) => {
    const named = settings['target'] === undefined ? 'NULL::VARCHAR' : `'${settings['target'].replaceAll("'", "''")}'`
    if (layout.container === 'delimited') {
      const fields = matchHeaders(layout.names, aliases)
      const column = (field: keyof typeof aliases) => {
        const name = fields.get(field)
        return name === undefined ? undefined : layout.at(name)
      }
      const [author, date] = [textOf(column('author_id')), textOf(column('date'))]
      return communityPlan({
        place: 'Discord',
        prefix: 'discord',
        read: {
          // The file numbers no messages; nobody writes two within a fraction of a second.
          event_id: `CASE WHEN contains(${date}, '.') THEN ${author} || '@' || ${date} END`,
          occurred_at: instantOf(column('date'), dateOrder),
          handle_id: author,
          actor_name: `regexp_replace(${textOf(column('author'))}, '#0000$', '')`,
          email: 'NULL::VARCHAR',
          target: named,
          skipped: 'false',
        },
        places: { author: fields.get('author_id') ?? 'AuthorID', time: fields.get('date') ?? 'Date' },
        skippedWords: 'nobody wrote them',
        mapped: new Map([[fields.get('author_id') ?? '', 'handle'], [fields.get('author') ?? '', 'name'], [fields.get('date') ?? '', 'occurred_at']]),
      })
    }
    const type = textOf(layout.at('type'))
    const channel = textOf(layout.at('_channel', 'name'))
    return communityPlan({
      place: 'Discord',
      prefix: 'discord',
      read: {
        event_id: textOf(layout.at('id')),
        occurred_at: instantOf(layout.at('timestamp'), 'dmy'),
        handle_id: textOf(layout.at('author', 'id')),
        actor_name: `coalesce(${textOf(layout.at('author', 'nickname'))}, ${textOf(layout.at('author', 'name'))})`,
        email: 'NULL::VARCHAR',
        target: `coalesce(coalesce(${textOf(layout.at('_channel', 'guild'))} || ' ', '') || '#' || ${channel}, ${named})`,
        skipped: `${isOneOf(textOf(layout.at('author', 'isBot')), ['true'])} OR (${type} IS NOT NULL AND NOT ${isOneOf(type, written)})`,
      },
      places: { author: 'author.id', time: 'timestamp' },
      skippedWords: 'bots wrote them, or they tell of joins, pins and the like',
      mapped: new Map([['id', 'event id'], ['timestamp', 'occurred_at'], ['author.id', 'handle'], ['author.name', 'name'], ['author.nickname', 'name'], ['_channel.name', 'target'], ['_channel.guild', 'target']]),
    })
  },
}
