import type { Output } from '../../../shared/contract.ts'
import type { Moment } from '../../../shared/contract-lifecycle.ts'
import type { ReportLanguage } from '../../../shared/contract-report.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import { subjectRowsSql } from '../score/subject-rows.ts'
import { readLifecycleParameters } from './ensure-lifecycle.ts'
import { lifecycleOf, type LifecycleRow } from './read-lifecycle.ts'
import { reason } from './reason.ts'

type Row = LifecycleRow & Omit<Moment, 'lifecycle' | 'sentence'> & { found: number; allOutreach: number }

/** Whom to look at now. The lifecycle of the run has been made. */
export async function thisWeek(connection: Connection, run: Run, { limit, language = 'en' }: { limit: number; language?: ReportLanguage }): Promise<Output<'lifecycle.thisWeek'>> {
  const { model, stages } = await readLifecycleParameters(connection)
  const days = 7 * model.surge.weeks
  const found = await rows<Row>(
    connection,
    `SELECT l.*, s.subject_key AS subjectKey, s.name, s.domain, s.stage AS funnelStage, s.owner, s.band, s.score, l.stage, l.surged_at AS surgedAt,
       count(*) OVER () AS found, count(*) FILTER (l.outreach) OVER () AS allOutreach
     FROM result.lifecycle l JOIN (${subjectRowsSql(stages)}) s USING (subject_id)
     WHERE l.run_id = $run_id AND (l.outreach OR l.stage IN ('Surge', 'Evaluation', 'Decisioning') AND l.surged_at > $as_of::TIMESTAMP - to_days($days::INTEGER))
     ORDER BY l.outreach DESC, s.score DESC, s.subject_key LIMIT ${limit}`,
    { run_id: run.runId, as_of: run.asOf, days: model.outreach_days },
  )
  return {
    asOf: run.asOf,
    policy: run.policy,
    days: model.outreach_days,
    evidenceFrom: new Date(Date.parse(run.asOf) - days * 86_400_000).toISOString(),
    moments: found.map((row) => momentOf(row, { days, usualWeeks: model.surge.usual_weeks, language })),
    found: found[0]?.found ?? 0,
    outreach: found[0]?.allOutreach ?? 0,
  }
}

function momentOf(row: Row, { language, ...spans }: { days: number; usualWeeks: number; language: ReportLanguage }): Moment {
  const lifecycle = lifecycleOf(row)
  const { subjectKey, name, domain, funnelStage, owner, band, score, surgedAt } = row
  return { subjectKey, name, domain, funnelStage, owner, band, score, lifecycle, surgedAt, sentence: reason({ ...lifecycle, surgedAt, ...spans }, language) }
}
