import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { accountStageSteps } from '../score/stage-at.ts'
import { scoreInputs } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'
import type { AccountCourse, RecordCourse } from './stage-course.ts'

/** Entries of a record as JSON, instants in milliseconds. */
const entryList = `list({'stage': stage, 'at': epoch_ms(entered_at)} ORDER BY entered_at, stage)::JSON::VARCHAR`

/** Everything that places an account in a stage at any instant: its own row, its contacts and its deals as they are known at `$as_of`. */
const courseSteps: readonly Step[] = [
  {
    name: 'course_entries',
    reads: ['crm.current_stage_history', 'crm.current_contact_stages', 'deal_entries'],
    sql: `
      SELECT 'account' AS object, record_id, ${entryList} AS entries FROM crm.current_stage_history WHERE stage IS NOT NULL AND entered_at IS NOT NULL GROUP BY record_id
      UNION ALL
      SELECT 'contact', record_id, ${entryList} FROM crm.current_contact_stages WHERE stage IS NOT NULL AND entered_at IS NOT NULL GROUP BY record_id
      UNION ALL
      SELECT 'deal', record_id, ${entryList} FROM deal_entries WHERE entered_at IS NOT NULL GROUP BY record_id`,
  },
  {
    name: 'course_records',
    reads: ['accounts_at', 'contacts_at', 'deals_at', 'record_accounts', 'crm.current_accounts', 'crm.current_contacts', 'course_entries'],
    sql: `
      SELECT r.account_id AS account, r.name, r.object, r.stage, epoch_ms(r.created_at) AS "createdAt", coalesce(e.entries, '[]') AS entries FROM (
        SELECT a.record_id AS account_id, coalesce(a.name, a.record_id) AS name, 'account' AS object, a.record_id, a.stage, c.created_at FROM accounts_at a JOIN crm.current_accounts c USING (record_id)
        UNION ALL
        SELECT l.account_id, NULL, 'contact', l.record_id, a.stage, c.created_at
        FROM record_accounts l JOIN contacts_at a USING (record_id) JOIN crm.current_contacts c USING (record_id) WHERE l.object = 'contact'
        UNION ALL
        SELECT l.account_id, NULL, 'deal', l.record_id, d.stage, d.created_at FROM record_accounts l JOIN deals_at d USING (record_id) WHERE l.object = 'deal') r
      LEFT JOIN course_entries e USING (object, record_id)
      ORDER BY r.account_id, r.object, r.record_id`,
  },
]

interface CourseRow {
  account: string
  name: string | null
  object: 'account' | 'contact' | 'deal'
  stage: string
  createdAt: number | null
  entries: string
}

/** Every account that exists at an instant with what places it in a stage, in the order of record ids. Entries later than the instant are left out. */
export async function readCourses(connection: Connection, { asOf, stages }: { asOf: string; stages: readonly Stage[] }): Promise<AccountCourse[]> {
  const found = await rows<CourseRow>(connection, compile(scoreInputs, [...accountStageSteps(stages), ...courseSteps]), { as_of: asOf })
  const courses: { record: string; name: string; createdAt: number | null; records: RecordCourse[] }[] = []
  for (const { account, name, object, stage, createdAt, entries } of found) {
    if (object === 'account') courses.push({ record: account, name: name ?? account, createdAt, records: [] })
    // Written by `entryList`.
    courses.at(-1)?.records.push({ isDeal: object === 'deal', createdAt, stage, entries: JSON.parse(entries) as RecordCourse['entries'] })
  }
  return courses
}
