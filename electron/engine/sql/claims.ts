import { compile, type Step } from './steps.ts'

const inputs = ['evidence.claims', 'dev.people', 'dev.emails'] as const

/** Claims by what they say of whom, however often and wherever they were read. */
const told: readonly Step[] = [
  {
    name: 'addressed',
    reads: ['evidence.claims'],
    sql: `
    SELECT *, coalesce('github:' || CAST(github_id AS VARCHAR), 'login:' || lower(login), 'email:' || lower(email)) AS addressee FROM evidence.claims`,
  },
  {
    name: 'keyed',
    reads: ['addressed'],
    sql: `
    SELECT *, md5(CAST([addressee, provider, name, title, company, domain, profile_url, location, extra->>'email', CAST(current AS VARCHAR), CAST(ended_at AS VARCHAR)] AS VARCHAR)) AS claim_key
    FROM addressed WHERE addressee IS NOT NULL`,
  },
  {
    name: 'claims',
    reads: ['keyed'],
    sql: `
    SELECT claim_key, any_value(addressee) AS addressee, any_value(github_id) AS github_id, any_value(lower(login)) AS login, any_value(lower(email)) AS email, any_value(provider) AS provider, any_value(name) AS name,
      any_value(title) AS title, any_value(company) AS company, any_value(domain) AS domain, any_value(profile_url) AS profile_url, any_value(location) AS location, any_value(extra->>'email') AS claimed_email,
      max(confidence) AS confidence, any_value(current) AS current, min(started_at) AS started_at, any_value(ended_at) AS ended_at
    FROM keyed GROUP BY claim_key`,
  },
]

/**
 * SELECT of the claims in `claims` with the person each is about, where that is known. The number outranks the login, the login the address: logins are
 * renamed and reused. `people` has person_id, github_id and login; `emails` person_id and email.
 */
export const claimsOfPeople = (claims: string, people: string, emails: string): string => `
    SELECT c.*, coalesce(g.person_id, l.person_id, e.person_id) AS person_id
    FROM ${claims} c
    LEFT JOIN ${people} g ON g.github_id = c.github_id
    LEFT JOIN (SELECT lower(login) AS login, min(person_id) AS person_id FROM ${people} WHERE login IS NOT NULL GROUP BY ALL) l ON l.login = c.login
    LEFT JOIN (SELECT lower(email) AS email, min(person_id) AS person_id FROM ${emails} GROUP BY ALL HAVING count(DISTINCT person_id) = 1) e ON e.email = c.email
    WHERE coalesce(g.person_id, l.person_id, e.person_id) IS NOT NULL`

const claimSteps: readonly Step[] = [...told, { name: 'person_claims', reads: ['claims', 'dev.people', 'dev.emails'], sql: claimsOfPeople('claims', 'dev.people', 'dev.emails') }]

/** SQL that reads the steps up to one of them: `claims`, or `person_claims` for those of published people. */
export const claimsSql = (upTo: 'claims' | 'person_claims'): string => compile(inputs, claimSteps, upTo)

/**
 * The verdict that counts of each claim: a veto of the rules, else the model's, else the rules'. Of several by one verifier the newest.
 * SQL for a subquery.
 */
export const countingVerdicts = `
  SELECT claim_key, verifier, version, verdict, confidence, reason, model, detail FROM (
    SELECT *, row_number() OVER (PARTITION BY claim_key, verifier ORDER BY judged_at DESC, version DESC) AS place FROM evidence.verdicts)
  WHERE place = 1
  QUALIFY row_number() OVER (PARTITION BY claim_key ORDER BY verifier = 'rules' AND coalesce((detail->>'veto')::BOOLEAN, false) DESC, verifier = 'llm' DESC, judged_at DESC) = 1`
