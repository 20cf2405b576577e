import { likelihoodOf } from '../claims/answer.ts'
import { addressOf, domainOf, endOf, linkedinOf, loginInUrl, startOf } from '../claims/identities.ts'
import { earlier, jsonClaims } from '../claims/json-claims.ts'
import { elementsOf, jsonFields, oneOrMore } from '../claims/json-fields.ts'
import { jsonText, without } from '../claims/json-sql.ts'
import { isRecord } from '../json-value.ts'

const answered = jsonFields('answered.said')
const said = jsonFields('person.said')
const { text } = said
const isPerson = (value: unknown): boolean => isRecord(value) && 'full_name' in value && ('job_title' in value || 'job_company_name' in value || 'linkedin_username' in value)

const common = {
  provider: 'pdl',
  own: {
    github_id: 'NULL',
    login: `coalesce(${loginInUrl(text('github_url'))}, ${text('github_username')})`,
    email: `coalesce(${addressOf(text('work_email'))}, ${addressOf(said.first('personal_emails'))})`,
  },
  person: {
    name: text('full_name'),
    profile_url: `coalesce(${linkedinOf(text('linkedin_url'))}, ${linkedinOf(`('in/' || ${text('linkedin_username')})`)})`,
    confidence: likelihoodOf(answered.text('likelihood')),
  },
}

/** A company is an object, in older answers its name. */
const company = `CASE WHEN json_type(job, '$.company') = 'OBJECT' THEN ${jsonText('job', 'company.name')} ELSE ${jsonText('job', 'company')} END`
const jobs = `list_transform(list_filter(${elementsOf(text('experience'))}, lambda job: NOT (coalesce(json_extract_string(job, '$.is_primary') = 'true', false) AND ${text('job_company_name')} IS NOT NULL)),
  lambda job: {company: ${company}, site: ${jsonText('job', 'company.website')}, title: coalesce(${jsonText('job', 'title.name')}, CASE WHEN json_type(job, '$.title') = 'VARCHAR' THEN ${jsonText('job', 'title')} END),
    began: ${jsonText('job', 'start_date')}, ended: ${jsonText('job', 'end_date')}})`

export const pdlPerson = jsonClaims({
  ...common,
  answered,
  said,
  id: 'pdl-person',
  label: 'People Data Labs',
  describes: 'Answers of People Data Labs about people, one by one, in bulk or from a search. The current job and every earlier one become claims.',
  looksLike: (answer) => {
    const { data } = answer
    if (isPerson(data) || isPerson(answer)) return true
    return Array.isArray(data) && data.some(isPerson) ? true : undefined
  },
  confidence: 0.96,
  nests: ['data'],
  people: `CASE WHEN ${answered.text('data')} IS NOT NULL THEN ${oneOrMore(answered.text('data'))} WHEN ${answered.text('full_name')} IS NOT NULL THEN [answered.json] ELSE []::JSON[] END`,
  now: {
    title: text('job_title'),
    company: text('job_company_name'),
    domain: domainOf(text('job_company_website')),
    location: text('location_name'),
    started_at: startOf(text('job_start_date')),
    extra: without('person.json', ['experience', 'education', 'profiles']),
  },
  history: `list_transform(${jobs}, lambda job: ${earlier(common, {
    title: 'job.title', company: 'job.company', domain: domainOf('job.site'), current: 'job.ended IS NULL', started_at: startOf('job.began'), ended_at: endOf('job.ended'),
  })})`,
  lists: ['experience', 'education', 'profiles', 'personal_emails', 'emails', 'skills'],
  mapped: [['data', 'name, title, company, dates'], ['likelihood', 'confidence'], ['login', 'login'], ['github_id', 'github_id']],
})
