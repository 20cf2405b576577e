import type { OwnContactColumn } from '../../../shared/own-columns.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { lifecycleOf, type LifecycleRow } from '../lifecycle/read-lifecycle.ts'
import { contributionSteps, scoreValues } from '../score/contribution-steps.ts'
import type { Run } from '../score/run-store.ts'
import { subjectRowSteps } from '../score/subject-rows.ts'
import { scoreInputs, subjectSteps } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import { readStages } from '../workspace/stages.ts'
import { dayOf, oneDecimal, stageWord, type Told } from './told.ts'

export interface ContactRow {
  recordId: string
  told: Told<OwnContactColumn>
}

const steps: readonly Step[] = [
  {
    // Of several accounts the one that scores most.
    name: 'contact_accounts',
    reads: ['record_accounts', 'subject_rows', 'contacts_at'],
    sql: `
      SELECT c.record_id, s.subject_id, s.score, s.band, len(s.families) AS families
      FROM contacts_at c JOIN record_accounts l ON l.object = 'contact' AND l.record_id = c.record_id JOIN subject_rows s ON s.record_id = l.account_id
      WHERE c.kind = 'contact' QUALIFY row_number() OVER (PARTITION BY c.record_id ORDER BY s.score DESC, s.subject_key) = 1`,
  },
  {
    name: 'contact_humans',
    reads: ['result.human_identifiers', 'result.humans'],
    sql: `SELECT i.value AS record_id, any_value(h.human_id) AS human_id, any_value(h.persona) AS persona FROM result.human_identifiers i JOIN result.humans h USING (human_id) WHERE i.kind = 'contact' GROUP BY i.value`,
  },
  {
    name: 'contact_points',
    reads: ['contact_accounts', 'contact_humans', 'result.human_identifiers', 'contributions'],
    sql: `
      SELECT a.record_id, fsum(c.c) * (1 + $family_bonus * (greatest(any_value(a.families), 1) - 1)) AS points, max(c.last_at) AS last_at
      FROM contact_accounts a JOIN contact_humans h USING (record_id) JOIN result.human_identifiers p ON p.human_id = h.human_id AND p.kind = 'person'
      JOIN contributions c ON c.subject_id = a.subject_id AND c.person = TRY_CAST(p.value AS INTEGER) GROUP BY a.record_id`,
  },
  {
    name: 'told_contacts',
    reads: ['contact_accounts', 'contact_humans', 'contact_points', 'result.lifecycle'],
    sql: `
      SELECT a.record_id AS recordId, a.score, a.band, CASE WHEN l.run_id IS NOT NULL THEN l END AS lifecycle, h.persona, coalesce(p.points, 0)::DOUBLE AS points, p.last_at AS lastAt
      FROM contact_accounts a LEFT JOIN contact_humans h USING (record_id) LEFT JOIN contact_points p USING (record_id)
      LEFT JOIN result.lifecycle l ON l.run_id = $run_id AND l.subject_id = a.subject_id ORDER BY a.score DESC, a.record_id`,
  },
]

interface Found {
  recordId: string
  score: number
  band: string
  /** Null without a dated event. */
  lifecycle: LifecycleRow | null
  persona: string | null
  points: number
  lastAt: string | null
}

/** Contacts that belong to an account. The lifecycle of the run and the personas have been made. */
export async function contactRows(connection: Connection, run: Run): Promise<ContactRow[]> {
  const own = contributionSteps.filter((step) => !subjectSteps.includes(step))
  const sql = compile([...scoreInputs, 'result.humans', 'result.human_identifiers', 'result.lifecycle'], [...subjectRowSteps(await readStages(connection)), ...own, ...steps])
  const found = await rows<Found>(connection, sql, { ...scoreValues(run), run_id: run.runId })
  return found.map(({ recordId, score, band, lifecycle, persona, points, lastAt }) => ({
    recordId,
    told: { points: oneDecimal(points), lastActivity: dayOf(lastAt), persona, accountScore: oneDecimal(score), accountBand: band, accountLifecycle: stageWord(lifecycleOf(lifecycle ?? undefined)), asOf: dayOf(run.asOf) },
  }))
}
