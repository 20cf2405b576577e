import { addressOf, endOf, startOf } from '../claims/identities.ts'
import { earlier, jsonClaims } from '../claims/json-claims.ts'
import { elementsOf, jsonFields } from '../claims/json-fields.ts'
import { jsonText, without } from '../claims/json-sql.ts'

const answered = jsonFields('answered.said')
const said = jsonFields('person.said')
const { text } = said

const common = {
  provider: 'proxycurl',
  own: { github_id: 'NULL', login: text('extra.github_profile_id'), email: addressOf(said.first('personal_emails')) },
  person: { name: text('full_name'), profile_url: `'https://www.linkedin.com/in/' || lower(${text('public_identifier')})` },
}

/** A day kept as {year, month, day}, of which only the year is sure to be there. */
const dayOf = (path: string): string => {
  const part = (key: string): string => `lpad(${jsonText('job', `${path}.${key}`)}, 2, '0')`
  const year = jsonText('job', `${path}.year`)
  return `coalesce(${year} || '-' || ${part('month')} || '-' || ${part('day')}, ${year} || '-' || ${part('month')}, ${year})`
}
const jobs = `list_transform(${elementsOf(text('experiences'))}, lambda job: {company: ${jsonText('job', 'company')}, title: ${jsonText('job', 'title')}, location: ${jsonText('job', 'location')},
    began: ${dayOf('starts_at')}, ended: ${dayOf('ends_at')}})`
/** The first job without an end is the current one. */
const current = `list_filter(${jobs}, lambda job: job.ended IS NULL)[1]`

export const proxycurl = jsonClaims({
  ...common,
  answered,
  said,
  id: 'proxycurl',
  label: 'Proxycurl (old files)',
  describes: 'Profiles kept from Proxycurl, which no longer exists. The current job and every earlier one become claims.',
  looksLike: (answer) => ('public_identifier' in answer && ('experiences' in answer || 'occupation' in answer) ? true : undefined),
  confidence: 0.96,
  nests: [],
  people: `CASE WHEN ${answered.text('public_identifier')} IS NOT NULL THEN [answered.json] ELSE []::JSON[] END`,
  now: {
    title: `coalesce(${current}.title, ${text('occupation')})`,
    company: `${current}.company`,
    location: `nullif(concat_ws(', ', ${text('city')}, ${text('state')}, ${text('country_full_name')}), '')`,
    started_at: startOf(`${current}.began`),
    extra: without('person.json', ['experiences', 'education', 'people_also_viewed', 'similarly_named_profiles', 'activities']),
  },
  history: `list_transform(list_filter(${jobs}, lambda job: job IS DISTINCT FROM ${current}), lambda job: ${earlier(common, {
    title: 'job.title', company: 'job.company', location: 'job.location', current: 'job.ended IS NULL', started_at: startOf('job.began'), ended_at: endOf('job.ended'),
  })})`,
  mapped: [['full_name', 'name'], ['occupation', 'title'], ['experiences', 'company, title, dates'], ['public_identifier', 'profile_url'], ['login', 'login']],
})
