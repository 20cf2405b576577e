import type { Person } from './person.ts'

/** The first column brings Clay's answers back to their person. */
export const clayColumns = ['bandstand_id', 'login', 'github_id', 'github_url', 'full_name', 'company', 'email', 'location', 'website'] as const

/** One row of a Clay table, in a file or to its webhook. */
export const clayRow = ({ personKey, login, githubId, name, company, email, location, website }: Person): Record<(typeof clayColumns)[number], string | null> => ({
  bandstand_id: personKey, login, github_id: githubId === null ? null : String(githubId), github_url: login === null ? null : `https://github.com/${login}`, full_name: name, company, email, location, website,
})
