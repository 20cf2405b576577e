import { communityPlan, isOneOf } from '../community-plan.ts'
import { emailOf, textOf } from '../expressions.ts'
import type { Importer } from '../importer.ts'

const isMessage = ({ type, ts, user, bot_id, subtype }: Record<string, unknown>): boolean =>
  type === 'message' && typeof ts === 'string' && /^\d{10}\.\d{1,6}$/.test(ts) && [user, bot_id, subtype].some((value) => value !== undefined)

/** Kinds of message a person writes; the others tell of joins, renames and the like. */
const written = ['thread_broadcast', 'reply_broadcast', 'file_share', 'me_message']

export const slackExport: Importer = {
  id: 'slack-export',
  label: 'Slack messages',
  describes: 'The export of a Slack workspace (ZIP with users.json, channels.json and a folder a channel), or one day of it. Public channels only; people are known by their Slack id, and by e-mail address where the export has it. What they wrote is not kept.',
  containers: ['json'],
  settings: [],
  paths: [['type'], ['ts'], ['user'], ['subtype'], ['bot_id'], ['channel'], ['is_bot'], ['user_profile', 'real_name'], ['user_profile', 'display_name'], ['user_profile', 'email']],
  wholeObjects: false,
  recognise: ({ container, records }) => (container === 'json' && records.length > 0 ? 0.95 * (records.filter(isMessage).length / records.length) : 0),
  needs: () => [],
  dates: () => [],
  plan: ({ layout }) => {
    const [ts, user, subtype] = [textOf(layout.at('ts')), textOf(layout.at('user')), textOf(layout.at('subtype'))]
    const kind = textOf(layout.at('type'))
    return communityPlan({
      place: 'Slack',
      prefix: 'slack',
      read: {
        event_id: `${user} || '@' || ${ts}`,
        occurred_at: `CASE WHEN regexp_full_match(${ts}, '[0-9]{9,10}(\\.[0-9]{1,6})?') THEN make_timestamp(CAST(CAST(${ts} AS DECIMAL(30, 6)) * 1000000 AS BIGINT)) END`,
        handle_id: user,
        actor_name: `coalesce(${textOf(layout.at('user_profile', 'real_name'))}, ${textOf(layout.at('user_profile', 'display_name'))})`,
        email: emailOf(layout.at('user_profile', 'email')),
        target: `'#' || ${textOf(layout.at('channel'))}`,
        skipped: `coalesce(${kind}, 'message') <> 'message' OR ${textOf(layout.at('bot_id'))} IS NOT NULL OR ${isOneOf(textOf(layout.at('is_bot')), ['true'])} OR ${isOneOf(user, ['uslackbot'])}
          OR (${subtype} IS NOT NULL AND NOT ${isOneOf(subtype, written)})`,
      },
      places: { author: 'user', time: 'ts' },
      skippedWords: 'bots wrote them, or they tell of joins, renames and the like',
      mapped: new Map([['ts', 'occurred_at'], ['user', 'handle'], ['channel', 'target'], ['user_profile.real_name', 'name'], ['user_profile.display_name', 'name'], ['user_profile.email', 'email']]),
    })
  },
}
