import type { ReportLanguage } from '../../../shared/contract-report.ts'
import type { TargetListEntry } from '../../../shared/contract-target-lists.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { opportunitySteps } from '../lifecycle/opportunity-steps.ts'
import { instantScores } from '../score/instant-scores.ts'
import type { Run } from '../score/run-store.ts'
import { subjectRowSteps } from '../score/subject-rows.ts'
import { scoreInputs } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import { readStages } from '../workspace/stages.ts'
import { reasonWords } from './reason-words.ts'

const trendDays = 90

type Row = Omit<TargetListEntry, 'reason' | 'change' | 'person' | 'recordId'> & { recordId: string }

const openAccounts: Step = {
  name: 'open_accounts',
  reads: ['subject_rows', 'open_spells'],
  sql: `
    SELECT subject_key AS subjectKey, name, domain, record_id AS recordId, stage AS funnelStage, owner, band, score
    FROM subject_rows SEMI JOIN (SELECT record_id FROM open_spells WHERE from_at <= $as_of::TIMESTAMP AND until_at > $as_of::TIMESTAMP) o USING (record_id)
    ORDER BY subject_key`,
}

/** Accounts with an open opportunity, those whose score rose most over the last 90 days first. */
export async function midFunnel(connection: Connection, run: Run, language: ReportLanguage): Promise<TargetListEntry[]> {
  const stages = await readStages(connection)
  const open = await rows<Row>(connection, compile(scoreInputs, [...subjectRowSteps(stages), ...opportunitySteps(stages), openAccounts]), { run_id: run.runId, as_of: run.asOf })
  if (open.length === 0) return []
  const before = new Date(Date.parse(run.asOf) - trendDays * 86_400_000).toISOString()
  const earlier = await instantScores(connection, open.map(({ recordId }) => ({ record: recordId, at: before })), run)
  return open
    .map((row, index) => ({ row, then: earlier[index]?.score ?? 0 }))
    .map(({ row, then }) => ({ ...row, change: row.score - then, person: null, reason: reasonWords[language].midFunnel({ score: row.score, then }) }))
    .sort((left, right) => right.change - left.change || right.score - left.score || (left.subjectKey < right.subjectKey ? -1 : 1))
}
