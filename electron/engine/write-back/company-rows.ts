import type { OwnCompanyColumn } from '../../../shared/own-columns.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { lifecycleOf, type LifecycleRow } from '../lifecycle/read-lifecycle.ts'
import type { Run } from '../score/run-store.ts'
import { subjectRowsSql } from '../score/subject-rows.ts'
import { readStages } from '../workspace/stages.ts'
import { dayOf, oneDecimal, stageWord, type Told } from './told.ts'

export interface CompanyRow {
  /** Account in the CRM; null for a company without one. */
  recordId: string | null
  name: string
  domain: string | null
  told: Told<OwnCompanyColumn>
}

interface Found {
  recordId: string | null
  name: string
  domain: string | null
  band: string
  score: number
  developers: number
  lastAt: string | null
  /** Null without a dated event. */
  lifecycle: LifecycleRow | null
}

/** Every account, and the companies of the list of those missing from the CRM. The lifecycle of the run has been made. */
export async function companyRows(connection: Connection, run: Run): Promise<CompanyRow[]> {
  const found = await rows<Found>(
    connection,
    `SELECT s.record_id AS recordId, s.name, s.domain, s.band, s.score, s.people_90 AS developers, s.last_at AS lastAt, CASE WHEN l.run_id IS NOT NULL THEN l END AS lifecycle
     FROM (${subjectRowsSql(await readStages(connection))}) s LEFT JOIN result.lifecycle l ON l.run_id = $run_id AND l.subject_id = s.subject_id
     WHERE s.in_crm OR s.active AND s.band IN ('High', 'Medium') ORDER BY s.in_crm DESC, s.score DESC, s.subject_key`,
    { run_id: run.runId, as_of: run.asOf },
  )
  return found.map(({ recordId, name, domain, band, score, developers, lastAt, lifecycle: row }) => {
    const { stage, missing, entered, outreachWindow } = lifecycleOf(row ?? undefined)
    return {
      recordId, name, domain,
      told: {
        score: oneDecimal(score), band, lifecycle: stageWord({ stage, missing }), pioneering: dayOf(entered.Pioneering), surge: dayOf(entered.Surge), evaluation: dayOf(entered.Evaluation), decisioning: dayOf(entered.Decisioning),
        dormant: dayOf(entered.Dormant), outreach: outreachWindow, developers, lastActivity: dayOf(lastAt), asOf: dayOf(run.asOf),
      },
    }
  })
}
