import { interruptible } from '../db/interrupt.ts'
import { run } from '../db/query.ts'
import type { Work } from './materialise.ts'

/** Derived table → the step tables it is made of. */
const published: readonly (readonly [table: string, sql: string])[] = [
  ['dev.people', 'SELECT person_id, person_key, github_id, login, name, email, company_text, bio, location, blog, is_bot FROM people'],
  ['dev.emails', 'SELECT person_id, email, domain, kind FROM emails'],
  ['dev.identities', 'SELECT person_id, key, kind, value, reason, evidence, import_id, source_row FROM identities'],
  ['dev.refused_merges', 'SELECT one, other, reason, because FROM refused_merges'],
  ['evidence.companies', 'SELECT company_id, company_key, name, domain FROM companies'],
  ['evidence.company_names', 'SELECT company_id, name_key, kind FROM company_names'],
  [
    'evidence.attributions',
    `SELECT a.person_id, k.company_id, a.method, a.confidence, a.evidence, a.current, a.conflict, a.valid_from, a.valid_to, a.is_past
     FROM attributions a JOIN company_keys k USING (company_key)`,
  ],
  ['evidence.person_evidence', 'SELECT person_id, company_key, method, confidence, evidence, rank, last_at, is_ambiguous, valid_from, valid_to, is_past FROM person_evidence'],
  ['evidence.actor_evidence', 'SELECT actor_id, person_id, place, company_key, method, confidence, company_text FROM actor_evidence'],
  [
    'evidence.person_claims',
    `SELECT p.person_id, p.claim_key, s.addressee, s.provider, s.name, s.title, s.company, s.domain, s.profile_url, s.location, s.claimed_email, s.confidence, s.current, s.started_at, s.ended_at,
       e.company_key, coalesce(e.is_ambiguous, false), s.verdict, s.sureness, s.verifier, s.version, s.model, s.reason, s.quotes
     FROM person_claims p JOIN stated_claims s USING (claim_key) LEFT JOIN claim_employers e USING (claim_key) ORDER BY p.person_id, s.provider, p.claim_key`,
  ],
  ['evidence.claim_people', 'SELECT claim_key, person_id FROM person_claims ORDER BY claim_key'],
  ['evidence.claimed_companies', 'SELECT company_id, company_key, name, domain FROM claimed_companies'],
  ['evidence.account_companies', 'SELECT record_id, company_key FROM account_companies'],
  ['evidence.company_link_keys', 'SELECT link_id, child_key, parent_key FROM company_links'],
  ['evidence.match_candidates', 'SELECT company_key, record_id, method, confidence, evidence, accepted, place, levels FROM match_candidates'],
  ['evidence.matches', 'SELECT company_id, record_id, method, confidence, evidence FROM matches'],
  ['result.subjects', 'SELECT subject_id, subject_key, kind, record_id, name, domain FROM subjects'],
  ['result.subject_companies', 'SELECT subject_id, company_id FROM subject_companies'],
]

/** Replaces the derived tables by the steps' results. */
export async function publish({ connection, values, signal, onStep }: Work, insertSignals: string): Promise<void> {
  for (const [table, sql] of published) {
    onStep(table)
    await interruptible(connection, signal, async () => {
      await run(connection, `DELETE FROM ${table}`)
      await run(connection, `INSERT INTO ${table} ${sql}`, values)
    })
  }
  onStep('result.signals')
  await interruptible(connection, signal, async () => {
    await run(connection, 'DELETE FROM result.signals')
    await run(connection, insertSignals, values)
  })
}

export const publishedTables = [...published.map(([table]) => table), 'result.signals']

/** Step tables that `publish` and the statement it is given read. */
export const publishedSteps: ReadonlySet<string> = new Set([
  'people', 'emails', 'identities', 'companies', 'company_names', 'company_keys', 'company_links', 'attributions', 'person_evidence', 'actor_evidence', 'person_claims', 'stated_claims', 'claim_employers', 'claimed_companies', 'account_companies', 'match_candidates', 'matches', 'subjects', 'subject_companies', 'actor_signals', 'period_companies', 'scored_sources', 'duplicates',
])
