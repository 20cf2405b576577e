import { joinScoredSources, scoredSource, scoredSources, targetKind, targetName } from '../../sql/event-targets.ts'
import { compile } from '../../sql/steps.ts'
import { scoreInputs, subjectSteps } from '../../score/subject-steps.ts'
import { columnsOf, type Definition } from '../definition.ts'

const event = columnsOf('e')
const person = columnsOf('p')
const company = columnsOf('c')
const subject = columnsOf('t')
const file = columnsOf('i')
const signal = columnsOf('k')
const role = columnsOf('r')

/** One row per event. A company that matches several accounts makes the event count for each of them. */
export const events: Definition = {
  needs: 'resolved',
  columns: [
    event('instant', 'occurred_at', ['When', 'When it happened; blank where the file gives no time.']),
    signal('text', 'signal', ['Signal', 'The source of the score model this event counts as; blank where it cannot count.'], {
      sql: '{signal}',
      uses: [],
      exact: true,
    }),
    event('text', 'source', ['Action', 'What the file says happened.'], { exact: true }),
    event('text', 'target', ['Target', 'Repository, package or page it happened to.']),
    event('text', 'login', ['Login', 'GitHub login in the file.']),
    event('text', 'handle', ['Handle', 'Identity in a community, such as discord:8812.']),
    event('text', 'actor_name', ['Name', 'Name shown in the community.']),
    subject('text', 'subject_name', ['Account or company', 'The account, or the company without one, that this event counts for.'], { sql: 't.names' }),
    company('text', 'company_name', ['Company', 'Company the event is attributed to.'], { sql: 'c.name' }),
    company('text', 'company_domain', ['Company domain', 'Registrable domain of that company.'], { sql: 'c.domain', hidden: true }),
    signal('number', 'confidence', ['Confidence', 'Confidence of the attribution, from 0 to 1.'], { sql: '{confidence}', uses: [] }),
    signal('boolean', 'reliable', ['Reliable', 'Whether the attribution reaches the reliable minimum of the score model.'], { sql: '{reliable}', uses: [] }),
    event('number', 'quantity', ['Quantity', 'How often it happened, 1 unless the file says otherwise.']),
    event('text', 'email', ['E-mail', 'E-mail address in the file.'], { hidden: true }),
    event('text', 'domain', ['Domain', 'Domain in the file.'], { hidden: true }),
    event('text', 'company_text', ['Company text', 'Company name in the file.'], { sql: 'e.company', hidden: true }),
    person('text', 'person_key', ['Person', 'Identity of the person behind the event.'], { hidden: true, exact: true }),
    subject('text', 'subject_key', ['Subject', 'Identity of the account or company it counts for; several where the company matches several accounts.'], {
      sql: `array_to_string(t.subject_keys, ' · ')`,
      members: 't.subject_keys',
      hidden: true,
      exact: true,
    }),
    event('text', 'about', ['About', 'Repository, package or site (host) the target names.'], { sql: targetName('e'), hidden: true, exact: true, unsearched: true }),
    event('text', 'about_kind', ['Kind of target', 'Whether that is a repository, a package or a site.'], { sql: targetKind('e'), hidden: true, exact: true, unsearched: true }),
    role('text', 'captured_as', ['Captured as', 'Source the event counts as, or would if its target’s role let it; repeats and bots included.'], {
      sql: `coalesce(${scoredSource('e', 'r')}, e.source)`,
      uses: ['e', 'r'],
      hidden: true,
      exact: true,
      unsearched: true,
    }),
    role('boolean', 'left_out_by_role', ['Left out by role', 'Kept unscored because of whose the target is.'], { sql: `(${scoredSource('e', 'r')} IS NULL)`, uses: ['e', 'r'], hidden: true }),
    file('text', 'file_name', ['File', 'Imported file the event stands in.'], { uses: ['e', 'i'] }),
    event('integer', 'import_id', ['Import', 'Number of the import.'], { hidden: true }),
    event('integer', 'source_row', ['Record', 'Number of the record in the file, counted from 1.']),
  ],
  order: ['-occurred_at', 'import_id', 'source_row'],
  table: ({ asOf }) => ({
    sql: compile(scoreInputs, [
      ...subjectSteps,
      {
        name: 'shared_companies',
        reads: ['subject_companies_at'],
        sql: 'SELECT company_id FROM subject_companies_at GROUP BY company_id HAVING count(*) > 1',
      },
      {
        name: 'company_subjects',
        reads: ['subjects_at', 'subject_companies_at', 'shared_companies'],
        // Nearly every company has one subject: grouping those too would take ten times as long.
        sql: `
          SELECT sc.company_id, [s.subject_key] AS subject_keys, s.name AS names
          FROM subject_companies_at sc JOIN subjects_at s USING (subject_id) ANTI JOIN shared_companies USING (company_id)
          UNION ALL
          SELECT sc.company_id, list(s.subject_key ORDER BY s.subject_key), string_agg(s.name, ' · ' ORDER BY s.subject_key)
          FROM subject_companies_at sc JOIN subjects_at s USING (subject_id) SEMI JOIN shared_companies USING (company_id) GROUP BY sc.company_id`,
      },
    ]),
    values: { as_of: asOf ?? 'infinity' },
  }),
  live: ({ asOf, model }, table) => ({
    from: `dev.events e LEFT JOIN result.signals s ON s.import_id = e.import_id AND s.source_row = e.source_row LEFT JOIN ${table} t ON t.company_id = s.company_id`,
    where:
      asOf === null
        ? { sql: 'true', values: {} }
        : {
            sql: `(e.occurred_at <= $as_of::TIMESTAMP
                   OR e.occurred_at IS NULL AND e.import_id IN (SELECT import_id FROM ops.imports WHERE collected_at <= $as_of::TIMESTAMP))`,
            values: { as_of: asOf },
          },
    keys: {
      event_row: 'e.rowid',
      person_id: 's.person_id',
      company_id: 's.company_id',
      subject_row: 't.rowid',
      signal: 's.source',
      confidence: 's.confidence',
      reliable: `(s.confidence >= ${model.reliable_min})`,
    },
    parts: {
      e: { spine: true, join: 'JOIN dev.events e ON e.rowid = {event_row}' },
      t: { spine: true, join: `LEFT JOIN ${table} t ON t.rowid = {subject_row}` },
      p: { spine: false, join: 'LEFT JOIN dev.people p ON p.person_id = {person_id}' },
      c: { spine: false, join: 'LEFT JOIN evidence.companies c ON c.company_id = {company_id}' },
      r: { spine: false, join: joinScoredSources('e', 'r', `(${scoredSources.sql})`) },
      i: { spine: false, join: 'LEFT JOIN ops.imports i ON i.import_id = e.import_id' },
    },
  }),
}
