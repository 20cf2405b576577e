import { addressOf, domainOf, linkedinOf, percentOf } from '../claims/identities.ts'
import { jsonClaims } from '../claims/json-claims.ts'
import { jsonFields } from '../claims/json-fields.ts'
import { without } from '../claims/json-sql.ts'
import { isRecord } from '../json-value.ts'

const answered = jsonFields('answered.said')
const said = jsonFields('person.said')
const { text } = said
const finds = (value: unknown): boolean => isRecord(value) && 'score' in value && ('position' in value || 'first_name' in value || 'verification' in value)
const verifies = (value: unknown): boolean => isRecord(value) && 'status' in value && ('smtp_check' in value || 'mx_records' in value || 'gibberish' in value)

const verified = `coalesce(${text('mx_records')}, ${text('smtp_check')}) IS NOT NULL`

export const hunter = jsonClaims({
  answered,
  said,
  id: 'hunter',
  provider: 'hunter',
  label: 'Hunter',
  describes:
    'Answers of Hunter’s e-mail finder and verifier. A found address names the company it belongs to; a verified one only says that its domain takes mail for it, and counts where the address is valid and no webmail.',
  looksLike: ({ data }) => (finds(data) || verifies(data) ? true : undefined),
  confidence: 0.96,
  nests: ['data'],
  // A finder that found nothing still repeats the domain it was asked about.
  people: `CASE WHEN ${answered.text('data.email')} IS NOT NULL THEN [CAST(${answered.text('data')} AS JSON)] ELSE []::JSON[] END`,
  own: { github_id: 'NULL', login: 'NULL', email: addressOf(text('email')) },
  person: {
    provider: `CASE WHEN ${verified} THEN 'hunter-verifier' ELSE 'hunter' END`,
    name: `nullif(trim(concat_ws(' ', ${text('first_name')}, ${text('last_name')})), '')`,
    profile_url: `coalesce(${linkedinOf(text('linkedin_url'))}, ${linkedinOf(text('linkedin'))})`,
    // How deliverable a mailbox is says nothing of whose it is.
    confidence: `CASE WHEN NOT (${verified}) THEN ${percentOf(text('score'))} END`,
  },
  now: {
    title: text('position'),
    company: text('company'),
    domain: `CASE WHEN NOT (${verified}) THEN ${domainOf(text('domain'))} WHEN ${text('status')} = 'valid' AND coalesce(${text('webmail')}, 'false') = 'false' AND coalesce(${text('disposable')}, 'false') = 'false'
      THEN lower(split_part(${text('email')}, '@', 2)) END`,
    extra: without('person.json', ['sources']),
  },
  mapped: [['data', 'e-mail, name, title, company, domain, confidence'], ['meta', 'email'], ['login', 'login']],
})
