import { AppError } from '../../../shared/errors.ts'
import type { Band } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import { subjectRowSteps } from '../score/subject-rows.ts'
import { scoreInputs } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'

export interface FoundSubject {
  subjectId: number
  subjectKey: string
  kind: 'account' | 'company'
  name: string
  domain: string | null
  recordId: string | null
  stage: string | null
  score: number
  band: Band
  active: boolean
  families: string[]
  people: number
  lastAt: string | null
  /** Domains of its companies, names where none is known. */
  companies: string[]
}

// The first way of naming a subject that fits anything decides; later ways are not looked at.
const namedSubjects: readonly Step[] = [
  {
    name: 'subject_names',
    reads: ['subject_companies_at', 'evidence.companies'],
    sql: `
      SELECT sc.subject_id, list(coalesce(c.domain, c.name) ORDER BY c.company_id) AS companies, list(lower(c.domain)) AS domains, list(lower(c.name)) AS names
      FROM subject_companies_at sc JOIN evidence.companies c USING (company_id) GROUP BY sc.subject_id`,
  },
  {
    name: 'named_subjects',
    reads: ['subject_rows', 'subject_names', 'crm.current_accounts'],
    sql: `
      SELECT r.*, coalesce(n.companies, []) AS companies,
        CASE WHEN r.subject_key = $subject THEN 1
             WHEN r.record_id = $subject THEN 2
             WHEN lower(r.domain) = $domain THEN 3
             WHEN list_contains(n.domains, $domain) OR list_contains(list_transform(a.further_domains, lambda d: lower(d)), $domain) THEN 4
             WHEN lower(trim(r.name)) = lower($subject) THEN 5
             WHEN list_contains(n.names, lower($subject)) THEN 6 END AS way
      FROM subject_rows r LEFT JOIN subject_names n USING (subject_id) LEFT JOIN crm.current_accounts a ON a.record_id = r.record_id`,
  },
  {
    name: 'found_subjects',
    reads: ['named_subjects'],
    sql: `
      SELECT subject_id AS subjectId, subject_key AS subjectKey, kind, name, domain, record_id AS recordId, stage, score, band, active, families,
        people, last_at AS lastAt, companies
      FROM named_subjects WHERE way = (SELECT min(way) FROM named_subjects) ORDER BY score DESC, subject_key LIMIT 11`,
  },
]

/**
 * The one subject of a run that `asked` names: by key, account record id, domain, or name in any case.
 * Throws `bad_usage` when there is none, or when there are several, which it then lists.
 */
export async function findSubject(connection: Connection, run: Run, query: { asked: string; stages: readonly Stage[] }): Promise<FoundSubject> {
  const subject = query.asked.trim()
  const found = await rows<FoundSubject>(connection, compile(scoreInputs, [...subjectRowSteps(query.stages), ...namedSubjects]), {
    run_id: run.runId,
    as_of: run.asOf,
    subject,
    domain: domainOf(subject),
  })
  const [only, ...others] = found
  if (!only) throw new AppError('bad_usage', await absence(connection, run, subject))
  if (others.length > 0) throw new AppError('bad_usage', `"${subject}" could be several:\n${candidates(found)}\nName one of them by its id.`)
  return only
}

/** A typed address or link as a bare host name. */
const domainOf = (text: string): string => text.toLowerCase().replace(/^[a-z]+:\/\//, '').replace(/^www\./, '').replace(/[/?#].*$/, '')

const candidates = (found: readonly FoundSubject[]): string =>
  [
    ...found.slice(0, 10).map(({ subjectKey, kind, name, domain }) => `  ${subjectKey}  (${kind} ${name}${domain ? `, ${domain}` : ''})`),
    ...(found.length > 10 ? ['  …'] : []),
  ].join('\n')

async function absence(connection: Connection, { asOf }: Run, subject: string): Promise<string> {
  const day = asOf.slice(0, 10)
  const [later] = await rows<{ name: string | null; createdAt: string }>(
    connection,
    `SELECT name, created_at AS createdAt FROM crm.current_accounts
     WHERE created_at > $as_of::TIMESTAMP AND (record_id = $subject OR lower(domain) = lower($subject) OR lower(name) = lower($subject))
     ORDER BY created_at LIMIT 1`,
    { as_of: asOf, subject },
  )
  if (later) return `The account ${later.name ?? subject} was created on ${later.createdAt.slice(0, 10)}, so there was none yet as of ${day}.`
  return `No account or company is called "${subject}" as of ${day}. Give an account record id, a domain or a name.`
}
