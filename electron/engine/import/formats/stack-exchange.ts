import { communityPlan, isOneOf } from '../community-plan.ts'
import { instantOf, textOf } from '../expressions.ts'
import type { Importer } from '../importer.ts'
import { isRecord } from '../json-value.ts'

const ids = ['comment_id', 'answer_id', 'question_id', 'post_id'] as const
const isPost = (record: Record<string, unknown>): boolean => isRecord(record['owner']) && typeof record['creation_date'] === 'number' && ids.some((id) => typeof record[id] === 'number')

const escapes = [['&lt;', '<'], ['&gt;', '>'], ['&quot;', '"'], ['&#39;', "'"], ['&amp;', '&']] as const
/** A text without the few characters Stack Exchange escapes as HTML. */
const unescapedHtml = (sql: string): string => escapes.reduce((inner, [code, character]) => `replace(${inner}, '${code}', '${character.replaceAll("'", "''")}')`, sql)

export const stackExchange: Importer = {
  id: 'stack-exchange',
  label: 'Stack Exchange posts',
  describes: 'Questions, answers, comments or posts from the API of Stack Overflow and its sister sites, whole answers or their items. People are known by their number on the site; what they wrote is not kept.',
  containers: ['json'],
  settings: [{ key: 'target', label: 'Site or tag of posts that carry no link', required: false, example: 'stackoverflow.com' }],
  paths: [...ids.map((id) => [id]), ['creation_date'], ['link'], ['owner', 'user_id'], ['owner', 'display_name'], ['owner', 'user_type'], ['owner', 'link']],
  wholeObjects: false,
  recognise: ({ container, records }) => (container === 'json' && records.length > 0 ? 0.95 * (records.filter(isPost).length / records.length) : 0),
  needs: () => [],
  dates: () => [],
  plan: ({ layout, settings }) => {
    const link = `coalesce(${textOf(layout.at('owner', 'link'))}, ${textOf(layout.at('link'))})`
    const site = `nullif(regexp_extract(lower(${link}), '^https?://([^/]+)', 1), '')`
    const user = textOf(layout.at('owner', 'user_id'))
    const named = settings['target'] === undefined ? 'NULL::VARCHAR' : `'${settings['target'].replaceAll("'", "''")}'`
    return communityPlan({
      place: 'Stack Exchange',
      prefix: 'stackexchange',
      read: {
        event_id: `coalesce(${ids.map((id) => `'${id.replace('_id', '')}:' || ${textOf(layout.at(id))}`).join(', ')}) || coalesce('@' || ${site}, '')`,
        occurred_at: instantOf(layout.at('creation_date'), 'dmy'),
        // Every site numbers its users anew; Stack Overflow's numbers stand alone.
        handle_id: `CASE WHEN ${site} IS NULL OR ${site} = 'stackoverflow.com' THEN ${user} ELSE ${site} || ':' || ${user} END`,
        actor_name: unescapedHtml(textOf(layout.at('owner', 'display_name'))),
        email: 'NULL::VARCHAR',
        target: `coalesce(${site}, ${named})`,
        skipped: isOneOf(textOf(layout.at('owner', 'user_type')), ['does_not_exist']),
      },
      places: { author: 'owner.user_id', time: 'creation_date' },
      skippedWords: 'their authors have left the site',
      mapped: new Map([['creation_date', 'occurred_at'], ['owner.user_id', 'handle'], ['owner.display_name', 'name'], ['link', 'target'], ['owner.link', 'target'], ...ids.map((id) => [id, 'event id'] as const)]),
    })
  },
}
