import { addressOf, domainOf, endOf, linkedinOf, loginInUrl, startOf } from '../claims/identities.ts'
import { earlier, jsonClaims } from '../claims/json-claims.ts'
import { jsonList, jsonText, without } from '../claims/json-sql.ts'
import { isRecord } from '../json-value.ts'

const text = (path: string): string => jsonText('person', path)
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
const history = jsonList('person', 'employment_history')
const isNow = (job: string): string => `(coalesce(json_extract_string(${job}, '$.current') = 'true', false) AND lower(${jsonText(job, 'organization_name')}) = lower(${company}))`
const began = `list_filter(${history}, lambda job: ${isNow('job')})[1]`
const jobs = `list_transform(list_filter(${history}, lambda job: NOT coalesce(${isNow('job')}, false)),
  lambda job: {company: ${jsonText('job', 'organization_name')}, title: ${jsonText('job', 'title')}, current: coalesce(json_extract_string(job, '$.current') = 'true', false),
    began: ${jsonText('job', 'start_date')}, ended: ${jsonText('job', 'end_date')}})`

export const apolloPeople = jsonClaims({
  ...common,
  id: 'apollo-people',
  label: 'Apollo people',
  describes: 'Answers of Apollo’s people API, one by one or in bulk. The current job and every entry of the employment history become claims; Apollo states no confidence of the match.',
  looksLike: (answer) => {
    if (isPerson(answer) || isPerson(answer['person']) || somebody(answer['matches']) || somebody(answer['people'])) return true
    return 'person' in answer && answer['person'] === null ? false : undefined
  },
  confidence: 0.96,
  nests: ['person', 'matches', 'people'],
  people: `CASE WHEN json_type(answer, '$.person') = 'OBJECT' THEN [json_extract(answer, '$.person')]
    WHEN json_exists(answer, '$.matches') OR json_exists(answer, '$.people') OR json_exists(answer, '$.contacts')
      THEN list_concat(${jsonList('answer', 'matches')}, list_concat(${jsonList('answer', 'people')}, ${jsonList('answer', 'contacts')}))
    WHEN json_exists(answer, '$.employment_history') OR json_exists(answer, '$.email_status') THEN [answer] ELSE []::JSON[] END`,
  now: {
    title: text('title'),
    company,
    domain: `coalesce(${domainOf(text('organization.primary_domain'))}, ${domainOf(text('organization.website_url'))})`,
    location: `nullif(concat_ws(', ', ${text('city')}, ${text('state')}, ${text('country')}), '')`,
    started_at: startOf(jsonText(began, 'start_date')),
    extra: without('person', ['employment_history']),
  },
  history: `list_transform(${jobs}, lambda job: ${earlier(common, {
    title: 'job.title', company: 'job.company', current: 'job.current', started_at: startOf('job.began'), ended_at: endOf('job.ended'),
  })})`,
  mapped: [['person', 'name, title, company, dates'], ['matches', 'name, title, company, dates'], ['login', 'login'], ['github_id', 'github_id']],
})
