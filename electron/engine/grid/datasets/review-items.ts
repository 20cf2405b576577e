import { queueSql } from '../../review/queue-steps.ts'
import { columnsOf, type Definition } from '../definition.ts'

const item = columnsOf('b')
const claim = columnsOf('c')
const person = columnsOf('p')
const company = columnsOf('o')
const decision = columnsOf('d')

const reasons = `nullif(array_to_string(list_filter([CASE WHEN b.by_providers THEN 'providers name different employers' END, CASE WHEN b.by_profile THEN 'profile or e-mail names another company' END,
  CASE WHEN b.by_person THEN 'a person said otherwise than the verifier' END], lambda reason: reason IS NOT NULL), ' · '), '')`

/** Everything a person may judge, judged or not: what providers claim, where people work by other evidence, and which account a company is. */
export const reviewItems: Definition = {
  needs: 'resolved',
  dated: true,
  outlivesDecisions: true,
  columns: [
    item('text', 'kind', ['Kind', 'claim: what a provider says of a person; attribution: where a person works by other evidence; match: which account a company is.'], { exact: true }),
    person('text', 'name', ['Person or company', 'Whose claim, company or account is in question.'], { sql: `CASE WHEN b.kind = 'match' THEN o.name ELSE coalesce(p.login, p.email, p.person_key) END`, uses: ['b', 'p', 'o'] }),
    item('text', 'provider', ['Provider', 'Who claims it; blank where it is no claim.'], { exact: true }),
    claim('text', 'proposed', ['Proposed', 'Employer in the claim, company of the person, or account of the company.'], {
      sql: `CASE b.kind WHEN 'claim' THEN coalesce(c.company, c.domain) WHEN 'match' THEN b.account ELSE o.name END`, uses: ['b', 'c', 'o'],
    }),
    person('text', 'company_text', ['Company text', 'What the person’s profile says in its company field.']),
    item('text', 'verdict', ['Verdict', 'The verifiers’ verdict on a claim; blank where none judged it.'], { exact: true }),
    item('number', 'verdict_confidence', ['Verdict confidence', 'How sure the verifier is of its verdict.'], { hidden: true }),
    item('number', 'confidence', ['Confidence', 'How likely the item is right by all that is known, from 0 to 1; an unjudged claim has 0.5.']),
    item('boolean', 'disagrees', ['Disagreement', 'Whether something contradicts it.'], { sql: '(b.by_providers OR b.by_profile OR b.by_person)' }),
    item('text', 'disagreement', ['What disagrees', 'Providers among each other, profile or e-mail with the item, a person with the verifier.'], { sql: reasons, hidden: true, unsearched: true }),
    item('integer', 'events', ['Events', 'Events within the active period of the score model (365 days by default) of the person or company, those of bots left out.']),
    item('number', 'weight', [
      'Weight',
      'What a decision is worth: 4 c (1 − c) × points, with c the confidence and points = log2(1 + events), for a match summed over the company’s people. 0 for what is decided, for claims of earlier jobs (they share the word on today’s), and where reliable evidence or a person names the same company already.',
    ]),
    item('text', 'method', ['Method', 'Kind of evidence.'], { exact: true, hidden: true }),
    item('text', 'evidence', ['Evidence', 'What was read, beside claims.'], { hidden: true }),
    claim('text', 'title', ['Title', 'Job title in the claim.'], { hidden: true }),
    item('boolean', 'current', ['Of today', 'Whether the claim calls it the current job.'], { hidden: true }),
    item('text', 'account', ['Account', 'Accounts of the CRM that the company is, or may be.'], { hidden: true }),
    item('text', 'account_record_id', ['Account record', 'Record ids of these accounts.'], { sql: `array_to_string(b.record_ids, ' · ')`, members: 'b.record_ids', exact: true, hidden: true }),
    item('boolean', 'decided', ['Decided', 'Whether a person has decided it.']),
    item('boolean', 'unsure', ['Unsure', 'Whether the last person who looked at it was unsure.'], { hidden: true }),
    decision('text', 'decision', ['Decision', 'The last word on it.'], { sql: 'd.verdict', exact: true }),
    decision('text', 'reviewer', ['Reviewer', 'Who said it.'], { exact: true }),
    decision('instant', 'decided_at', ['Decided at', 'When.'], { hidden: true }),
    decision('text', 'note', ['Note', 'What was noted.'], { hidden: true }),
    person('text', 'person_key', ['Person', 'Identity of the person.'], { hidden: true, exact: true }),
    company('text', 'company_key', ['Company', 'Identity of the company.'], { sql: 'coalesce(o.company_key, u.company_key)', uses: ['o', 'u'], hidden: true, exact: true }),
    item('text', 'item_key', ['Item', 'Identity of what is judged.'], {
      sql: `CASE b.kind WHEN 'claim' THEN to_json([b.kind, c.claim_key, NULL]) WHEN 'match' THEN to_json([b.kind, o.company_key, b.record_id]) ELSE to_json([b.kind, p.person_key, o.company_key]) END::VARCHAR`,
      uses: ['b', 'c', 'o', 'p'], hidden: true, exact: true, unsearched: true,
    }),
  ],
  order: ['decided', 'unsure', '-weight', '-events'],
  table: ({ asOf, model }) => ({
    sql: queueSql,
    values: { as_of: asOf ?? 'infinity', active_days: model.active_days, reliable_min: model.reliable_min },
  }),
  live: (_, table) => ({
    from: `${table} b`,
    where: { sql: 'true', values: {} },
    keys: { item_row: 'b.rowid', claim_row: 'b.claim_row', person_id: 'b.person_id', company_id: 'b.company_id', decision_id: 'b.decision_id' },
    parts: {
      b: { spine: true, join: `JOIN ${table} b ON b.rowid = {item_row}` },
      c: { spine: false, join: 'LEFT JOIN evidence.person_claims c ON c.rowid = {claim_row}' },
      p: { spine: false, join: 'LEFT JOIN dev.people p ON p.person_id = {person_id}' },
      o: { spine: false, join: 'LEFT JOIN evidence.companies o ON o.company_id = {company_id}' },
      u: { spine: false, join: 'LEFT JOIN evidence.claimed_companies u ON u.company_id = {company_id}' },
      d: { spine: false, join: 'LEFT JOIN evidence.decisions d ON d.decision_id = {decision_id}' },
    },
  }),
}
