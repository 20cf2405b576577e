import { addressOf, domainOf, linkedinOf } from '../claims/identities.ts'
import { jsonClaims } from '../claims/json-claims.ts'
import { isObject, jsonFields } from '../claims/json-fields.ts'
import { isRecord } from '../json-value.ts'

const answered = jsonFields('answered.said')
const said = jsonFields('person.said')
const { text } = said
const isPerson = (value: unknown): boolean => isRecord(value) && isRecord(value['name']) && 'fullName' in value['name'] && ('employment' in value || 'emailProvider' in value)

export const clearbitPerson = jsonClaims({
  answered,
  said,
  id: 'clearbit-person',
  provider: 'clearbit',
  label: 'Clearbit people',
  describes: 'Answers of Clearbit’s person API, alone or beside the company. A fuzzy answer is marked as such among the details of its claim; Clearbit states no confidence.',
  looksLike: (answer) => {
    if (isPerson(answer) || isPerson(answer['person'])) return true
    return 'person' in answer && answer['person'] === null && 'company' in answer ? false : undefined
  },
  confidence: 0.97,
  nests: ['person'],
  people: `CASE WHEN ${isObject(answered.text('person'))} THEN [CAST(${answered.text('person')} AS JSON)] WHEN ${answered.text('name.fullName')} IS NOT NULL THEN [answered.json] ELSE []::JSON[] END`,
  own: { github_id: `TRY_CAST(${text('github.id')} AS BIGINT)`, login: text('github.handle'), email: addressOf(text('email')) },
  person: { name: text('name.fullName'), profile_url: linkedinOf(text('linkedin.handle')) },
  now: { title: text('employment.title'), company: text('employment.name'), domain: domainOf(text('employment.domain')), location: text('location'), extra: 'person.json' },
  mapped: [['name', 'name'], ['employment', 'title, company, domain'], ['github', 'login, github_id'], ['email', 'email'], ['linkedin', 'profile_url'], ['location', 'location'], ['person', 'name, title, company']],
})
