import * as z from 'zod'
import { readDomain } from '../../resolve/domain.ts'
import { nothingClaimed, type Provider, query, sentFields } from '../provider.ts'
import { text } from '../text.ts'

const answer = z.object({
  likelihood: z.number().nullish(),
  data: z.object({
    full_name: text, job_title: text, job_company_name: text, job_company_website: text, linkedin_url: text, location_name: text, work_email: text, job_start_date: text,
    experience: z.array(z.object({
      company: z.object({ name: text, website: text }).nullish(), title: z.object({ name: text }).nullish(), start_date: text, end_date: text, is_primary: z.boolean().nullish(),
    })).nullish().catch(null),
  }).nullish(),
})

/** Likelihood is logarithmic, 1 to 10: it is the provider's own belief, not a probability, so it is only scaled. */
const confidenceOf = (likelihood: number | null | undefined) => (likelihood == null ? null : Math.min(1, Math.max(0, likelihood / 10)))
const address = (url: string | null) => (url === null || /^https?:/.test(url) ? url : `https://${url}`)

export const peopleDataLabs: Provider = {
  name: 'pdl',
  label: 'People Data Labs',
  version: '1',
  origin: 'https://api.peopledatalabs.com',
  fields: ['login', 'email', 'name', 'company', 'location'],
  secret: 'BANDSTAND_PDL_KEY',
  price: 0.28,
  perSecond: 10,
  request: ({ login, email, name, company, location }, origin) => {
    if (login === null && email === null && (name === null || company === null)) return null
    const known = { email, name, company, location }
    const profile = login === null ? null : `github.com/${login}`
    return { method: 'GET', url: `${origin}/v5/person/enrich?${query({ ...known, profile, min_likelihood: '2' })}`, headers: {}, body: null, fields: sentFields({ login, ...known }) }
  },
  authorise: (headers, key) => ({ ...headers, 'x-api-key': key }),
  read: (body) => {
    const { data, likelihood } = answer.parse(body)
    if (!data) return []
    const person = { ...nothingClaimed, name: data.full_name, profileUrl: address(data.linkedin_url), location: data.location_name, confidence: confidenceOf(likelihood) }
    const now = { ...person, title: data.job_title, company: data.job_company_name, domain: readDomain(data.job_company_website ?? '').domain, email: data.work_email, startedAt: data.job_start_date }
    const past = (data.experience ?? []).filter(({ end_date, is_primary }) => end_date !== null && is_primary !== true)
    return [now, ...past.map((job) => ({
      ...person, title: job.title?.name ?? null, company: job.company?.name ?? null, domain: readDomain(job.company?.website ?? '').domain, current: false, startedAt: job.start_date, endedAt: job.end_date,
    }))]
  },
}
