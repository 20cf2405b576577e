import { addressOf, domainOf, endOf, linkedinOf, loginInUrl, startOf } from '../claims/identities.ts'
import { earlier, jsonClaims } from '../claims/json-claims.ts'
import { elementsOf, isObject, jsonFields } from '../claims/json-fields.ts'
import { jsonText, without } from '../claims/json-sql.ts'
import { isRecord } from '../json-value.ts'

const answered = jsonFields('answered.said')
const said = jsonFields('person.said')
const { text } = said
const isPerson = (value: unknown): boolean => isRecord(value) && ('employment_history' in value || 'email_status' in value || 'extrapolated_email_confidence' in value)
const somebody = (value: unknown): boolean => Array.isArray(value) && value.some(isPerson)

const common = {
  provider: 'apollo',
  own: { github_id: 'NULL', login: loginInUrl(text('github_url')), email: addressOf(text('email')) },
  person: {
    name: `coalesce(${text('name')}, nullif(trim(concat_ws(' ', ${text('first_name')}, ${text('last_name')})), ''))`,
    profile_url: linkedinOf(text('linkedin_url')),
  },
}

const company = `coalesce(${text('organization.name')}, ${text('organization_name')})`
const history = elementsOf(text('employment_history'))
const isNow = (job: string): string => `(coalesce(json_extract_string(${job}, '$.current') = 'true', false) AND lower(${jsonText(job, 'organization_name')}) = lower(${company}))`
const began = `list_filter(${history}, lambda job: ${isNow('job')})[1]`
const jobs = `list_transform(list_filter(${history}, lambda job: NOT coalesce(${isNow('job')}, false)),
  lambda job: {company: ${jsonText('job', 'organization_name')}, title: ${jsonText('job', 'title')}, current: coalesce(json_extract_string(job, '$.current') = 'true', false),
    began: ${jsonText('job', 'start_date')}, ended: ${jsonText('job', 'end_date')}})`

export const apolloPeople = jsonClaims({
  ...common,
  answered,
  said,
  id: 'apollo-people',
  label: 'Apollo people',
  describes: 'Answers of Apollo’s people API, one by one or in bulk. The current job and every entry of the employment history become claims; Apollo states no confidence of the match.',
  looksLike: (answer) => {
    if (isPerson(answer) || isPerson(answer['person']) || somebody(answer['matches']) || somebody(answer['people'])) return true
    return 'person' in answer && answer['person'] === null ? false : undefined
  },
  confidence: 0.96,
  nests: ['person', 'matches', 'people'],
  people: `CASE WHEN ${isObject(answered.text('person'))} THEN [CAST(${answered.text('person')} AS JSON)]
    WHEN coalesce(${answered.text('matches')}, ${answered.text('people')}, ${answered.text('contacts')}) IS NOT NULL
      THEN list_concat(${elementsOf(answered.text('matches'))}, list_concat(${elementsOf(answered.text('people'))}, ${elementsOf(answered.text('contacts'))}))
    WHEN coalesce(${answered.text('employment_history')}, ${answered.text('email_status')}) IS NOT NULL THEN [answered.json] ELSE []::JSON[] END`,
  now: {
    title: text('title'),
    company,
    domain: `coalesce(${domainOf(text('organization.primary_domain'))}, ${domainOf(text('organization.website_url'))})`,
    location: `nullif(concat_ws(', ', ${text('city')}, ${text('state')}, ${text('country')}), '')`,
    started_at: startOf(jsonText(began, 'start_date')),
    extra: without('person.json', ['employment_history']),
  },
  history: `list_transform(${jobs}, lambda job: ${earlier(common, {
    title: 'job.title', company: 'job.company', current: 'job.current', started_at: startOf('job.began'), ended_at: endOf('job.ended'),
  })})`,
  mapped: [['person', 'name, title, company, dates'], ['matches', 'name, title, company, dates'], ['login', 'login'], ['github_id', 'github_id']],
})
