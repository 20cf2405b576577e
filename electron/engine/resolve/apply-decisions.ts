import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'
import { one, run } from '../db/query.ts'
import { decidedAttributionSteps } from './decided-attribution-steps.ts'
import { decidedMatchSteps } from './decided-match-steps.ts'
import { decidedCompanyIds, decisionKeySteps } from './decision-steps.ts'
import { employmentPeriods } from './employment-periods.ts'
import { dropTables, materialise, type Work } from './materialise.ts'
import { insertSubjectCompanies, companySubjects } from './subject-steps.ts'

/** Tables of the workspace that the steps below read and `applyDecisions` changes. */
export const decisionInputs = [
  'evidence.decisions', 'evidence.active_decisions', 'evidence.account_companies', 'evidence.companies', 'evidence.company_names', 'evidence.match_candidates',
  'evidence.matches', 'evidence.person_evidence', 'evidence.actor_evidence', 'evidence.person_claims', 'evidence.claim_people', 'evidence.claimed_companies', 'dev.people', 'dev.emails', 'result.subjects',
] as const

export const decisionSteps = [...decisionKeySteps, ...decidedMatchSteps, ...decidedAttributionSteps]

/** Decisions of these kinds change attributions and matches. Those about who is who change what resolution finds. */
const kinds = `('attribution', 'match', 'claim')`

/**
 * Lays the decisions made after data version `since` over the published tables; −1 lays all of them over what resolution has just found. Whatever the
 * way, the tables end the same: everything a decision touches is made again from the found evidence and all decisions that stand.
 * The caller holds the transaction.
 */
export async function applyDecisions(work: Pick<Work, 'connection' | 'signal' | 'values'>, since: number): Promise<void> {
  const { connection, signal } = work
  const steps: Work = { ...work, values: { ...work.values, since }, onStep: () => undefined, lastReads: new Map() }
  const change = (sql: string) => interruptible(connection, signal, () => run(connection, sql))
  if (!(await isDue(connection, since))) return
  try {
    await materialise(steps, decisionKeySteps)
    const before = await decidedCount(connection)
    await change(`DELETE FROM evidence.companies WHERE company_id >= ${decidedCompanyIds}`)
    await change(`
      INSERT INTO evidence.companies
      SELECT d.company_id, d.company_key, coalesce(c.name, CASE WHEN starts_with(d.company_key, 'name:') THEN substr(d.company_key, 6) ELSE d.company_key END),
        CASE WHEN NOT starts_with(d.company_key, 'name:') THEN d.company_key END
      FROM decided_companies d LEFT JOIN evidence.claimed_companies c USING (company_key)`)
    await materialise(steps, decidedMatchSteps)
    await change(`DELETE FROM evidence.matches WHERE company_id >= ${decidedCompanyIds} OR company_id IN (SELECT company_id FROM affected_companies)`)
    await change('INSERT INTO evidence.matches SELECT * FROM affected_matches')
    const { affected } = await one<{ affected: number }>(connection, 'SELECT count(*) AS affected FROM affected_companies')
    if (before + affected > 0) for (const sql of subjectChanges) await change(sql)
    await materialise(steps, decidedAttributionSteps)
    await change('DELETE FROM evidence.attributions WHERE person_id IN (SELECT person_id FROM affected_people)')
    await change(`
      INSERT INTO evidence.attributions
      SELECT a.person_id, c.company_id, a.method, a.confidence, a.evidence, a.current, a.conflict, a.valid_from, a.valid_to, a.is_past
      FROM decided_attributions a JOIN evidence.companies c USING (company_key)`)
    await interruptible(connection, signal, () => run(connection, signalChange, { reliable_min: work.values['reliable_min'] ?? null }))
  } finally {
    await dropTables(connection, decisionSteps.map(({ name }) => name))
  }
}

const subjectChanges = [
  `DELETE FROM result.subjects WHERE kind = 'company'`,
  `INSERT INTO result.subjects ${companySubjects}`,
  'DELETE FROM result.subject_companies',
  insertSubjectCompanies,
]

/** Events keep their place; only whose they are changes: by their own columns, else by the person's company of their time, else of today. */
const signalChange = `
  UPDATE result.signals AS s SET company_id = n.company_id, confidence = n.confidence
  FROM (
    SELECT s.signal_row, coalesce(o.own.company_id, d.company_id, a.company_id) AS company_id,
      CASE WHEN o.own IS NOT NULL THEN o.own.confidence WHEN d.company_id IS NOT NULL THEN d.confidence ELSE a.confidence END AS confidence
    FROM (
      SELECT rowid AS signal_row, person_id, actor_id, occurred_at FROM result.signals SEMI JOIN affected_people USING (person_id)
      UNION
      SELECT rowid, person_id, actor_id, occurred_at FROM result.signals SEMI JOIN affected_actors USING (actor_id)) s
    LEFT JOIN decided_actors o USING (actor_id)
    LEFT JOIN (${employmentPeriods({ from: '(SELECT * FROM evidence.attributions SEMI JOIN affected_people USING (person_id))', company: 'company_id' })}) d
      ON d.person_id = s.person_id AND s.occurred_at >= d.valid_from AND s.occurred_at < d.valid_to
    LEFT JOIN evidence.attributions a ON a.person_id = s.person_id AND a.current) n
  WHERE s.rowid = n.signal_row`

const decidedCount = async (connection: Connection): Promise<number> =>
  (await one<{ companies: number }>(connection, `SELECT count(*) AS companies FROM evidence.companies WHERE company_id >= ${decidedCompanyIds}`)).companies

const isDue = async (connection: Connection, since: number): Promise<boolean> =>
  (
    await one<{ due: boolean }>(
      connection,
      `SELECT EXISTS (SELECT 1 FROM evidence.decisions WHERE kind IN ${kinds} AND data_version > $since)
         OR ($since < 0 AND EXISTS (SELECT 1 FROM evidence.match_candidates WHERE accepted AND method = 'similar_name')) AS due`,
      { since },
    )
  ).due

/** Whether nothing but such decisions happened after data version `since`. */
export const onlyDecisionsSince = async (connection: Connection, { since, now }: { since: number; now: number }): Promise<boolean> =>
  (
    await one<{ only: boolean }>(
      connection,
      `SELECT count(DISTINCT data_version) = $now - $since AND coalesce(bool_and(kind IN ${kinds}), false) AS only FROM evidence.decisions WHERE data_version > $since`,
      { since, now },
    )
  ).only
