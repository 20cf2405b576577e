import type { Person } from './people.ts'
import type { Random } from '../random.ts'

const instant = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** The short user object GitHub puts into lists. */
export const shortUser = (person: Person) => ({
  login: person.login,
  id: person.githubId,
  avatar_url: `https://avatars.githubusercontent.com/u/${person.githubId}?v=4`,
  html_url: `https://github.com/${person.login ?? ''}`,
  type: person.type,
  user_view_type: 'public',
  site_admin: false,
})

/** `GET /users/{login}` answers, one a line. Some are asked twice. */
export function profileFile(random: Random, people: readonly Person[]): string {
  const lines = random.shuffle(people).flatMap((person) => {
    const created = Date.UTC(2012, 0, 1) + random.integer(0, 4300 * 86_400) * 1000
    const line = JSON.stringify({
      ...shortUser(person),
      name: random.chance(0.9) ? person.display : null,
      company: person.company,
      blog: random.chance(0.15) ? `https://${person.login ?? ''}.example` : '',
      location: person.location,
      email: person.email,
      hireable: random.chance(0.1) ? true : null,
      bio: person.bio,
      twitter_username: null,
      public_repos: random.integer(0, 120),
      followers: random.integer(0, 900),
      following: random.integer(0, 200),
      created_at: instant(created),
      updated_at: instant(Math.max(created, Date.UTC(2026, 4, 1)) + random.integer(0, 50 * 86_400) * 1000),
    })
    return random.chance(0.01) ? [line, line] : [line]
  })
  return `${lines.join('\n')}\n`
}

/** `application/vnd.github.star+json`: users with the time of their star, oldest first. */
export const stargazerFile = (stars: readonly { person: Person; at: number }[]): string =>
  JSON.stringify([...stars].sort(byTime).map(({ person, at }) => ({ starred_at: instant(at), user: shortUser(person) })), null, 1)

/** The default media type: users only, no times. */
export const bareStargazerFile = (people: readonly Person[]): string => JSON.stringify(people.map(shortUser))

/** `GET /repos/{owner}/{repo}/forks`, newest first. */
export const forkFile = (repo: string, forks: readonly { person: Person; at: number }[]): string => {
  const name = repo.slice(repo.indexOf('/') + 1)
  return JSON.stringify(
    [...forks].sort((a, b) => byTime(b, a)).map(({ person, at }) => ({
      id: person.githubId + 7,
      name,
      full_name: `${person.login ?? ''}/${name}`,
      private: false,
      owner: shortUser(person),
      fork: true,
      created_at: instant(at),
      updated_at: instant(at + 3_600_000),
      pushed_at: instant(at - 7_200_000),
      stargazers_count: 0,
      default_branch: 'main',
    })),
    null,
    1,
  )
}

function byTime(a: { at: number; person: Person }, b: { at: number; person: Person }): number {
  return a.at - b.at || a.person.githubId - b.person.githubId
}
