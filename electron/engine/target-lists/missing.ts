import type { ReportLanguage } from '../../../shared/contract-report.ts'
import type { TargetListEntry } from '../../../shared/contract-target-lists.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import { subjectRowsSql } from '../score/subject-rows.ts'
import { readStages } from '../workspace/stages.ts'
import { reasonWords } from './reason-words.ts'

type Row = Omit<TargetListEntry, 'reason' | 'change' | 'person'> & { people: number; events: number; families: string[]; lastAt: string }

/** Active companies of the bands High and Medium that match no account, the highest score first. */
export async function missing(connection: Connection, run: Run, language: ReportLanguage): Promise<TargetListEntry[]> {
  const found = await rows<Row>(
    connection,
    `SELECT subject_key AS subjectKey, name, domain, record_id AS recordId, stage AS funnelStage, owner, band, score, people, events, families, last_at AS lastAt
     FROM (${subjectRowsSql(await readStages(connection))}) WHERE NOT in_crm AND active AND band IN ('High', 'Medium')
     ORDER BY score DESC, name, subject_key`,
    { run_id: run.runId, as_of: run.asOf },
  )
  return found.map(({ people, events, families, lastAt, ...row }) => ({
    ...row,
    change: null,
    person: null,
    reason: reasonWords[language].missing({ ...row, people, events, families, lastAt }),
  }))
}
