import { countOf, idOf, instantOf, textOf } from '../expressions.ts'
import type { Doubt, Importer } from '../importer.ts'

/** Keys that a user has and a stargazer, an event or a repository lacks. */
const profileKeys = ['company', 'blog', 'location', 'bio', 'twitter_username', 'followers', 'following', 'public_repos']
const isProfile = (record: Record<string, unknown>): boolean => 'login' in record && profileKeys.some((key) => key in record) && !eventKeys.some((key) => key in record)
const eventKeys = ['source', 'occurred_at', 'starred_at']

const date = (key: string): Doubt => ({
  when: `${key}_text IS NOT NULL AND ${key} IS NULL`,
  warning: (rows) => `${rows.toLocaleString('en')} ${rows === 1 ? 'profile has' : 'profiles have'} an unreadable ${key}; it was left empty.`,
})

export const githubProfiles: Importer = {
  id: 'github-profiles',
  label: 'GitHub user profiles',
  describes: 'User objects of the GitHub API with company, e-mail, blog and bio: who the people behind the events are.',
  containers: ['json'],
  settings: [],
  paths: ['login', 'id', 'type', 'name', 'company', 'blog', 'location', 'email', 'bio', 'twitter_username', 'followers', 'created_at', 'updated_at'].map((key) => [key]),
  wholeObjects: false,
  recognise: ({ container, records }) => (container === 'json' && records.length > 0 ? 0.95 * (records.filter(isProfile).length / records.length) : 0),
  needs: () => [],
  dates: () => [],
  plan: ({ layout }) => {
    const texts = ['login', 'type', 'name', 'company', 'blog', 'location', 'email', 'bio'] as const
    return {
      table: 'profiles',
      read: {
        ...Object.fromEntries(texts.map((key) => [key, textOf(layout.at(key))])),
        id_text: textOf(layout.at('id')),
        github_id: idOf(layout.at('id')),
        twitter: textOf(layout.at('twitter_username')),
        followers: countOf(layout.at('followers')),
        created_at_text: textOf(layout.at('created_at')),
        created_at: instantOf(layout.at('created_at'), 'dmy'),
        updated_at_text: textOf(layout.at('updated_at')),
        updated_at: instantOf(layout.at('updated_at'), 'dmy'),
      },
      columns: Object.fromEntries(['github_id', ...texts, 'twitter', 'followers', 'created_at', 'updated_at'].map((key) => [key, key])),
      checks: [
        { when: 'id_text IS NOT NULL AND github_id IS NULL', column: 'id', reason: 'The GitHub id is not a whole number.' },
        { when: 'github_id IS NULL AND login IS NULL', column: 'login', reason: 'The record names no user: it has neither login nor id.' },
      ],
      doubts: [date('created_at'), date('updated_at')],
      stageDates: [],
      mapped: new Map([['id', 'github_id'], ['twitter_username', 'twitter'], ...[...texts, 'followers', 'created_at', 'updated_at'].map((key) => [key, key] as const)]),
      warnings: [],
    }
  },
}
