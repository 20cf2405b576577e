import { addressOf, endOf, linkedinOf, startOf } from '../claims/identities.ts'
import { earlier, jsonClaims } from '../claims/json-claims.ts'
import { elementsOf, jsonFields } from '../claims/json-fields.ts'
import { jsonText, without } from '../claims/json-sql.ts'

const answered = jsonFields('answered.said')
const said = jsonFields('person.said')
const { text } = said
const isPerson = (value: Record<string, unknown>): boolean => 'current_employers' in value || 'past_employers' in value

const common = {
  provider: 'crustdata',
  own: { github_id: 'NULL', login: 'NULL', email: addressOf(said.first('email')) },
  person: { name: text('name'), profile_url: `coalesce(${linkedinOf(text('linkedin_flagship_url'))}, ${linkedinOf(text('linkedin_profile_url'))})` },
}

const entries = (path: string, from: string): string =>
  `list_transform(${elementsOf(text(path))}[${from}:], lambda job: {company: ${jsonText('job', 'employer_name')}, title: ${jsonText('job', 'employee_title')}, began: ${jsonText('job', 'start_date')},
    ended: ${jsonText('job', 'end_date')}, current: ${path === 'current_employers'}})`
/** The first current employer is the current job itself. */
const jobs = `list_concat(${entries('current_employers', '2')}, ${entries('past_employers', '1')})`
const first = `${elementsOf(text('current_employers'))}[1]`

export const crustdataPeople = jsonClaims({
  ...common,
  answered,
  said,
  id: 'crustdata-people',
  label: 'Crustdata people',
  describes: 'People of Crustdata, as JSON or as a table. Every current and past employer becomes a claim; Crustdata states no confidence of the match.',
  looksLike: (answer) => (isPerson(answer) ? true : undefined),
  confidence: 0.96,
  nests: [],
  people: `CASE WHEN coalesce(${answered.text('current_employers')}, ${answered.text('past_employers')}) IS NOT NULL THEN [answered.json] ELSE []::JSON[] END`,
  now: {
    title: `coalesce(${jsonText(first, 'employee_title')}, ${text('title')})`,
    company: jsonText(first, 'employer_name'),
    location: text('location'),
    started_at: startOf(jsonText(first, 'start_date')),
    extra: without('person.json', ['current_employers', 'past_employers', 'all_employers']),
  },
  history: `list_transform(${jobs}, lambda job: ${earlier(common, {
    title: 'job.title', company: 'job.company', current: 'job.current', started_at: startOf('job.began'), ended_at: endOf('job.ended'),
  })})`,
  lists: ['current_employers', 'past_employers', 'all_employers', 'email', 'skills'],
  mapped: [['name', 'name'], ['title', 'title'], ['current_employers', 'company, title, dates'], ['past_employers', 'company, title, dates'], ['email', 'email'], ['linkedin_flagship_url', 'profile_url'], ['linkedin_profile_url', 'profile_url']],
})
