import * as z from 'zod'
import { readDomain } from '../../resolve/domain.ts'
import { nothingClaimed, type Provider, sentFields } from '../provider.ts'
import { text } from '../text.ts'

const answer = z.object({
  person: z.object({
    name: text, title: text, linkedin_url: text, city: text, state: text, country: text, email: text,
    organization: z.object({ name: text, primary_domain: text, website_url: text }).nullish(),
    employment_history: z.array(z.object({ organization_name: text, title: text, start_date: text, end_date: text, current: z.boolean().nullish() })).nullish().catch(null),
  }).nullish(),
})

/** Apollo states no confidence in its match, and answers 200 with an empty person. */
export const apollo: Provider = {
  name: 'apollo',
  label: 'Apollo',
  version: '1',
  origin: 'https://api.apollo.io',
  fields: ['name', 'email', 'company'],
  secret: 'BANDSTAND_APOLLO_KEY',
  price: 0.1,
  perSecond: 50 / 60,
  request: ({ name, email, company }, origin) => {
    if (email === null && (name === null || company === null)) return null
    const body = Object.fromEntries(Object.entries({ name, email, organization_name: company, reveal_personal_emails: false }).filter(([, value]) => value !== null))
    return { method: 'POST', url: `${origin}/api/v1/people/match`, headers: { 'content-type': 'application/json' }, body, fields: sentFields({ name, email, company }) }
  },
  authorise: (headers, key) => ({ ...headers, 'x-api-key': key }),
  read: (body) => {
    const { person } = answer.parse(body)
    if (!person || (person.name === null && person.title === null && !person.organization)) return []
    const shared = { ...nothingClaimed, name: person.name, profileUrl: person.linkedin_url, location: [person.city, person.state, person.country].filter(Boolean).join(', ') || null }
    const { organization } = person
    const now = {
      ...shared, title: person.title, company: organization?.name ?? null, domain: readDomain(organization?.primary_domain ?? organization?.website_url ?? '').domain, email: person.email,
    }
    const past = (person.employment_history ?? []).filter(({ current, end_date }) => current === false || end_date !== null)
    return [now, ...past.map(({ organization_name, title, start_date, end_date }) => ({ ...shared, title, company: organization_name, current: false, startedAt: start_date, endedAt: end_date }))]
  },
}
