import type { ReviewItem } from '../../../shared/contract-review.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'

type Candidate = ReviewItem['candidates'][number]

/** The accounts a company may be, the likeliest first, with what the CRM says of each. */
const candidatesOf = (connection: Connection, companyKey: string): Promise<Candidate[]> =>
  rows<Candidate>(
    connection,
    `SELECT m.record_id AS "recordId", coalesce(a.name, a.domain, m.record_id) AS name, a.domain, a.stage, a.country, a.industry, m.method, m.confidence, m.evidence
     FROM (
       SELECT record_id, method, confidence, evidence, place FROM evidence.match_candidates WHERE company_key = $key
       UNION ALL
       SELECT m.record_id, m.method, m.confidence, m.evidence, 0 FROM evidence.matches m JOIN evidence.companies c USING (company_id) WHERE c.company_key = $key AND m.method = 'human') m
     JOIN crm.current_accounts a USING (record_id)
     QUALIFY row_number() OVER (PARTITION BY m.record_id ORDER BY m.place) = 1
     ORDER BY m.place LIMIT 3`,
    { key: companyKey },
  )

async function readPerson(connection: Connection, personKey: string): Promise<Omit<ReviewItem, 'candidates'>> {
  const [person] = await rows<{ person_id: number; login: string | null; name: string | null; email: string | null; company_text: string | null; bio: string | null; location: string | null }>(
    connection,
    'SELECT person_id, login, name, email, company_text, bio, location FROM dev.people WHERE person_key = $key',
    { key: personKey },
  )
  if (!person) throw new AppError('not_found', `There is no person ${personKey}; the data changed since the queue was opened.`)
  const evidence = await rows<ReviewItem['evidence'][number]>(
    connection,
    `SELECT c.name AS company, a.method, a.confidence, a.evidence, a.current, a.valid_from AS "from", a.valid_to AS "to", a.is_past AS past FROM evidence.attributions a JOIN evidence.companies c USING (company_id)
     WHERE a.person_id = $id ORDER BY a.current DESC, a.is_past, a.confidence DESC, a.valid_to DESC, c.name`,
    { id: person.person_id },
  )
  const { people } = await one<{ people: number }>(
    connection,
    'SELECT count(*) AS people FROM dev.people WHERE NOT is_bot AND lower(trim(company_text)) = lower(trim($text))',
    { text: person.company_text ?? '' },
  )
  return {
    title: person.login ?? person.email ?? personKey,
    facts: [['Name', person.name], ['E-mail', person.email], ['Company text', person.company_text], ['Location', person.location], ['Bio', person.bio]].flatMap(([label, value]) =>
      label && value ? [{ label, value }] : [],
    ),
    evidence,
    companyText: person.company_text,
    sameText: people,
  }
}

async function readCompany(connection: Connection, companyKey: string): Promise<Omit<ReviewItem, 'candidates'>> {
  const [company] = await rows<{ company_id: number; name: string; domain: string | null }>(connection, 'SELECT company_id, name, domain FROM evidence.companies WHERE company_key = $key', {
    key: companyKey,
  })
  if (!company) throw new AppError('not_found', `There is no company ${companyKey}; the data changed since the queue was opened.`)
  const { people, texts, domains } = await one<{ people: number; texts: string[] | null; domains: string[] | null }>(
    connection,
    `SELECT count(DISTINCT p.person_id) AS people, list(DISTINCT p.company_text ORDER BY p.company_text) FILTER (p.company_text IS NOT NULL)[1:5] AS texts,
       list(DISTINCT m.domain ORDER BY m.domain) FILTER (m.kind = 'corporate')[1:5] AS domains
     FROM evidence.attributions a JOIN dev.people p USING (person_id) LEFT JOIN dev.emails m USING (person_id) WHERE a.company_id = $id AND a.current`,
    { id: company.company_id },
  )
  return {
    title: company.name,
    facts: [['Domain', company.domain], ['People', String(people)], ['They write', texts?.join(' · ')], ['E-mail domains', domains?.join(' · ')]].flatMap(([label, value]) =>
      label && value ? [{ label, value }] : [],
    ),
    evidence: [],
    companyText: null,
    sameText: 0,
  }
}

/** What a reviewer needs to decide one item of the queue. Throws `not_found` where it is no more. */
export async function readItem(connection: Connection, { kind, subject, object }: { kind: 'attribution' | 'match'; subject: string; object: string }): Promise<ReviewItem> {
  const company = kind === 'match' ? subject : object
  return { ...(kind === 'match' ? await readCompany(connection, subject) : await readPerson(connection, subject)), candidates: await candidatesOf(connection, company) }
}

/** Accounts by name or domain, those that begin so first. */
export const findAccounts = (connection: Connection, search: string): Promise<{ recordId: string; name: string; domain: string | null; stage: string }[]> =>
  rows(
    connection,
    `SELECT record_id AS "recordId", coalesce(name, domain, record_id) AS name, domain, stage FROM crm.current_accounts
     WHERE contains(lower(coalesce(name, '')), lower($search)) OR contains(lower(coalesce(domain, '')), lower($search))
     ORDER BY NOT starts_with(lower(coalesce(name, '')), lower($search)), length(name), name, record_id LIMIT 8`,
    { search },
  )
