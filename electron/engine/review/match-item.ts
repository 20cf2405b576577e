import type { ReviewItem, ReviewLine } from '../../../shared/contract-review-item.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { compareEmployers, employerKeys } from '../verify/employers.ts'
import { candidatesOf } from './item-candidates.ts'
import { noEvents, readEvents } from './item-events.ts'
import { linksOf } from './item-links.ts'
import { ordered } from './person-lines.ts'

interface Company {
  id: number
  name: string
  domain: string | null
}

interface Stated {
  people: number
  texts: string[] | null
  domains: string[] | null
}

/** A company beside the account it may be; null where there is no such company. */
export async function readMatchItem(connection: Connection, companyKey: string, recordId: string | null): Promise<Omit<ReviewItem, 'decisions'> | null> {
  const [company] = await rows<Company>(connection, 'SELECT company_id AS id, name, domain FROM evidence.companies WHERE company_key = $key', { key: companyKey })
  if (!company) return null
  const stated = await one<Stated>(
    connection,
    `SELECT count(DISTINCT p.person_id) AS people, list(DISTINCT p.company_text ORDER BY p.company_text) FILTER (p.company_text IS NOT NULL)[1:5] AS texts,
       list(DISTINCT m.domain ORDER BY m.domain) FILTER (m.kind = 'corporate')[1:5] AS domains
     FROM evidence.attributions a JOIN dev.people p USING (person_id) LEFT JOIN dev.emails m USING (person_id) WHERE a.company_id = $id AND a.current`,
    { id: company.id },
  )
  const candidates = (await candidatesOf(connection, [companyKey])).get(companyKey) ?? []
  const account = candidates.find((each) => each.recordId === recordId) ?? null
  return {
    title: company.name,
    personKey: null,
    proposed: account?.name ?? recordId,
    facts: ([['Domain', company.domain], ['People', String(stated.people)], ['They write', stated.texts?.join(' · ')], ['E-mail domains', stated.domains?.join(' · ')]] as const).flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    lines: account === null ? [] : matchLines(company, stated, account),
    verdict: null,
    claims: [],
    events: (await readEvents(connection, { of: 'company_id', ids: [company.id] })).get(company.id) ?? noEvents,
    links: linksOf([{ label: 'Company', address: company.domain }, { label: 'Account', address: account?.domain ?? null }]),
    evidence: [],
    candidates,
    companyText: null,
    sameText: 0,
    alike: 0,
  }
}

function matchLines(company: Company, { texts, domains }: Stated, account: ReviewItem['candidates'][number]): ReviewLine[] {
  const named = compareEmployers(employerKeys({ company: company.name, domain: null }), employerKeys({ company: account.name, domain: null }))
  const shown = domains ?? []
  const line = (field: string, label: string, [left, right]: readonly [string | null, string | null], sign: ReviewLine['sign'] = 'unknown'): ReviewLine => ({ field, label, left, right, sign })
  return ordered([
    line('name', 'Name', [company.name, account.name], named === 'same' ? 'equal' : named === 'different' ? 'differs' : 'unknown'),
    line('domain', 'Domain', [company.domain, account.domain], company.domain === null || account.domain === null ? 'unknown' : company.domain === account.domain ? 'equal' : 'differs'),
    line('email', 'E-mail domains', [shown.join(', ') || null, account.domain], shown.length === 0 || account.domain === null ? 'unknown' : shown.includes(account.domain) ? 'equal' : 'differs'),
    line('texts', 'Written as', [texts?.join(' · ') ?? null, null]),
    line('stage', 'Stage', [null, account.stage]),
    line('country', 'Country', [null, account.country]),
    line('industry', 'Industry', [null, account.industry]),
  ])
}
