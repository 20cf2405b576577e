import type { ReportLanguage } from '../../../shared/contract-report.ts'
import type { TargetListEntry } from '../../../shared/contract-target-lists.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { thisWeek } from '../lifecycle/this-week.ts'
import type { Run } from '../score/run-store.ts'

/** Accounts and companies in their outreach window, as `this-week` has them. The lifecycle of the run has been made. */
export async function outreach(connection: Connection, run: Run, language: ReportLanguage): Promise<TargetListEntry[]> {
  const { moments } = await thisWeek(connection, run, { limit: 1_000_000, language })
  const records = await rows<{ subjectKey: string; recordId: string }>(connection, 'SELECT subject_key AS subjectKey, record_id AS recordId FROM result.subjects WHERE record_id IS NOT NULL')
  const recordOf = new Map(records.map(({ subjectKey, recordId }) => [subjectKey, recordId]))
  return moments
    .filter(({ lifecycle }) => lifecycle.outreachWindow)
    .map(({ subjectKey, name, domain, funnelStage, owner, band, score, sentence }) => ({
      subjectKey, name, domain, recordId: recordOf.get(subjectKey) ?? null, funnelStage, owner, band, score, change: null, person: null, reason: sentence,
    }))
}
