import type { ReportLanguage } from '../../../shared/contract-report.ts'
import type { TargetListEntry } from '../../../shared/contract-target-lists.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { contributionSteps, scoreValues } from '../score/contribution-steps.ts'
import type { Run } from '../score/run-store.ts'
import { subjectRowSteps } from '../score/subject-rows.ts'
import { scoreInputs, subjectSteps } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import { readStages } from '../workspace/stages.ts'
import { reasonWords } from './reason-words.ts'

const championsPerAccount = 3

type Row = Omit<TargetListEntry, 'reason' | 'change' | 'person'> & NonNullable<TargetListEntry['person']> & { place: number; events: number; sources: string[]; lastAt: string }

const steps: readonly Step[] = [
  {
    name: 'active_people',
    reads: ['contributions', 'subject_rows'],
    sql: `
      SELECT r.subject_id, c.person, fsum(c.c) * (1 + $family_bonus * (greatest(len(any_value(r.families)), 1) - 1)) AS points, sum(c.events)::BIGINT AS events,
        list(c.source ORDER BY c.c DESC, c.source) AS sources, max(c.last_at) AS last_at
      FROM contributions c JOIN subject_rows r USING (subject_id) WHERE r.in_crm AND c.person >= 0
      GROUP BY r.subject_id, c.person HAVING max(c.last_at) > $as_of::TIMESTAMP - to_days($active_days::INTEGER)`,
  },
  {
    name: 'placed_people',
    reads: ['active_people', 'dev.people'],
    sql: `
      SELECT a.*, p.person_key, coalesce(p.login, p.name, p.email, p.person_key) AS label,
        row_number() OVER (PARTITION BY a.subject_id ORDER BY a.points DESC, a.last_at DESC, p.person_key) AS place
      FROM active_people a JOIN dev.people p ON p.person_id = a.person`,
  },
  {
    name: 'personas',
    reads: ['result.human_identifiers', 'result.humans'],
    sql: `SELECT i.value, any_value(h.persona) AS persona FROM result.human_identifiers i JOIN result.humans h USING (human_id) WHERE i.kind = 'person' GROUP BY i.value`,
  },
  {
    name: 'champions',
    reads: ['placed_people', 'subject_rows', 'personas'],
    sql: `
      SELECT s.subject_key AS subjectKey, s.name, s.domain, s.record_id AS recordId, s.stage AS funnelStage, s.owner, s.band, s.score,
        p.person_key AS personKey, p.label, h.persona, p.points, p.place, p.events, p.sources, p.last_at AS lastAt
      FROM placed_people p JOIN subject_rows s USING (subject_id) LEFT JOIN personas h ON h.value = p.person::VARCHAR
      WHERE p.place <= ${championsPerAccount} ORDER BY s.score DESC, s.subject_key, p.place`,
  },
]

/** The people of each account who carry most of its score and were active within the window. The personas have been made. */
export async function champions(connection: Connection, run: Run, language: ReportLanguage): Promise<TargetListEntry[]> {
  const own = contributionSteps.filter((step) => !subjectSteps.includes(step))
  const sql = compile([...scoreInputs, 'dev.people', 'result.humans', 'result.human_identifiers'], [...subjectRowSteps(await readStages(connection)), ...own, ...steps])
  const found = await rows<Row>(connection, sql, { ...scoreValues(run), run_id: run.runId })
  return found.map(({ personKey, label, persona, points, place, events, sources, lastAt, ...row }) => ({
    ...row,
    change: null,
    person: { personKey, label, persona, points },
    reason: reasonWords[language].champion({ place, points, score: row.score, events, sources, lastAt }),
  }))
}
