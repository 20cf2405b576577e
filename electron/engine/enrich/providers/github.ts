import { Octokit } from '@octokit/core'
import * as z from 'zod'
import { nothingClaimed, type Provider } from '../provider.ts'
import { text } from '../text.ts'

const answer = z.object({ login: text, name: text, company: text, blog: text, location: text, email: text, html_url: text, type: text })

/** Octokit words the request; it is sent through the door like any other. */
const { endpoint } = new Octokit().request

/** The public profile as it is now: the company text a person wrote, by their own account. */
export const github: Provider = {
  name: 'github',
  label: 'GitHub profile',
  version: '1',
  origin: 'https://api.github.com',
  fields: ['login', 'github_id'],
  secret: 'BANDSTAND_GITHUB_KEY',
  price: 0,
  perSecond: null,
  request: ({ login, githubId }, origin) => {
    if (login === null && githubId === null) return null
    // Logins are renamed and reused; the number stays.
    const { url, headers } = githubId === null ? endpoint('GET /users/{username}', { username: login ?? '', baseUrl: origin }) : endpoint('GET /user/{account_id}', { account_id: githubId, baseUrl: origin })
    return { method: 'GET', url, headers: { accept: headers.accept ?? 'application/vnd.github+json' }, body: null, fields: githubId === null ? ['login'] : ['github_id'] }
  },
  authorise: (headers, key) => ({ ...headers, authorization: `Bearer ${key}` }),
  read: (body) => {
    const { type, name, company, location, email, html_url, login } = answer.parse(body)
    if (login === null || type === 'Organization') return []
    return [{ ...nothingClaimed, name, company, location, email, profileUrl: html_url, confidence: 1 }]
  },
}
