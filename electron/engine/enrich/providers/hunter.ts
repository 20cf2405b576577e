import * as z from 'zod'
import { readDomain } from '../../resolve/domain.ts'
import { nothingClaimed, type Provider, query } from '../provider.ts'
import { text } from '../text.ts'

const answer = z.object({
  data: z.object({ first_name: text, last_name: text, email: text, score: z.number().nullish(), domain: text, company: text, position: text, linkedin_url: text }).nullish(),
})

/** The e-mail finder: it takes a name and a company or its domain. A deliverable address does not mean the right person, so its score is only scaled. */
export const hunter: Provider = {
  name: 'hunter',
  label: 'Hunter',
  version: '1',
  origin: 'https://api.hunter.io',
  fields: ['name', 'company', 'website'],
  secret: 'BANDSTAND_HUNTER_KEY',
  price: 0.05,
  perSecond: 15,
  request: ({ name, company, website }, origin) => {
    const facts = website === null ? null : readDomain(website)
    const domain = facts?.kind === 'corporate' ? facts.domain : null
    if (name === null || (company === null && domain === null)) return null
    const by = domain === null ? { company } : { domain }
    return { method: 'GET', url: `${origin}/v2/email-finder?${query({ full_name: name, ...by })}`, headers: {}, body: null, fields: ['name', domain === null ? 'company' : 'website'] }
  },
  authorise: (headers, key) => ({ ...headers, 'x-api-key': key }),
  read: (body) => {
    const { data } = answer.parse(body)
    if (!data || data.email === null) return []
    return [{
      ...nothingClaimed, name: [data.first_name, data.last_name].filter(Boolean).join(' ') || null, title: data.position, company: data.company, domain: readDomain(data.domain ?? '').domain,
      email: data.email, profileUrl: data.linkedin_url, confidence: data.score == null ? null : Math.min(1, Math.max(0, data.score / 100)),
    }]
  },
}
